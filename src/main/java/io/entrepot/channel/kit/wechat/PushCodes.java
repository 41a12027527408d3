package io.entrepot.channel.kit.wechat;

import io.entrepot.model.ErrorCode;

/** Why a push is not heard. */
final class PushCodes {

    static final ErrorCode FORGED = new ErrorCode("ENT-3340");
    static final ErrorCode REPLAYED = new ErrorCode("ENT-3341");
    static final ErrorCode UNREADABLE = new ErrorCode("ENT-3342");
    static final ErrorCode WRONG_KEY = new ErrorCode("ENT-3343");

    private PushCodes() {}
}
