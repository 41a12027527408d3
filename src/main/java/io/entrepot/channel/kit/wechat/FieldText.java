package io.entrepot.channel.kit.wechat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * What a field of a template may hold. Its kind is its name without the digits; one of a kind that is not listed takes any text.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html">the kinds and how long each may be</a>
 */
public final class FieldText {

    private static final Map<String, Integer> LONGEST =
            Map.of("thing", 20, "short_thing", 5, "character_string", 32, "phrase", 5, "name", 10, "const", 20);
    private static final String MORE = "…";
    private static final String NOTHING = "-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private FieldText() {}

    /** One line of whole characters, as many as the field takes; never empty, because WeChat refuses that. */
    public static String of(String field, String value) {
        String line = value.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return NOTHING;
        }
        int longest = LONGEST.getOrDefault(field.replaceAll("[0-9]+$", ""), Integer.MAX_VALUE);
        if (line.codePointCount(0, line.length()) <= longest) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, longest - 1)) + MORE;
    }

    /** As clocks in China show it. */
    public static String of(Instant at) {
        return TIME.format(at);
    }
}
