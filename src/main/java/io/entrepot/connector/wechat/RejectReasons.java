package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.AfterSaleTarget.AfterSaleAnswer;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.MalformedRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shop's own list of why a request may be refused. A refusal has to name one of them; which it is, is taken from the seller's words.
 *
 * @param usual the number of the reason where the words name none; empty where there is none
 */
record RejectReasons(String usual, WechatClient client) {

    /**
     * What fits the seller's words.
     *
     * @param type the reason's number; null when none fits
     * @param offered what the shop has for such a request
     */
    record Choice(@Nullable Long type, List<String> offered) {}

    /** The longest of the shop's reasons that stands in the words. */
    Choice of(AfterSaleAnswer answer, Sitting sitting) throws IOException {
        Answer list = client.call(WechatAfterSales.OPERATION, "aftersale/rejectreason/get", Map.of(), sitting);
        // The page says the one, and a seller was answered the other.
        String field = list.has("reason_list") ? "reason_list" : "reject_reason_list";
        List<String> offered = new ArrayList<>();
        Long type = null;
        String best = "";
        for (Answer reason : list.list(field)) {
            String text = reason.text("reject_reason_type_text");
            if (!fits(reason, answer.afterSale().kind())) {
                continue;
            }
            offered.add(text);
            if (!text.isBlank()
                    && text.length() > best.length()
                    && answer.reason().contains(text)) {
                best = text;
                type = reason.whole("reject_reason_type");
            }
        }
        return new Choice(type == null && !usual.isEmpty() ? Long.valueOf(usual) : type, offered);
    }

    private static boolean fits(Answer reason, Kind kind) throws MalformedRecord {
        if (!reason.has("reject_scene")) {
            return true;
        }
        long scene = reason.whole("reject_scene");
        return switch (kind) {
            case REFUND -> scene == 1;
            case RETURN -> scene == 4;
            case EXCHANGE -> scene == 5;
            case OTHER -> false;
        };
    }
}
