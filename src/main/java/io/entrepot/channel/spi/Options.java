package io.entrepot.channel.spi;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A storefront's further settings, read as what they mean. */
public record Options(Map<String, String> values) {

    private static final ErrorCode WRONG = new ErrorCode("ENT-3002");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    /**
     * One of an enum's constants, written in lower case with hyphens.
     *
     * @throws Refusal when it is none of them
     */
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        return Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
                .filter(constant -> word(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong(name, value, String.join(", ", words(otherwise.getDeclaringClass()))));
    }

    /**
     * Yes or no.
     *
     * @throws Refusal when it is neither {@code true} nor {@code false}
     */
    public boolean flag(String name, boolean otherwise) {
        String value = values.getOrDefault(name, String.valueOf(otherwise));
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(name, value, "true or false");
        }
        return value.equals("true");
    }

    /**
     * A whole number of {@code ms}, {@code s}, {@code m} or {@code h}.
     *
     * @throws Refusal when it is not
     */
    public Duration duration(String name, Duration otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        Matcher parts = DURATION.matcher(value);
        if (!parts.matches()) {
            throw wrong(name, value, "a whole number and ms, s, m or h, such as 500ms");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** The words that {@link #choice} takes for an enum. */
    public static <E extends Enum<E>> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Options::word).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Refusal wrong(String name, String value, String allowed) {
        return new Refusal(WRONG, name, "option '" + name + "' is '" + value + "'", "use " + allowed);
    }
}
