package io.entrepot.simulator.mall;

import io.entrepot.simulator.Fault;
import io.entrepot.simulator.mall.Wire.ItemResult;
import io.entrepot.simulator.mall.Wire.Results;
import io.entrepot.simulator.shop.Catalogue;
import io.entrepot.simulator.shop.Shelf;
import io.entrepot.simulator.shop.Sku;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What all batch calls have in common: fields are checked before anything is done, then each entry has its own result. */
final class Batches {

    private final Shelf shelf;
    private final Catalogue catalogue;

    Batches(Shelf shelf, Catalogue catalogue) {
        this.shelf = shelf;
        this.catalogue = catalogue;
    }

    interface Change {
        ItemResult of(Sku sku, Given given);
    }

    Results each(List<Given> entries, Consumer<Given> check, Optional<Fault> fault, Change change) {
        entries.forEach(entry -> entry.text("sku_id"));
        entries.forEach(check);
        boolean partly = fault.equals(Optional.of(Fault.PARTIAL_BATCH));
        boolean forgets = fault.equals(Optional.of(Fault.ACCEPTED_NOT_APPLIED));
        List<ItemResult> results = new ArrayList<>();
        for (Given entry : entries) {
            boolean locked = partly && (results.size() % 2 == 1 || entries.size() == 1);
            results.add(locked ? locked(entry) : one(entry, forgets ? Batches.forgetting(change) : change));
        }
        return new Results(results);
    }

    private ItemResult one(Given entry, Change change) {
        String id = entry.text("sku_id");
        Sku sku = shelf.byId(id);
        if (sku == null) {
            return ItemResult.failed(id, "unknown_sku", "no SKU with id " + id);
        }
        if (!catalogue.isLive(sku)) {
            return ItemResult.failed(id, "not_live", "SKU '" + sku.name() + "' is " + catalogue.state(sku));
        }
        return change.of(sku, entry);
    }

    /** Says that it was done, and does not do it. */
    private static Change forgetting(Change change) {
        return (sku, given) -> {
            Sku.Shown before = sku.shown();
            ItemResult result = change.of(sku, given);
            sku.show(before);
            return result;
        };
    }

    private static ItemResult locked(Given entry) {
        return ItemResult.failed(entry.text("sku_id"), "locked", "somebody is editing it; nothing was done");
    }
}
