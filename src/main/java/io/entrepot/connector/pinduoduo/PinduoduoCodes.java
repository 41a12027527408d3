package io.entrepot.connector.pinduoduo;

import io.entrepot.model.ErrorCode;

/** The error ids of this connector; {@code docs/connectors/pinduoduo.md} explains each. */
final class PinduoduoCodes {

    static final ErrorCode NO_CREDENTIAL = new ErrorCode("ENT-3700");
    static final ErrorCode WRONG_OPTION = new ErrorCode("ENT-3701");
    static final ErrorCode UNREACHABLE = new ErrorCode("ENT-3702");
    static final ErrorCode TOKEN_OVER = new ErrorCode("ENT-3703");
    static final ErrorCode NOT_TRUSTED = new ErrorCode("ENT-3704");
    static final ErrorCode NOT_PERMITTED = new ErrorCode("ENT-3705");
    static final ErrorCode CALL_REFUSED = new ErrorCode("ENT-3706");
    static final ErrorCode WRONG_CURRENCY = new ErrorCode("ENT-3707");
    static final ErrorCode CLOSED = new ErrorCode("ENT-3708");
    static final ErrorCode GONE = new ErrorCode("ENT-3710");
    static final ErrorCode LOCKED = new ErrorCode("ENT-3711");
    static final ErrorCode UNKNOWN_ORDER = new ErrorCode("ENT-3720");
    static final ErrorCode NOT_SHIPPABLE = new ErrorCode("ENT-3721");
    static final ErrorCode REFUND_ASKED = new ErrorCode("ENT-3722");
    static final ErrorCode ON_HOLD = new ErrorCode("ENT-3723");
    static final ErrorCode NO_NUMBER = new ErrorCode("ENT-3724");
    static final ErrorCode UNKNOWN_CARRIER = new ErrorCode("ENT-3725");

    private PinduoduoCodes() {}
}
