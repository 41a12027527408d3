package io.entrepot.simulator.miniprogram;

import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.wechat.WechatError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Subscription messages to buyers, all of one template. Safe for several threads. */
final class Messages {

    static final String TEMPLATE = "shipped-template-of-forty-three-characters";

    /** The template's fields, and how many characters each takes. */
    private static final Map<String, Integer> FIELDS =
            Map.of("character_string1", 32, "thing2", 20, "character_string3", 32, "time4", 20);

    private final Payments payments;
    private final List<Said> said = new ArrayList<>();
    private final Set<String> refusing = new HashSet<>();

    Messages(Payments payments) {
        this.payments = payments;
    }

    synchronized void refuses(String openId) {
        refusing.add(openId);
    }

    synchronized List<Said> said() {
        return List.copyOf(said);
    }

    /** {@code subscribe/send}. */
    synchronized void send(Sent given) {
        String openId = given.textOr("touser", "");
        if (!payments.hasBuyer(openId)) {
            throw new WechatError(40003, "invalid openid");
        }
        if (!given.textOr("template_id", "").equals(TEMPLATE)) {
            throw new WechatError(40037, "invalid template_id");
        }
        Map<String, String> values = values(given.object("data"));
        if (refusing.contains(openId)) {
            throw new WechatError(43101, "user refuse to accept the msg");
        }
        said.add(new Said(openId, given.textOr("page", ""), values));
    }

    private static Map<String, String> values(Sent data) {
        Map<String, String> values = new TreeMap<>();
        FIELDS.forEach((field, longest) -> {
            String value = data.node().path(field).path("value").asText("");
            if (value.isBlank()) {
                throw new WechatError(47003, "argument invalid! data." + field + ".value is empty");
            }
            if (value.codePointCount(0, value.length()) > longest) {
                throw new WechatError(47003, "argument invalid! data." + field + ".value invalid");
            }
            values.put(field, value);
        });
        return values;
    }
}
