package io.entrepot.connector.weidian;

import io.entrepot.model.ErrorCode;

/** The error ids of this connector; {@code docs/connectors/weidian.md} explains each. */
final class WeidianCodes {

    static final ErrorCode NO_CREDENTIAL = new ErrorCode("ENT-3500");
    static final ErrorCode UNREACHABLE = new ErrorCode("ENT-3502");
    static final ErrorCode TOKEN_OVER = new ErrorCode("ENT-3503");
    static final ErrorCode NOT_TRUSTED = new ErrorCode("ENT-3504");
    static final ErrorCode NOT_PERMITTED = new ErrorCode("ENT-3505");
    static final ErrorCode CALL_REFUSED = new ErrorCode("ENT-3506");
    static final ErrorCode WRONG_CURRENCY = new ErrorCode("ENT-3507");
    static final ErrorCode GONE = new ErrorCode("ENT-3510");
    static final ErrorCode IN_CAMPAIGN = new ErrorCode("ENT-3511");
    static final ErrorCode UNKNOWN_ORDER = new ErrorCode("ENT-3520");
    static final ErrorCode NOT_SHIPPABLE = new ErrorCode("ENT-3521");
    static final ErrorCode SHIPPED_ALREADY = new ErrorCode("ENT-3522");
    static final ErrorCode PART_OF_A_LINE = new ErrorCode("ENT-3523");

    private WeidianCodes() {}
}
