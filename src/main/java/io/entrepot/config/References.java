package io.entrepot.config;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** Resolves what values refer to, once each, and remembers it by place. */
final class References {

    private final Map<String, String> environment;
    private final Map<JsonPointer, String> resolved = new HashMap<>();

    References(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What a value resolved to; its own text where it refers to nothing. */
    String of(Spot value) {
        return resolved.getOrDefault(value.pointer(), value.text());
    }

    /** Resolves a value that is one reference as a whole, or refuses it. */
    void resolve(Spot value, Reference reference) {
        if (reference instanceof Reference.Content content) {
            SecretFile.read(value, content.path()).ifPresent(text -> resolved.put(value.pointer(), text));
        } else {
            resolveWithin(value);
        }
    }

    /** Replaces each {@code ${env:NAME}} in a text, or refuses it. */
    void resolveWithin(Spot value) {
        Matcher variables = Reference.VARIABLE.matcher(value.text());
        List<String> missing = variables
                .results()
                .map(match -> match.group(1))
                .filter(name -> variable(name).isEmpty())
                .distinct()
                .toList();
        if (variables.replaceAll("").contains("${")) {
            value.refuse(
                    ConfigError.UNRESOLVED,
                    "a ${ stands here that begins no ${env:NAME}",
                    "Write ${env:NAME}; a file or a default is not possible here.");
        } else if (missing.isEmpty()) {
            resolved.put(
                    value.pointer(),
                    variables.replaceAll(match ->
                            Matcher.quoteReplacement(variable(match.group(1)).orElseThrow())));
        } else {
            value.refuse(
                    ConfigError.UNRESOLVED,
                    "not set, or empty, in the environment: " + String.join(", ", missing),
                    "Set each of these variables for this process.");
        }
    }

    private Optional<String> variable(String name) {
        return Optional.of(environment.getOrDefault(name, "").strip()).filter(text -> !text.isEmpty());
    }
}
