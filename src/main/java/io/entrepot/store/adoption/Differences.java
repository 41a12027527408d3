package io.entrepot.store.adoption;

import static io.entrepot.database.schema.Tables.CHANNEL_LISTING;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.Listings;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.store.publication.ShownStock;
import io.entrepot.store.publication.ShownStock.Shown;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Compares what was last seen on a storefront with what it should show. */
public final class Differences {

    private final Database database;
    private final SalesTerms terms;
    private final ShownStock stock;
    private final Clock clock;

    Differences(Database database, SalesTerms terms, Clock clock) {
        this.database = database;
        this.terms = terms;
        this.stock = new ShownStock(database, terms);
        this.clock = clock;
    }

    /**
     * One thing that would change.
     *
     * @param itemId the storefront's id, or null where the SKU is not listed there
     * @param shown what the storefront showed, or null where it shows nothing
     * @param wanted what it should show
     */
    public record Difference(
            String sku,
            @Nullable String itemId,
            @Nullable String channelSkuId,
            String aspect,
            @Nullable String shown,
            String wanted) {}

    List<Difference> of(StorefrontId storefront, int most) {
        Terms selling = terms.of(storefront);
        List<Record> rows = rows(selling);
        Map<String, Shown> bySku = wanted(storefront, rows);
        List<Difference> found = new ArrayList<>();
        for (Record row : rows) {
            if (found.size() >= most) {
                break;
            }
            compare(row, selling, bySku.get(row.get(SKU.CODE)), found);
        }
        return found.size() <= most ? found : found.subList(0, most);
    }

    private Map<String, Shown> wanted(StorefrontId storefront, List<Record> rows) {
        return stock.of(rows.stream().map(row -> row.get(SKU.CODE)).toList(), clock.instant()).stream()
                .filter(each -> each.storefront().equals(storefront.value()))
                .collect(Collectors.toMap(Shown::sku, Function.identity(), (one, other) -> one));
    }

    private List<Record> rows(Terms selling) {
        String storefront = selling.storefront().value();
        return List.copyOf(database.queries()
                .select(SKU.CODE, PRODUCT.TITLE, LISTING.ITEM_ID, LISTING.CHANNEL_SKU_ID, PRICE.AMOUNT)
                .select(CHANNEL_LISTING.TITLE, CHANNEL_LISTING.PRICE, CHANNEL_LISTING.QUANTITY, CHANNEL_LISTING.GONE)
                .from(LISTING)
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .join(PRODUCT)
                .on(PRODUCT.ID.eq(SKU.PRODUCT_ID))
                .leftJoin(CHANNEL_LISTING)
                .on(CHANNEL_LISTING.STOREFRONT_ID.eq(LISTING.STOREFRONT_ID))
                .and(CHANNEL_LISTING.ITEM_ID.eq(LISTING.ITEM_ID))
                .and(CHANNEL_LISTING.CHANNEL_SKU_ID.eq(LISTING.CHANNEL_SKU_ID))
                .leftJoin(PRICE)
                .on(PRICE.SKU_ID.eq(SKU.ID))
                .and(PRICE.PRICE_LIST.eq(selling.priceList()))
                .and(PRICE.CURRENCY.eq(selling.currency().getCurrencyCode()))
                .where(LISTING.STOREFRONT_ID.eq(storefront))
                .and(LISTING.STATE.ne(Listings.UNMAPPED))
                .orderBy(SKU.CODE)
                .fetch());
    }

    private static void compare(Record row, Terms selling, @Nullable Shown stock, List<Difference> found) {
        if (row.get(LISTING.ITEM_ID) == null) {
            add(found, row, Aspect.CONTENT, null, row.get(PRODUCT.TITLE));
            return;
        }
        if (row.get(CHANNEL_LISTING.TITLE) == null) {
            return;
        }
        if (!row.get(CHANNEL_LISTING.TITLE).equals(row.get(PRODUCT.TITLE))) {
            add(found, row, Aspect.CONTENT, row.get(CHANNEL_LISTING.TITLE), row.get(PRODUCT.TITLE));
        }
        Long price = row.get(PRICE.AMOUNT);
        Long shownPrice = row.get(CHANNEL_LISTING.PRICE);
        if (price != null && shownPrice != null && !price.equals(shownPrice)) {
            add(found, row, Aspect.PRICE, money(shownPrice, selling), money(price, selling));
        }
        Long shown = row.get(CHANNEL_LISTING.QUANTITY);
        if (stock != null && shown != null && shown != Math.max(0, stock.wanted())) {
            add(found, row, Aspect.STOCK, String.valueOf(shown), String.valueOf(Math.max(0, stock.wanted())));
        }
    }

    private static String money(long minor, Terms selling) {
        return new Money(minor, selling.currency()).toString();
    }

    private static void add(List<Difference> found, Record row, Aspect aspect, @Nullable String shown, String wanted) {
        found.add(new Difference(
                row.get(SKU.CODE),
                row.get(LISTING.ITEM_ID),
                row.get(LISTING.CHANNEL_SKU_ID),
                aspect.id(),
                shown,
                wanted));
    }
}
