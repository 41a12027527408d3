package io.entrepot.api.problem;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Makes the problems that are answered. */
public final class Problems {

    private Problems() {}

    /** A problem with a detail of its own. */
    public static ProblemDetail of(ApiError error, String detail) {
        return make(error.status(), error.code(), error.title(), detail, error.remedy());
    }

    /** A problem that lies in one field. */
    public static ProblemDetail of(ApiError error, String field, String detail) {
        ProblemDetail problem = of(error, detail);
        problem.setProperty("field", field);
        return problem;
    }

    /** A problem that lies in several places; when all are of one kind, of that kind. */
    public static ProblemDetail of(ApiError error, List<FieldProblem> errors) {
        FieldProblem first = errors.get(0);
        boolean alike = errors.stream().allMatch(each -> each.code().equals(first.code()));
        ApiError shown = alike ? find(first.code()).orElse(error) : error;
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        ProblemDetail problem =
                make(error.status(), shown.code(), shown.title(), first.detail() + more, shown.remedy());
        problem.setProperty("field", first.field());
        problem.setProperty("errors", errors);
        return problem;
    }

    static ProblemDetail of(HttpStatus status, Refusal refusal) {
        String title = find(refusal.code().value()).map(ApiError::title).orElse("The input was refused");
        ProblemDetail problem =
                make(status, refusal.code(), title, String.valueOf(refusal.getMessage()), refusal.remedy());
        if (refusal.field() != null) {
            problem.setProperty("field", refusal.field());
        }
        return problem;
    }

    static Optional<ApiError> find(String code) {
        return Arrays.stream(ApiError.values())
                .filter(error -> error.code().value().equals(code))
                .findFirst();
    }

    private static ProblemDetail make(HttpStatus status, ErrorCode code, String title, String detail, String remedy) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:entrepot:error:" + code));
        problem.setTitle(title);
        problem.setProperty("code", code.value());
        problem.setProperty("remedy", remedy);
        return problem;
    }
}
