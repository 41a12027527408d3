package io.entrepot.simulator.demand;

import io.entrepot.simulator.Purchase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sales of one invoice.
 *
 * @param placedAt the earliest time of its lines
 * @param customer null for an anonymous buyer
 * @param lines in the order of the file; the same SKU may be there several times
 */
public record Invoice(
        String number, Instant placedAt, @Nullable String customer, String country, List<RetailLine.Sale> lines) {

    private static final String ANONYMOUS = "anonymous";

    static Invoice of(List<RetailLine.Sale> lines) {
        RetailLine.Sale first = lines.get(0);
        Instant placedAt =
                lines.stream().map(RetailLine.Sale::at).min(Instant::compareTo).orElseThrow();
        return new Invoice(first.invoice(), placedAt, first.customer(), first.country(), List.copyOf(lines));
    }

    /** The invoice as a paid order, under its own number and time. */
    public Purchase purchase() {
        List<Purchase.Line> ordered = lines.stream()
                .map(sale -> new Purchase.Line(sale.sku(), sale.quantity(), sale.unitPrice()))
                .toList();
        return new Purchase(number, placedAt, true, customer == null ? ANONYMOUS : customer, country, ordered);
    }
}
