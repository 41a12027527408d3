package io.entrepot.connector.vendure;

import io.entrepot.model.ErrorCode;

/** The error ids of this connector; {@code docs/connectors/vendure.md} explains each. */
final class VendureCodes {

    static final ErrorCode NO_CREDENTIAL = new ErrorCode("ENT-3200");
    static final ErrorCode OPTION = new ErrorCode("ENT-3201");
    static final ErrorCode UNREACHABLE = new ErrorCode("ENT-3202");
    static final ErrorCode LOGIN_REFUSED = new ErrorCode("ENT-3203");
    static final ErrorCode NOT_PERMITTED = new ErrorCode("ENT-3204");
    static final ErrorCode NOT_OFFERED = new ErrorCode("ENT-3205");
    static final ErrorCode CALL_REFUSED = new ErrorCode("ENT-3206");
    static final ErrorCode STOCK_LOCATION = new ErrorCode("ENT-3207");
    static final ErrorCode GONE = new ErrorCode("ENT-3211");
    static final ErrorCode CODE_TWICE = new ErrorCode("ENT-3212");
    static final ErrorCode WRONG_CURRENCY = new ErrorCode("ENT-3213");
    static final ErrorCode BATCH_UNDONE = new ErrorCode("ENT-3214");

    static final ErrorCode NOT_SHIPPABLE = new ErrorCode("ENT-3220");
    static final ErrorCode NOT_ON_HAND = new ErrorCode("ENT-3221");
    static final ErrorCode NOT_CANCELLABLE = new ErrorCode("ENT-3222");

    private VendureCodes() {}
}
