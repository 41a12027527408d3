package io.entrepot.channel.spi;

import io.entrepot.model.ErrorCode;
import java.io.IOException;

/** The call was surely not done: the storefront said so, or it was not trusted with it. */
public final class CallRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final boolean passing;

    /**
     * @param passing whether the same call may well be done later, with nothing changed on our side
     */
    public CallRefused(ErrorCode code, String message, boolean passing) {
        super(code + ": " + message);
        this.code = code;
        this.passing = passing;
    }

    /**
     * As the other, for a passing reason.
     *
     * @param proof why the call cannot have reached the storefront
     */
    public CallRefused(ErrorCode code, String message, NotSent proof) {
        this(code, message, true);
        initCause(proof);
    }

    /** The stable id of this kind of refusal. */
    public ErrorCode code() {
        return code;
    }

    /** What a write that met this refusal comes to. */
    public Outcome outcome() {
        String message = String.valueOf(getMessage());
        return passing ? new Outcome.NotDone(code, message) : new Outcome.Rejected(code, message);
    }
}
