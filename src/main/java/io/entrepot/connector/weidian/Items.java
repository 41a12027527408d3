package io.entrepot.connector.weidian;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.connector.weidian.WeidianClient.Method;
import io.entrepot.model.ListingKey;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Asks for single items. */
record Items(WeidianClient client) {

    private static final Method GET = new Method("vdian.item.get", "1.0");

    /** The SKU as it is shown now; empty when it, or its item, is gone. */
    Optional<Item.Sku> find(String operation, ListingKey listing) throws IOException {
        try {
            Item item = new Item(client.call(operation, GET, Map.of("itemid", listing.itemId()), new Sitting())
                    .object("result"));
            return item.skus().stream()
                    .filter(sku -> sku.id().equals(listing.channelSkuId()))
                    .findFirst();
        } catch (CallRefused refused) {
            if (refused.code().equals(WeidianCodes.GONE)) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
