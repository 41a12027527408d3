package io.entrepot.connector.taobao;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.connector.taobao.ChangeFeed.Listed;
import io.entrepot.connector.taobao.ChangeFeed.Told;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the shop's buyers ask for after the sale, and before it was sent: by the time of the last change. */
record TaobaoRefunds(Duration visibilityLag, RefundReader reader, TopClient client)
        implements AfterSaleSource, ChangeFeed.Calls {

    static final String OPERATION = "refunds";

    /** No page names the code of a refund that is gone; a refusal of the one that was listed just now is about that one. */
    private static final Set<ErrorCode> GONE = Set.of(TaobaoCodes.UNKNOWN_REFUND, TaobaoCodes.CALL_REFUSED);

    @Override
    public FeedRules feedRules() {
        return ChangeFeed.rules(visibilityLag);
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        return new ChangeFeed(this, GONE).page(from, to, pageToken);
    }

    @Override
    public Listed list(Map<String, String> window, Sitting sitting) throws IOException {
        Map<String, String> parameters = new HashMap<>(window);
        parameters.put("fields", "refund_id,modified");
        Answer answer = client.call(OPERATION, "taobao.refunds.receive.get", parameters, sitting);
        return new Listed(answer, TopClient.list(answer, "refunds", "refund"), "refund_id");
    }

    @Override
    public Told tell(String number, Sitting sitting) throws IOException {
        Answer answer = whole(number, sitting);
        return new Told(new RawRecord(number, answer.object("refund").node().toString()), answer);
    }

    /** The answer with the whole refund of that number; of a special one another call tells. */
    Answer whole(String number, Sitting sitting) throws IOException {
        try {
            return client.call(OPERATION, "taobao.refund.get", asked(number, RefundReader.FIELDS), sitting);
        } catch (CallRefused refused) {
            if (!refused.code().equals(TaobaoCodes.PERSON_ANSWERS)) {
                throw refused;
            }
            return client.call(
                    OPERATION, "taobao.special.refund.get", asked(number, RefundReader.SPECIAL_FIELDS), sitting);
        }
    }

    private static Map<String, String> asked(String number, String fields) {
        return Map.of("fields", fields, "refund_id", number);
    }

    @Override
    public ChannelAfterSale parse(String payload) throws MalformedRecord {
        return reader.read(Answer.read(payload));
    }

    @Override
    public RawRecord fetch(String number) throws IOException {
        return tell(number, new Sitting()).record();
    }
}
