package io.entrepot.connector.wechat;

import io.entrepot.model.ErrorCode;

/** The error ids of this connector; {@code docs/connectors/wechat-shop.md} explains each. */
final class WechatCodes {

    static final ErrorCode NO_CREDENTIAL = new ErrorCode("ENT-3300");
    static final ErrorCode UNREACHABLE = new ErrorCode("ENT-3302");
    static final ErrorCode TOKEN_OVER = new ErrorCode("ENT-3303");
    static final ErrorCode NOT_TRUSTED = new ErrorCode("ENT-3304");
    static final ErrorCode NOT_PERMITTED = new ErrorCode("ENT-3305");
    static final ErrorCode CALL_REFUSED = new ErrorCode("ENT-3306");
    static final ErrorCode WRONG_CURRENCY = new ErrorCode("ENT-3307");
    static final ErrorCode GONE = new ErrorCode("ENT-3310");
    static final ErrorCode IN_REVIEW = new ErrorCode("ENT-3311");
    static final ErrorCode NEVER_LIVE = new ErrorCode("ENT-3312");
    static final ErrorCode NOT_SO_MANY = new ErrorCode("ENT-3314");
    static final ErrorCode TOO_OFTEN = new ErrorCode("ENT-3315");
    static final ErrorCode UNKNOWN_ORDER = new ErrorCode("ENT-3320");
    static final ErrorCode NOT_SHIPPABLE = new ErrorCode("ENT-3321");
    static final ErrorCode SHIPPED_ALREADY = new ErrorCode("ENT-3322");
    static final ErrorCode OPTION_MISSING = new ErrorCode("ENT-3330");
    static final ErrorCode REVIEW_REJECTED = new ErrorCode("ENT-3331");
    static final ErrorCode CODE_TWICE = new ErrorCode("ENT-3332");
    static final ErrorCode NOT_HANDED_IN = new ErrorCode("ENT-3333");

    static final ErrorCode UNKNOWN_REQUEST = new ErrorCode("ENT-3350");
    static final ErrorCode NOT_ANSWERABLE = new ErrorCode("ENT-3351");
    static final ErrorCode REASON_MISSING = new ErrorCode("ENT-3352");
    static final ErrorCode NO_MONEY = new ErrorCode("ENT-3353");

    private WechatCodes() {}
}
