package io.entrepot.simulator.mall;

import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.mall.Wire.ItemResult;
import io.entrepot.simulator.mall.Wire.Shown;
import io.entrepot.simulator.mall.Wire.StockAnswer;
import io.entrepot.simulator.shop.Shelf;
import io.entrepot.simulator.shop.Sku;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The stock endpoints. Called under the shop's lock. */
final class StockCalls {

    private final MallSettings settings;
    private final Batches batches;

    StockCalls(MallSettings settings, Batches batches) {
        this.settings = settings;
        this.batches = batches;
    }

    StockAnswer read(Shelf shelf, List<String> skuIds) {
        if (skuIds.size() > Given.MOST) {
            throw new MallError(413, "too_many", skuIds.size() + " sku_ids: send at most " + Given.MOST);
        }
        return new StockAnswer(skuIds.stream()
                .map(shelf::byId)
                .filter(Objects::nonNull)
                .map(sku -> new Shown(sku.id(), sku.quantity()))
                .toList());
    }

    Wire.Results deltas(String body, Optional<Fault> fault) {
        if (settings.stockWrite() != WriteKind.DELTA) {
            throw notOffered("deltas");
        }
        return batches.each(Given.body(body).batch("changes"), given -> given.whole("change"), fault, (sku, given) -> {
            long after = sku.quantity() + given.whole("change");
            if (after < 0 && settings.tooLarge() == TooLarge.REFUSES) {
                return ItemResult.failed(sku.id(), "insufficient", "only " + sku.quantity() + " are shown");
            }
            return show(sku, Math.max(0, after));
        });
    }

    Wire.Results set(String body, Optional<Fault> fault) {
        if (settings.stockWrite() == WriteKind.DELTA) {
            throw notOffered("absolute values");
        }
        boolean compares = settings.stockWrite() == WriteKind.COMPARE_AND_SET;
        return batches.each(Given.body(body).batch("stock"), given -> check(given, compares), fault, (sku, given) -> {
            if (compares && given.whole("expected") != sku.quantity()) {
                return ItemResult.changed(sku.id(), sku.quantity());
            }
            return show(sku, given.whole("quantity"));
        });
    }

    private static void check(Given given, boolean compares) {
        if (given.whole("quantity") < 0) {
            throw MallError.wrong("'" + given.at() + "quantity' is " + given.whole("quantity") + ": use 0 or more");
        }
        if (compares) {
            given.whole("expected");
        }
    }

    private static ItemResult show(Sku sku, long quantity) {
        sku.stock(quantity);
        return ItemResult.shows(sku.id(), quantity);
    }

    private static MallError notOffered(String what) {
        return new MallError(405, "not_offered", "this shop takes no " + what);
    }
}
