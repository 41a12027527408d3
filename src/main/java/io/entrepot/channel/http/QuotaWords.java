package io.entrepot.channel.http;

import io.entrepot.channel.quota.Heard;
import io.entrepot.channel.quota.Heard.Kind;
import io.entrepot.channel.spi.QuotaHeaders;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads what an answer says of its quota. What cannot be read was not said. */
final class QuotaWords {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    /** A reset beyond this is an instant and no duration: it would be more than thirty years. */
    private static final long SECONDS_OF_AN_INSTANT = 1_000_000_000L;

    private static final Pattern USED_OF = Pattern.compile("\\s*(\\d{1,9})\\s*/\\s*(\\d{1,9})\\s*");
    private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,18}(?:\\.\\d{1,18})?).*");

    private static final Pattern NAME = Pattern.compile("^\\s*\"?([^\";]+)");

    private QuotaWords() {}

    static @Nullable Heard of(Headers headers, QuotaHeaders style, Instant now) {
        Heard heard =
                switch (style) {
                    case NONE -> null;
                    case RATE_LIMIT ->
                        headers.get("RateLimit") == null ? named(headers, "RateLimit-", now) : policy(headers, now);
                    case X_RATE_LIMIT -> named(headers, "X-RateLimit-", now);
                    case SHOPIFY_CALL_LIMIT -> bucket(headers.get("X-Shopify-Shop-Api-Call-Limit"));
                    case AMAZON_RATE_LIMIT ->
                        new Heard(
                                Kind.PER_SECOND,
                                millionths(headers.get("x-amzn-RateLimit-Limit")),
                                OptionalLong.empty(),
                                null);
                };
        boolean silent = heard == null
                || (heard.limitMillionths().isEmpty() && heard.left().isEmpty());
        return silent ? null : heard;
    }

    private static Heard named(Headers headers, String prefix, Instant now) {
        return new Heard(
                Kind.WINDOW,
                millionths(headers.get(prefix + "Limit")),
                whole(headers.get(prefix + "Remaining")),
                reset(whole(headers.get(prefix + "Reset")), now));
    }

    private static Heard policy(Headers headers, Instant now) {
        String limit = headers.get("RateLimit");
        String policy = headers.get("RateLimit-Policy");
        OptionalLong calls = parameter(policy, "q");
        OptionalLong window = parameter(policy, "w");
        boolean whole = calls.isPresent() && window.isPresent() && window.getAsLong() > 0;
        OptionalLong perSecond = whole
                ? millionths(BigDecimal.valueOf(calls.getAsLong())
                        .divide(BigDecimal.valueOf(window.getAsLong()), 6, RoundingMode.DOWN)
                        .toPlainString())
                : OptionalLong.empty();
        return new Heard(
                name(limit), Kind.PER_SECOND, perSecond, parameter(limit, "r"), reset(parameter(limit, "t"), now));
    }

    private static @Nullable Heard bucket(@Nullable String usedOf) {
        Matcher read = USED_OF.matcher(usedOf == null ? "" : usedOf);
        if (!read.matches()) {
            return null;
        }
        long size = Long.parseLong(read.group(2));
        long left = Math.max(0, size - Long.parseLong(read.group(1)));
        return new Heard(Kind.BUCKET, millionths(read.group(2)), OptionalLong.of(left), null);
    }

    private static String name(@Nullable String field) {
        Matcher found = NAME.matcher(field == null ? "" : field);
        return found.find() ? found.group(1) : "";
    }

    /** A parameter of the first item of a structured field. */
    private static OptionalLong parameter(@Nullable String field, String name) {
        String first = field == null ? "" : field.split(",", 2)[0];
        Matcher found = Pattern.compile(";\\s*" + name + "=(\\d{1,15})").matcher(first);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    private static @Nullable Instant reset(OptionalLong seconds, Instant now) {
        if (seconds.isEmpty()) {
            return null;
        }
        long value = seconds.getAsLong();
        return value < SECONDS_OF_AN_INSTANT ? now.plusSeconds(value) : Instant.ofEpochSecond(value);
    }

    private static OptionalLong whole(@Nullable String header) {
        Matcher read = NUMBER.matcher(header == null ? "" : header);
        return read.matches()
                ? OptionalLong.of(
                        new BigDecimal(read.group(1)).min(MOST.multiply(MOST)).longValue())
                : OptionalLong.empty();
    }

    private static OptionalLong millionths(@Nullable String header) {
        Matcher read = NUMBER.matcher(header == null ? "" : header);
        if (!read.matches()) {
            return OptionalLong.empty();
        }
        BigDecimal value = new BigDecimal(read.group(1)).min(MOST);
        return value.signum() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(value.multiply(MILLION).longValue());
    }
}
