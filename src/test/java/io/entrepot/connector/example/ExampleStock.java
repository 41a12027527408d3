package io.entrepot.connector.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The shop's stock: {@code GET /stock?ids=1,2} and {@code PUT /stock}, both with {@code [{"id","units"}]}. */
record ExampleStock(ExampleClient client) implements StockTarget {

    private static final ErrorCode UNKNOWN_SKU = new ErrorCode("ENT-3904");
    private static final StockRules RULES = new StockRules(
            WriteKind.ABSOLUTE, Lowers.PLACED, true, true, TooLarge.REFUSES, Duration.ZERO, Duration.ZERO);

    @Override
    public StockRules rules(ListingKey listing) {
        return RULES;
    }

    @Override
    public int batchSize() {
        return 20;
    }

    @Override
    public Map<ListingKey, Long> read(List<ListingKey> listings) throws IOException {
        refuseTooMany(listings.size());
        Map<String, ListingKey> byId = new HashMap<>();
        listings.forEach(listing -> byId.put(listing.channelSkuId(), listing));
        Map<ListingKey, Long> shown = new HashMap<>();
        JsonNode answer = client.get("stock", url -> url.addQueryParameter("ids", String.join(",", byId.keySet())));
        for (JsonNode one : answer) {
            ListingKey listing = byId.get(one.path("id").asText());
            if (listing != null) {
                shown.put(listing, Field.whole(one, "units"));
            }
        }
        return shown;
    }

    @Override
    public List<Outcome> write(List<StockWrite> writes) {
        refuseTooMany(writes.size());
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        writes.forEach(write -> body.addObject()
                .put("id", write.listing().channelSkuId())
                .put("units", absolute(write).quantity()));
        try {
            Map<String, JsonNode> answers = byId(client.put("stock", body));
            return writes.stream()
                    .map(write -> outcome(answers, write.listing().channelSkuId()))
                    .toList();
        } catch (IOException failure) {
            return Collections.nCopies(writes.size(), ExampleClient.outcomeOf(failure));
        }
    }

    private static Map<String, JsonNode> byId(JsonNode answer) {
        return answer.valueStream()
                .collect(Collectors.toMap(one -> one.path("id").asText(), one -> one, (first, second) -> first));
    }

    /** An item that the answer leaves out may have been done. */
    private static Outcome outcome(Map<String, JsonNode> answers, String id) {
        JsonNode one = answers.get(id);
        if (one == null) {
            return new Outcome.Unknown("the shop's answer leaves out " + id);
        }
        if (one.path("units").canConvertToExactIntegral()) {
            return Outcome.Applied.showing(one.path("units").asLong());
        }
        return new Outcome.Rejected(UNKNOWN_SKU, UNKNOWN_SKU + ": the shop refuses " + id + ": " + one.path("problem"));
    }

    private static StockWrite.Absolute absolute(StockWrite write) {
        if (write instanceof StockWrite.Absolute absolute) {
            return absolute;
        }
        throw new IllegalArgumentException("this shop takes quantities, not " + write);
    }

    private void refuseTooMany(int items) {
        if (items > batchSize()) {
            throw new IllegalArgumentException(items + " items in one call: send at most " + batchSize());
        }
    }
}
