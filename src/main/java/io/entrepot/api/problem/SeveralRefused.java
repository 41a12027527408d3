package io.entrepot.api.problem;

import java.util.List;

/** Input in which several things are wrong, all told at once. */
public final class SeveralRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> errors;

    /**
     * @param errors at least one
     */
    public SeveralRefused(List<FieldProblem> errors) {
        super(errors.get(0).detail());
        this.errors = List.copyOf(errors);
    }

    List<FieldProblem> errors() {
        return errors;
    }
}
