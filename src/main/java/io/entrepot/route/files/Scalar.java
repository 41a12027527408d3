package io.entrepot.route.files;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value of a route file with its place. */
record Scalar(String value, Spot spot) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^{}:]+)(:[^{}]*)?}}");

    /** The value with the placeholders that are known filled in; a filled value stands where the filling stands. */
    Scalar fill(Map<String, Scalar> values) {
        Matcher matcher = PLACEHOLDER.matcher(value);
        StringBuilder filled = new StringBuilder();
        Spot place = spot;
        while (matcher.find()) {
            Scalar filling = values.get(matcher.group(1).trim());
            place = filling == null ? place : filling.spot();
            String replacement = filling == null ? matcher.group() : filling.value();
            matcher.appendReplacement(filled, Matcher.quoteReplacement(replacement));
        }
        return new Scalar(matcher.appendTail(filled).toString(), place);
    }

    /** Whether something is to be filled in when the route is made. */
    boolean isOpen() {
        return value.contains("{{");
    }
}
