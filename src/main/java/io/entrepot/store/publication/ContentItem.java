package io.entrepot.store.publication;

import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.database.schema.tables.records.ListingRecord;
import io.entrepot.database.schema.tables.records.ProductRecord;
import io.entrepot.database.schema.tables.records.PublicationRecord;
import io.entrepot.database.schema.tables.records.SkuRecord;
import io.entrepot.sync.Claim;
import io.entrepot.sync.ContentBook.ClaimedSku;
import io.entrepot.sync.ContentBook.ItemCase;
import io.entrepot.sync.ContentBook.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * SKUs of one product that stand in one item of the storefront, or are to.
 *
 * @param id the storefront's; null for one that is to be made
 * @param obstacle why it cannot be published; empty when it can
 */
record ContentItem(ProductRecord product, @Nullable String id, String currency, List<ListedSku> skus, String obstacle) {

    /** A SKU with its listing and price. */
    record ListedSku(SkuRecord sku, ListingRecord listing, Long price) {}

    ItemCase open(
            Map<Long, Claim> byListing, Map<Long, PublicationRecord> held, Map<Long, LostCalls> lost, Instant now) {
        List<ClaimedSku> claimed = new ArrayList<>();
        boolean look = false;
        boolean onlyLook = true;
        for (ListedSku each : skus) {
            Claim claim = byListing.get(each.listing().getId());
            if (claim != null) {
                PublicationRecord row = Objects.requireNonNull(held.get(claim.publication()));
                LostCalls calls = lost.getOrDefault(claim.publication(), LostCalls.NONE);
                claimed.add(new ClaimedSku(
                        claim,
                        each.sku().getCode(),
                        row.getWantedRevision(),
                        row.getFailures(),
                        currency,
                        each.price() != null,
                        calls.mayLandUntil(now)));
                look |= calls.any() && each.listing().getItemId() == null;
                onlyLook &= row.getAcceptedRevision() >= row.getWantedRevision() && !calls.mayHaveUndone();
            }
        }
        Step step = onlyLook ? Step.LOOK : look ? Step.LOOK_THEN_PUBLISH : Step.PUBLISH;
        return new ItemCase(draft(), claimed, step, obstacle);
    }

    private ItemDraft draft() {
        return new ItemDraft(
                product.getCode(),
                id,
                product.getTitle(),
                Objects.requireNonNullElse(product.getDescription(), ""),
                Objects.requireNonNullElse(product.getBrand(), ""),
                product.getImageUrl(),
                skus.stream()
                        .filter(each -> each.price() != null)
                        .map(each -> new SkuDraft(
                                each.sku().getCode(),
                                each.listing().getChannelSkuId(),
                                each.sku().getBarcode(),
                                VariantText.read(each.sku().getVariant()),
                                each.price()))
                        .toList());
    }
}
