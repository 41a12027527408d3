package io.entrepot.connector.vendure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents' variables and the inputs in them. What is null is left out, and stays as it is in the shop. */
final class Given {

    private Given() {}

    record None() {}

    record Id(String id) {}

    record Ids(List<String> ids) {}

    record Skus(List<String> skus) {}

    record Draft(List<String> skus, String slug, List<String> groups) {}

    record Codes(List<String> codes) {}

    record Cut(int skip, int take) {}

    record Window(String from, String to, int skip, int take) {}

    record ProductVariable(Product product) {}

    record GroupVariable(Group group) {}

    record OptionVariable(OptionOf option) {}

    record Attachment(String product, String group) {}

    record NewVariants(List<NewVariant> variants) {}

    record Variants(List<Variant> variants) {}

    record Finish(List<Variant> variants, Product product) {}

    record Product(@Nullable String id, boolean enabled, List<Translation> translations) {}

    record Translation(
            String languageCode,
            String name,
            @Nullable String slug,
            @Nullable String description) {}

    record Group(String code, List<Translation> translations, List<Option> options) {}

    record Option(String code, List<Translation> translations) {}

    record OptionOf(String productOptionGroupId, String code, List<Translation> translations) {}

    record NewVariant(
            String productId,
            String sku,
            long price,
            List<Translation> translations,
            List<String> optionIds,
            List<StockLevel> stockLevels) {}

    record Variant(
            String id,
            @Nullable String sku,
            @Nullable Boolean enabled,
            @Nullable List<Translation> translations,
            @Nullable List<Price> prices,
            @Nullable List<StockLevel> stockLevels) {
        static Variant sold(String id, String sku, List<Translation> translations) {
            return new Variant(id, sku, true, translations, null, null);
        }

        static Variant priced(String id, Price price) {
            return new Variant(id, null, null, null, List.of(price), null);
        }

        static Variant stocked(String id, StockLevel level) {
            return new Variant(id, null, null, null, null, List.of(level));
        }
    }

    record ParcelVariable(Parcel parcel) {}

    record Parcel(List<ParcelLine> lines, Handler handler) {}

    record ParcelLine(String orderLineId, long quantity) {}

    record Handler(String code, List<Argument> arguments) {}

    record Argument(String name, String value) {}

    record CancelledVariable(Cancelled cancelled) {}

    /**
     * Units to cancel.
     *
     * @param cancelShipping whether what shipping costs is taken off the order, too
     */
    record Cancelled(String orderId, List<ParcelLine> lines, boolean cancelShipping, String reason) {}

    record Move(String id, String state) {}

    record Price(String currencyCode, long price) {}

    record StockLevel(String stockLocationId, long stockOnHand) {}
}
