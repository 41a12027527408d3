package io.entrepot.model;

import java.util.regex.Pattern;

/** A stable, searchable name of something that went wrong: {@code ENT-1101}. {@code docs/errors.md} explains each. */
public record ErrorCode(String value) {

    private static final Pattern FORM = Pattern.compile("ENT-[1-9][0-9]{3}");

    /**
     * @throws IllegalArgumentException when the value is not {@code ENT-} and four digits
     */
    public ErrorCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is no error code: ENT- and four digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
