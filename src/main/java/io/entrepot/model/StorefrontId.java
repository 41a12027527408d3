package io.entrepot.model;

import java.util.regex.Pattern;

/** One seller account on a channel, as named in the configuration: {@code taobao-main}. */
public record StorefrontId(String value) implements Comparable<StorefrontId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    /**
     * @throws IllegalArgumentException when the value is not 1 to 60 lower-case letters, digits and hyphens
     */
    public StorefrontId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "storefront id '" + value + "' must be 1 to 60 lower-case letters, digits and hyphens");
        }
    }

    @Override
    public int compareTo(StorefrontId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
