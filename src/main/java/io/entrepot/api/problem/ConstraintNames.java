package io.entrepot.api.problem;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;

/** Says which fields break which rule, by the names that fields have in JSON. */
final class ConstraintNames {

    private static final SnakeCaseStrategy SNAKE = new SnakeCaseStrategy();
    private static final Set<String> NOT_NEGATIVE = Set.of("PositiveOrZero");

    private ConstraintNames() {}

    static List<FieldProblem> of(List<FieldError> errors) {
        return sorted(errors.stream().map(ConstraintNames::field));
    }

    static List<FieldProblem> ofParameters(List<ParameterValidationResult> results) {
        return sorted(results.stream().flatMap(ConstraintNames::parameter));
    }

    private static List<FieldProblem> sorted(Stream<FieldProblem> problems) {
        return problems.sorted(Comparator.comparing(each -> String.valueOf(each.field())))
                .toList();
    }

    private static Stream<FieldProblem> parameter(ParameterValidationResult result) {
        if (result instanceof ParameterErrors body) {
            return body.getFieldErrors().stream().map(ConstraintNames::field);
        }
        String name = SNAKE.translate(
                Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "parameter"));
        return result.getResolvableErrors().stream()
                .map(MessageSourceResolvable::getDefaultMessage)
                .map(message ->
                        FieldProblem.of(ApiError.BAD_PARAMETER, name, detail(name, message, result.getArgument())));
    }

    private static FieldProblem field(FieldError error) {
        String path = SNAKE.translate(error.getField());
        boolean negative = NOT_NEGATIVE.contains(String.valueOf(error.getCode()));
        return FieldProblem.of(
                negative ? ApiError.NEGATIVE : ApiError.INVALID,
                path,
                detail(path, error.getDefaultMessage(), error.getRejectedValue()));
    }

    private static String detail(String name, @Nullable String message, @Nullable Object value) {
        boolean showable = value instanceof Number || (value instanceof String text && text.length() <= 80);
        return "'" + name + "' " + message
                + (showable ? ", not " + (value instanceof String ? "\"" + value + "\"" : value) : "");
    }
}
