package io.entrepot.connector.officialaccount;

import io.entrepot.model.ErrorCode;

/** The error ids of official accounts; {@code docs/connectors/wechat-official-account.md} explains each. */
final class OfficialAccountCodes {

    static final ErrorCode NO_CREDENTIAL = new ErrorCode("ENT-3800");
    static final ErrorCode WRONG_OPTION = new ErrorCode("ENT-3801");
    static final ErrorCode UNREACHABLE = new ErrorCode("ENT-3802");
    static final ErrorCode TOKEN_OVER = new ErrorCode("ENT-3803");
    static final ErrorCode NOT_TRUSTED = new ErrorCode("ENT-3804");
    static final ErrorCode NOT_PERMITTED = new ErrorCode("ENT-3805");
    static final ErrorCode CALL_REFUSED = new ErrorCode("ENT-3806");
    static final ErrorCode UNKNOWN_USER = new ErrorCode("ENT-3810");
    static final ErrorCode NOT_FOLLOWING = new ErrorCode("ENT-3811");
    static final ErrorCode USER_REFUSES = new ErrorCode("ENT-3812");
    static final ErrorCode UNKNOWN_TEMPLATE = new ErrorCode("ENT-3813");
    static final ErrorCode WRONG_FIELDS = new ErrorCode("ENT-3814");
    static final ErrorCode TOO_OFTEN = new ErrorCode("ENT-3815");
    static final ErrorCode NO_BUYER = new ErrorCode("ENT-3820");
    static final ErrorCode NO_UNIONIDS = new ErrorCode("ENT-3821");
    static final ErrorCode MAYBE_TOLD = new ErrorCode("ENT-3822");

    private OfficialAccountCodes() {}
}
