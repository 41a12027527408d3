package io.entrepot.connector.mall;

import io.entrepot.model.ErrorCode;

/** The error ids of this connector; {@code docs/connectors/mall.md} explains each. */
final class MallCodes {

    static final ErrorCode NO_TOKEN = new ErrorCode("ENT-3100");
    static final ErrorCode OPTION = new ErrorCode("ENT-3101");
    static final ErrorCode UNREACHABLE = new ErrorCode("ENT-3102");
    static final ErrorCode CLOSED = new ErrorCode("ENT-3103");
    static final ErrorCode TOKEN_REFUSED = new ErrorCode("ENT-3104");
    static final ErrorCode NOT_OFFERED = new ErrorCode("ENT-3105");
    static final ErrorCode TOO_MANY_ITEMS = new ErrorCode("ENT-3106");
    static final ErrorCode CALL_REFUSED = new ErrorCode("ENT-3107");
    static final ErrorCode REVIEW_REJECTED = new ErrorCode("ENT-3110");
    static final ErrorCode UNKNOWN_SKU = new ErrorCode("ENT-3111");
    static final ErrorCode NOT_LIVE = new ErrorCode("ENT-3112");
    static final ErrorCode WRONG_CURRENCY = new ErrorCode("ENT-3114");
    static final ErrorCode LOCKED = new ErrorCode("ENT-3115");
    static final ErrorCode GONE = new ErrorCode("ENT-3116");
    static final ErrorCode ELSEWHERE = new ErrorCode("ENT-3117");
    static final ErrorCode ITEM_REFUSED = new ErrorCode("ENT-3119");

    static final ErrorCode UNKNOWN_ORDER = new ErrorCode("ENT-3120");
    static final ErrorCode NOT_SHIPPABLE = new ErrorCode("ENT-3121");
    static final ErrorCode WRONG_PARCEL = new ErrorCode("ENT-3122");
    static final ErrorCode NOT_CANCELLABLE = new ErrorCode("ENT-3123");

    private MallCodes() {}
}
