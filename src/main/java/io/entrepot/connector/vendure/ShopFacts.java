package io.entrepot.connector.vendure;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.QuotaExhausted;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must be known of the shop's channel before it can be written to; asked once. */
final class ShopFacts {

    private final String wantedLocation;
    private final AdminApi api;
    private volatile @Nullable Facts known;

    ShopFacts(String wantedLocation, AdminApi api) {
        this.wantedLocation = wantedLocation;
        this.api = api;
    }

    /**
     * @param language of the texts that the shop shows by default
     * @param locationId of the stock location that is kept
     */
    record Facts(String language, String locationId) {}

    /**
     * The facts.
     *
     * @throws CallRefused when the shop refuses the question, or it is unclear which stock location is meant
     * @throws QuotaExhausted when there is no quota for the question
     * @throws NotSent when it could not be answered otherwise: what the facts were needed for has not been sent
     */
    Facts facts(Sitting sitting) throws IOException {
        Facts facts = known;
        if (facts == null) {
            facts = asked(sitting);
            known = facts;
        }
        return facts;
    }

    private Facts asked(Sitting sitting) throws IOException {
        try {
            AdminApi.Answer answer = api.call(Document.CHANNEL, new Given.None(), sitting);
            Wire.Channel channel = answer.as(Wire.Channel.class, "/activeChannel");
            List<Wire.StockLocation> locations = answer.list(Wire.StockLocation.class, "/stockLocations/items");
            return new Facts(
                    VendureJson.need(channel.defaultLanguageCode(), "activeChannel.defaultLanguageCode"),
                    location(locations));
        } catch (CallRefused | QuotaExhausted | NotSent known) {
            throw known;
        } catch (IOException unclear) {
            throw new NotSent(unclear);
        }
    }

    private String location(List<Wire.StockLocation> locations) throws CallRefused, MalformedRecord {
        List<Wire.StockLocation> fitting = locations.stream()
                .filter(location -> wantedLocation.isEmpty()
                        || wantedLocation.equals(location.id())
                        || wantedLocation.equals(location.name()))
                .toList();
        if (fitting.size() != 1) {
            String there = locations.stream()
                    .map(location -> "'" + location.name() + "' (id " + location.id() + ")")
                    .collect(Collectors.joining(", "));
            throw new CallRefused(
                    VendureCodes.STOCK_LOCATION,
                    "option stock-location is '" + wantedLocation + "', and the shop has " + there
                            + ": write the id of one of them",
                    false);
        }
        return VendureJson.need(fitting.get(0).id(), "stockLocations.items.id");
    }
}
