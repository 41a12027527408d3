package io.entrepot.connector.douyin;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.AfterSaleTarget.AfterSaleAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shop's own list of why this request may be refused. A refusal has to name one of them; which it is, is taken from the seller's words.
 *
 * @param usual the number of the reason where the words name none; empty where there is none
 */
record RejectReasons(String usual, DouyinClient client) {

    /** One of the shop's reasons. */
    record Reason(long code, String text) {}

    /**
     * What fits the seller's words.
     *
     * @param reason null when none fits
     * @param offered what the shop has for this request
     */
    record Choice(@Nullable Reason reason, List<String> offered) {}

    /** The longest of the shop's reasons that stands in the words; one that wants pictures is none that can be given here. */
    Choice of(AfterSaleAnswer answer, Sitting sitting) throws IOException {
        Answer list = client.call(
                        DouyinAfterSales.OPERATION,
                        "afterSale.rejectReasonCodeList",
                        Map.of("aftersale_id", Long.valueOf(answer.afterSale().number())),
                        sitting)
                .object("data");
        List<String> offered = new ArrayList<>();
        Optional<Reason> named = Optional.empty();
        Optional<Reason> otherwise = Optional.empty();
        for (Answer each : list.list("items")) {
            Reason reason = new Reason(each.whole("reject_reason_code"), each.text("reason"));
            if (each.textOr("evidence_need", "N").equals("Y")) {
                offered.add(reason.text() + " (wants evidence, which only the shop's own page takes)");
                continue;
            }
            offered.add(reason.text());
            if (isIn(answer.reason(), reason.text(), named)) {
                named = Optional.of(reason);
            }
            if (String.valueOf(reason.code()).equals(usual)) {
                otherwise = Optional.of(reason);
            }
        }
        return new Choice(named.orElse(otherwise.orElse(null)), offered);
    }

    private static boolean isIn(String words, String text, Optional<Reason> before) {
        int longest = before.map(reason -> reason.text().length()).orElse(0);
        return !text.isBlank() && text.length() > longest && words.contains(text);
    }
}
