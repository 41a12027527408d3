package io.entrepot.store.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The code of a variant that comes without one: the product's code and the option values, joined by points, with spaces as
 * hyphens ({@code classic-varsity-top.Small}). It depends on that variant alone, never on other rows, so it is the same in
 * every file and in any order.
 *
 * <p>Where that spelling could stand for another variant as well (a product's code or a value has other characters than
 * letters, digits and single spaces, or all is too long) what cannot stand becomes a hyphen and a digest of the exact
 * product's code and values follows: {@code t-shirt.M-L~5f0c91ab}.
 */
final class DerivedSku {

    private static final String WORD = "[\\p{L}\\p{M}\\p{N}]+";
    private static final Pattern PLAIN_PRODUCT = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-]+");
    private static final Pattern PLAIN_VALUE = Pattern.compile(WORD + "( " + WORD + ")*");
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int DIGEST_BYTES = 4;
    private static final int DIGEST_LENGTH = 1 + 2 * DIGEST_BYTES;

    private DerivedSku() {}

    /**
     * @param values the option values in the order of the product's options; their names do not matter
     */
    static String of(String product, List<String> values) {
        String joined = product
                + values.stream().map(value -> "." + value.replace(' ', '-')).collect(Collectors.joining());
        boolean plain = PLAIN_PRODUCT.matcher(product).matches()
                && values.stream().allMatch(value -> PLAIN_VALUE.matcher(value).matches());
        if (plain && joined.length() <= Lengths.CODE) {
            return joined;
        }
        String readable =
                values.stream().map(value -> "." + slug(value)).collect(Collectors.joining("", slug(product), ""));
        return cut(readable, Lengths.CODE - DIGEST_LENGTH) + "~" + digest(product, values);
    }

    private static String slug(String text) {
        return OTHERS.matcher(text).replaceAll("-").replaceAll("^-|-$", "");
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

    private static String digest(String product, List<String> values) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(product.getBytes(StandardCharsets.UTF_8));
            for (String value : values) {
                sha.update((byte) 0);
                sha.update(value.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
