package io.entrepot.connector.wecom;

import io.entrepot.model.ErrorCode;

/** The error ids of the group robot; {@code docs/errors.md} explains each. */
final class WecomCodes {

    static final ErrorCode NO_CREDENTIAL = new ErrorCode("ENT-3900");
    static final ErrorCode WRONG_LINK = new ErrorCode("ENT-3901");
    static final ErrorCode UNREACHABLE = new ErrorCode("ENT-3902");
    static final ErrorCode NO_ROBOT = new ErrorCode("ENT-3904");
    static final ErrorCode REFUSED = new ErrorCode("ENT-3906");

    private WecomCodes() {}
}
