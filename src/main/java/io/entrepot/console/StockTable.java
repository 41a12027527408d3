package io.entrepot.console;

import io.entrepot.console.Board.Cell;
import io.entrepot.console.Board.StockRow;
import io.entrepot.engine.Engine;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.catalog.ProductFilter;
import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.order.OrderReading.Sold;
import io.entrepot.store.publication.ShownStock.Shown;
import io.entrepot.store.stock.StockLevels.Level;
import io.entrepot.store.view.SentAttempt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares what the store has of the SKUs that moved last with what each storefront is believed to show. */
@Component
final class StockTable {

    private static final int ROWS = 12;

    private final Engine engine;
    private final Catalog catalog;

    StockTable(Engine engine, Catalog catalog) {
        this.engine = engine;
        this.catalog = catalog;
    }

    List<StockRow> rows(List<String> storefronts, List<SentAttempt> sent, List<Sold> sold, Words words) {
        List<String> skus = moved(sent, sold);
        Map<String, Long> available = engine.stock().of(skus).stream()
                .collect(Collectors.groupingBy(Level::sku, Collectors.summingLong(Level::available)));
        Map<String, Shown> shown = engine.shownStock().of(skus, words.now()).stream()
                .collect(Collectors.toMap(
                        each -> key(each.sku(), each.storefront()), Function.identity(), (first, second) -> first));
        List<StockRow> rows = new ArrayList<>();
        for (String sku : skus) {
            List<Cell> cells = storefronts.stream()
                    .map(each -> cell(each, shown.get(key(sku, each)), words))
                    .toList();
            rows.add(new StockRow(sku, Long.toString(available.getOrDefault(sku, 0L)), cells));
        }
        return rows;
    }

    /** Those that moved last, filled up with the first of the catalogue; by code, so that rows keep their places. */
    private List<String> moved(List<SentAttempt> sent, List<Sold> sold) {
        Set<String> skus = new LinkedHashSet<>();
        Stream.concat(sent.stream().map(SentAttempt::sku), sold.stream().map(Sold::sku))
                .filter(Objects::nonNull)
                .distinct()
                .limit(ROWS)
                .forEach(skus::add);
        if (skus.size() < ROWS) {
            catalog.page(ProductFilter.ALL, null, ROWS).stream()
                    .flatMap(product -> product.skus().stream())
                    .map(SkuDetails::code)
                    .filter(code -> skus.size() < ROWS)
                    .forEach(skus::add);
        }
        return skus.stream().sorted().toList();
    }

    private static Cell cell(String storefront, @Nullable Shown shown, Words words) {
        if (shown == null) {
            return new Cell(storefront, "–", "none", words.of("stock.unlisted"));
        }
        Long low = shown.low();
        Long high = shown.high();
        if (low == null || high == null) {
            return new Cell(storefront, "?", "none", words.of("stock.unread"));
        }
        long wanted = Math.max(0, shown.wanted());
        String text = low.equals(high) ? Long.toString(high) : low + "…" + high;
        boolean equal = high == wanted || Math.max(0, high) == wanted;
        return new Cell(
                storefront,
                equal ? text : text + " → " + wanted,
                equal && shown.inStep() ? "even" : "owed",
                words.of(equal ? "stock.even" : "stock.owed", wanted));
    }

    private static String key(String sku, String storefront) {
        return sku + "\n" + storefront;
    }
}
