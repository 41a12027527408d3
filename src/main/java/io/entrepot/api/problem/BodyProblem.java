package io.entrepot.api.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Says what is wrong with a body that could not be read: the place in the text, or the field. */
final class BodyProblem {

    private static final int SHOWN = 80;

    private BodyProblem() {}

    static ProblemDetail of(HttpMessageNotReadableException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLarge tooLarge) {
                return Problems.of(ApiError.TOO_LARGE, String.valueOf(tooLarge.getMessage()));
            }
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return unknownField(unknown);
            }
            if (cause instanceof MismatchedInputException mismatch) {
                return isTrailing(mismatch)
                        ? Problems.of(
                                ApiError.MALFORMED, place(mismatch.getLocation()) + "something follows the object")
                        : wrongType(mismatch);
            }
            if (cause instanceof JsonProcessingException syntax) {
                return Problems.of(ApiError.MALFORMED, place(syntax.getLocation()) + said(syntax));
            }
        }
        return Problems.of(ApiError.MALFORMED, "the request has no body");
    }

    /** Whether something follows the value, which is no fault of the value's type. */
    private static boolean isTrailing(MismatchedInputException mismatch) {
        return mismatch.getOriginalMessage().startsWith("Trailing token");
    }

    /** Without the places that stand in it a second time. */
    private static String said(JsonProcessingException syntax) {
        return syntax.getOriginalMessage().replaceFirst(" \\(?(start marker )?at \\[Source.*", "");
    }

    private static ProblemDetail unknownField(UnrecognizedPropertyException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        String fields = known == null
                ? ""
                : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        ProblemDetail problem = Problems.of(
                ApiError.UNKNOWN_FIELD,
                path(unknown.getPath()),
                place(unknown.getLocation()) + "there is no field '" + unknown.getPropertyName() + "'");
        problem.setProperty("remedy", "Use one of: " + fields + ".");
        return problem;
    }

    private static ProblemDetail wrongType(MismatchedInputException mismatch) {
        String path = path(mismatch.getPath());
        String given = mismatch instanceof InvalidFormatException format ? ", not " + shown(format.getValue()) : "";
        String detail = place(mismatch.getLocation()) + (path.isEmpty() ? "the body" : "'" + path + "'") + " must be "
                + expected(mismatch.getTargetType()) + given;
        return path.isEmpty()
                ? Problems.of(ApiError.WRONG_TYPE, detail)
                : Problems.of(ApiError.WRONG_TYPE, path, detail);
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof CharSequence ? "\"" + value + "\"" : String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type == Long.class || type == Integer.class || type == long.class || type == int.class) {
            return "a whole number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (type == Instant.class) {
            return "an instant such as \"2026-01-31T08:00:00Z\"";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String path(List<Reference> references) {
        StringBuilder path = new StringBuilder();
        for (Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null || at.getLineNr() < 1 ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }
}
