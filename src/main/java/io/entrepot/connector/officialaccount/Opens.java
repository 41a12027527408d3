package io.entrepot.connector.officialaccount;

import io.entrepot.model.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a buyer's message opens when it is touched, with {@code {order}} for the order's number. Each is empty for none.
 *
 * @param appId of a mini-program that the account is tied to; it goes before the link
 * @param page in the mini-program
 */
record Opens(String link, String appId, String page) {

    private static final String ORDER = "{order}";

    /**
     * As the options say.
     *
     * @throws Refusal when the link is no address, or only half of a page is named
     */
    static Opens of(Given given) {
        String link = given.text("link").orElse("");
        if (!link.isEmpty() && !link.matches("https?://[^\\s\"<>]+")) {
            throw given.wrong(
                    "link",
                    "has a link that is no address: '" + link + "'",
                    "write one such as https://shop.example.com/orders/{order}");
        }
        String appId = given.text("mini-appid").orElse("");
        String page = given.text("mini-page").orElse("");
        if (appId.isEmpty() != page.isEmpty()) {
            throw given.wrong(
                    appId.isEmpty() ? "mini-appid" : "mini-page",
                    "names half of a mini-program's page",
                    "name both mini-appid and mini-page, or neither,");
        }
        return new Opens(link, appId, page);
    }

    /** Adds it to a message's request. */
    void into(Map<String, Object> body, Kind kind, String orderNo) {
        if (!link.isEmpty()) {
            body.put(kind.link(), of(link, orderNo));
        }
        if (!page.isEmpty()) {
            body.put("miniprogram", Map.of("appid", appId, "pagepath", of(page, orderNo)));
        }
    }

    private static String of(String address, String orderNo) {
        return address.replace(ORDER, URLEncoder.encode(orderNo, StandardCharsets.UTF_8));
    }
}
