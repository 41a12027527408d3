package io.entrepot.connector.miniprogram;

import io.entrepot.channel.kit.wechat.FieldText;
import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.Refusal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The subscription message that tells a buyer of a parcel.
 *
 * @param fields by the template's name of the field
 * @param page of the mini-program that it opens, with {@code {order}} for the order's number; empty for none
 */
record ShippedMessage(String template, Map<String, Part> fields, String page) {

    private static final String NAME = "[A-Za-z_]{1,32}[0-9]{0,3}";

    /** What a field holds. */
    enum Part {
        ORDER,
        CARRIER,
        NUMBER,
        TIME
    }

    /**
     * The message of the options; empty where they name no template.
     *
     * @throws Refusal when only half of it is named, or a field is to hold what there is not
     */
    static Optional<ShippedMessage> of(StorefrontSettings settings) {
        String template =
                settings.options().getOrDefault("shipped-template", "").strip();
        Map<String, Part> fields = new LinkedHashMap<>();
        Pairs.of(settings, "shipped-fields").forEach((name, word) -> {
            if (!name.matches(NAME) || !Options.words(Part.class).contains(word)) {
                throw Pairs.wrong(settings, "shipped-fields", "write character_string1=order,thing2=carrier");
            }
            fields.put(name, Part.valueOf(word.toUpperCase(Locale.ROOT)));
        });
        if (template.isEmpty() != fields.isEmpty()) {
            String option = template.isEmpty() ? "shipped-template" : "shipped-fields";
            throw Pairs.wrong(settings, option, "name both shipped-template and shipped-fields, or neither");
        }
        String page = settings.options().getOrDefault("shipped-page", "").strip();
        return template.isEmpty() ? Optional.empty() : Optional.of(new ShippedMessage(template, fields, page));
    }

    /** The call that sends it. */
    Map<String, Object> body(String openId, Parcel parcel) {
        Map<String, Object> data = new LinkedHashMap<>();
        fields.forEach((name, part) -> data.put(name, Map.of("value", value(name, part, parcel))));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("touser", openId);
        body.put("template_id", template);
        if (!page.isEmpty()) {
            body.put("page", page.replace("{order}", parcel.orderNo()));
        }
        body.put("data", data);
        return body;
    }

    private static String value(String name, Part part, Parcel parcel) {
        return switch (part) {
            case ORDER -> FieldText.of(name, parcel.orderNo());
            case CARRIER -> FieldText.of(name, parcel.carrier());
            case NUMBER -> FieldText.of(name, Objects.requireNonNullElse(parcel.trackingNumber(), ""));
            case TIME -> FieldText.of(parcel.shippedAt());
        };
    }
}
