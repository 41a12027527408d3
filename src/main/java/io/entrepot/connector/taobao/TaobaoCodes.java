package io.entrepot.connector.taobao;

import io.entrepot.model.ErrorCode;

/** The error ids of this connector; {@code docs/connectors/taobao.md} explains each. */
final class TaobaoCodes {

    static final ErrorCode NO_CREDENTIAL = new ErrorCode("ENT-3400");
    static final ErrorCode WRONG_OPTION = new ErrorCode("ENT-3401");
    static final ErrorCode UNREACHABLE = new ErrorCode("ENT-3402");
    static final ErrorCode SESSION_OVER = new ErrorCode("ENT-3403");
    static final ErrorCode NOT_TRUSTED = new ErrorCode("ENT-3404");
    static final ErrorCode NOT_PERMITTED = new ErrorCode("ENT-3405");
    static final ErrorCode CALL_REFUSED = new ErrorCode("ENT-3406");
    static final ErrorCode WRONG_CURRENCY = new ErrorCode("ENT-3407");
    static final ErrorCode GONE = new ErrorCode("ENT-3410");
    static final ErrorCode LOCKED = new ErrorCode("ENT-3411");
    static final ErrorCode NO_SKU_PRICE = new ErrorCode("ENT-3412");
    static final ErrorCode UNKNOWN_ORDER = new ErrorCode("ENT-3420");
    static final ErrorCode NOT_SHIPPABLE = new ErrorCode("ENT-3421");
    static final ErrorCode SHIPPED_ALREADY = new ErrorCode("ENT-3422");
    static final ErrorCode UNKNOWN_REFUND = new ErrorCode("ENT-3430");
    static final ErrorCode PERSON_ANSWERS = new ErrorCode("ENT-3431");
    static final ErrorCode NOT_ANSWERABLE = new ErrorCode("ENT-3432");
    static final ErrorCode NO_WORDS = new ErrorCode("ENT-3433");

    private TaobaoCodes() {}
}
