package io.entrepot.connector.douyin;

import io.entrepot.model.ErrorCode;

/** The error ids of this connector; {@code docs/connectors/douyin.md} explains each. */
final class DouyinCodes {

    static final ErrorCode NO_CREDENTIAL = new ErrorCode("ENT-3600");
    static final ErrorCode UNREACHABLE = new ErrorCode("ENT-3602");
    static final ErrorCode TOKEN_OVER = new ErrorCode("ENT-3603");
    static final ErrorCode NOT_TRUSTED = new ErrorCode("ENT-3604");
    static final ErrorCode NOT_PERMITTED = new ErrorCode("ENT-3605");
    static final ErrorCode CALL_REFUSED = new ErrorCode("ENT-3606");
    static final ErrorCode WRONG_CURRENCY = new ErrorCode("ENT-3607");
    static final ErrorCode AUTHORIZATION_OVER = new ErrorCode("ENT-3608");
    static final ErrorCode GONE = new ErrorCode("ENT-3610");
    static final ErrorCode IN_CAMPAIGN = new ErrorCode("ENT-3611");
    static final ErrorCode NOT_SO_MANY = new ErrorCode("ENT-3612");
    static final ErrorCode OTHER_STOCK = new ErrorCode("ENT-3613");
    static final ErrorCode UNKNOWN_ORDER = new ErrorCode("ENT-3620");
    static final ErrorCode NOT_SHIPPABLE = new ErrorCode("ENT-3621");
    static final ErrorCode SHIPPED_ALREADY = new ErrorCode("ENT-3622");
    static final ErrorCode NO_NUMBER = new ErrorCode("ENT-3623");
    static final ErrorCode RISK_REVIEW = new ErrorCode("ENT-3624");

    static final ErrorCode UNKNOWN_REQUEST = new ErrorCode("ENT-3630");
    static final ErrorCode NOT_ANSWERABLE = new ErrorCode("ENT-3631");
    static final ErrorCode REASON_MISSING = new ErrorCode("ENT-3632");
    static final ErrorCode REQUEST_CHANGED = new ErrorCode("ENT-3633");

    static final ErrorCode FORGED = new ErrorCode("ENT-3640");
    static final ErrorCode REPLAYED = new ErrorCode("ENT-3641");
    static final ErrorCode UNREADABLE = new ErrorCode("ENT-3642");

    private DouyinCodes() {}
}
