package io.entrepot.connector.miniprogram;

import io.entrepot.model.ErrorCode;

/** The error ids of this connector; {@code docs/connectors/wechat-miniprogram.md} explains each. */
final class MiniprogramCodes {

    static final ErrorCode NO_CREDENTIAL = new ErrorCode("ENT-3850");
    static final ErrorCode WRONG_OPTION = new ErrorCode("ENT-3851");
    static final ErrorCode UNREACHABLE = new ErrorCode("ENT-3852");
    static final ErrorCode TOKEN_OVER = new ErrorCode("ENT-3853");
    static final ErrorCode NOT_TRUSTED = new ErrorCode("ENT-3854");
    static final ErrorCode NOT_PERMITTED = new ErrorCode("ENT-3855");
    static final ErrorCode CALL_REFUSED = new ErrorCode("ENT-3856");
    static final ErrorCode UNKNOWN_PAYMENT = new ErrorCode("ENT-3860");
    static final ErrorCode NOT_SHIPPABLE = new ErrorCode("ENT-3861");
    static final ErrorCode CHANGED_ALREADY = new ErrorCode("ENT-3862");
    static final ErrorCode NO_NUMBER = new ErrorCode("ENT-3863");
    static final ErrorCode NO_CONTACT = new ErrorCode("ENT-3864");
    static final ErrorCode TOO_MANY = new ErrorCode("ENT-3865");
    static final ErrorCode MIXED = new ErrorCode("ENT-3866");

    private MiniprogramCodes() {}
}
