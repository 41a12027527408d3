package io.entrepot.model;

import org.jspecify.annotations.Nullable;

/** Input that cannot be taken, with what a person needs to mend it. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final @Nullable String field;
    private final String remedy;

    /**
     * @param field the input's field that is wrong, or null when it is no single one
     * @param problem what is wrong, with the value
     * @param remedy what to do next
     */
    public Refusal(ErrorCode code, @Nullable String field, String problem, String remedy) {
        super(problem);
        this.code = code;
        this.field = field;
        this.remedy = remedy;
    }

    /** The stable id of this kind of refusal. */
    public ErrorCode code() {
        return code;
    }

    /** The field that is wrong, or null when it is no single one. */
    public @Nullable String field() {
        return field;
    }

    /** What to do next. */
    public String remedy() {
        return remedy;
    }
}
