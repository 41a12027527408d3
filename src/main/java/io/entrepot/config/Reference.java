package io.entrepot.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a value that does not stand in the file is to be had. */
sealed interface Reference {

    /** {@code ${env:NAME}}: an environment variable. */
    record Variable(String name) implements Reference {}

    /** {@code ${file:/path}}: a file's whole text. */
    record Content(String path) implements Reference {}

    /** {@code ${env:NAME}} anywhere in a text; the group is the name. */
    Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

    /** {@code ${file:/path}} as the whole text; the group is the path. */
    Pattern CONTENT = Pattern.compile("\\$\\{file:([^}]+)}");

    /** The reference that is the whole of a text, where it is one. */
    static Optional<Reference> whole(Spot value) {
        if (!value.node().isTextual()) {
            return Optional.empty();
        }
        Matcher variable = VARIABLE.matcher(value.text());
        if (variable.matches()) {
            return Optional.of(new Variable(variable.group(1)));
        }
        Matcher content = CONTENT.matcher(value.text());
        return content.matches() ? Optional.of(new Content(content.group(1))) : Optional.empty();
    }
}
