package io.entrepot.simulator.officialaccount;

import io.entrepot.simulator.shop.Sent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The two calls that send, and what was sent. */
final class Messages {

    /** For so long a message of the same id is not sent again to the same user. */
    private static final Duration ONCE = Duration.ofMinutes(10);

    private static final Map<String, Integer> LONGEST =
            Map.of("thing", 20, "character_string", 32, "phrase", 5, "name", 20);

    private final Users users;
    private final String template;
    private final Set<String> fields;
    private final Clock clock;
    private final List<Said> said = new ArrayList<>();
    private final Map<String, Instant> sentIds = new HashMap<>();

    /**
     * @param template the one template of the account
     * @param fields all that it has
     */
    Messages(Users users, String template, Set<String> fields, Clock clock) {
        this.users = users;
        this.template = template;
        this.fields = new TreeSet<>(fields);
        this.clock = clock;
    }

    synchronized List<Said> said() {
        return List.copyOf(said);
    }

    /** Returns the message's number. */
    synchronized long template(Sent given) {
        String openId = user(given);
        users.checkFollows(openId);
        Said message = message("template", openId, opens(given, "url"), given);
        String once = openId + " " + given.textOr("client_msg_id", "");
        Instant before = sentIds.get(once);
        if (!given.has("client_msg_id") || before == null || !clock.instant().isBefore(before.plus(ONCE))) {
            sentIds.put(once, clock.instant());
            said.add(message);
        }
        return said.size();
    }

    synchronized void subscription(Sent given) {
        String openId = user(given);
        Said message = message("subscription", openId, opens(given, "page"), given);
        users.useAgreement(openId);
        said.add(message);
    }

    /** A mini-program's page goes before the address. */
    private static String opens(Sent given, String address) {
        if (!given.has("miniprogram")) {
            return given.textOr(address, "");
        }
        Sent mini = given.object("miniprogram");
        return "miniprogram " + mini.text("appid") + " " + mini.textOr("pagepath", "");
    }

    private static String user(Sent given) {
        if (!given.has("touser")) {
            throw new AccountError(40003, "invalid openid");
        }
        return given.text("touser");
    }

    private Said message(String kind, String openId, String link, Sent given) {
        if (!given.textOr("template_id", "").equals(template)) {
            throw new AccountError(40037, "invalid template_id");
        }
        Sent data = given.object("data");
        Map<String, String> values = new TreeMap<>();
        for (String field : fields) {
            values.put(field, value(field, data));
        }
        return new Said(openId, kind, template, link, values);
    }

    private static String value(String field, Sent data) {
        String place = "data." + field + ".value";
        String value = data.node().path(field).path("value").asText("");
        if (value.isBlank()) {
            throw new AccountError(47003, "argument invalid! " + place + " is empty");
        }
        int longest = LONGEST.getOrDefault(field.replaceAll("\\d+$", ""), Integer.MAX_VALUE);
        boolean time = field.startsWith("time") || field.startsWith("date");
        if (value.codePointCount(0, value.length()) > longest
                || value.contains("\n")
                || (time && !value.matches("\\d{4}年\\d{1,2}月\\d{1,2}日( \\d{2}:\\d{2})?"))) {
            throw AccountError.arguments(place);
        }
        return value;
    }
}
