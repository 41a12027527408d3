package io.entrepot.channel.spi;

import io.entrepot.model.ErrorCode;

/** A call that pretends to come from a storefront, or cannot be understood. Nothing was done. */
public final class CallbackRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;

    /** With the stable id of this kind of refusal. */
    public CallbackRefused(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** The stable id of this kind of refusal. */
    public ErrorCode code() {
        return code;
    }
}
