package io.entrepot.api.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param field where: {@code sets[3].on_hand}; null where it is no single field
 */
public record FieldProblem(@Nullable String field, String code, String detail, String remedy) {

    static FieldProblem of(ApiError error, String field, String detail) {
        return new FieldProblem(field, error.code().value(), detail, error.remedy());
    }
}
