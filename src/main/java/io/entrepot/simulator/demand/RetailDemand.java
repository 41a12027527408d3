package io.entrepot.simulator.demand;

import io.entrepot.model.Money;
import io.entrepot.model.Refusal;
import io.entrepot.simulator.demand.RetailLine.Kind;
import io.entrepot.simulator.demand.RetailLine.Movement;
import io.entrepot.simulator.demand.RetailLine.Refused;
import io.entrepot.simulator.demand.RetailLine.Sale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a retailer's invoice file asks of a storefront and of the shelf. {@code docs/real-input.md} says how each kind of
 * line is treated and why. Stock codes that differ in case only are different SKUs.
 */
public final class RetailDemand {

    private final List<RetailLine> lines = new ArrayList<>();
    private final Map<String, String> titles = new LinkedHashMap<>();

    private RetailDemand() {}

    /**
     * Reads a file of UTF-8 text, compressed when its name ends in {@code .gz}.
     *
     * @throws Refusal ENT-2050 when it has another header
     * @throws IOException when it cannot be read
     */
    public static RetailDemand read(Path file) throws IOException {
        RetailDemand demand = new RetailDemand();
        InvoiceFile.read(file, demand::add);
        return demand;
    }

    private void add(long line, @Nullable CSVRecord cells) {
        if (cells == null) {
            lines.add(new Refused(line, null, "", "a quoted value does not end where its cell ends"));
            return;
        }
        InvoiceRow row = new InvoiceRow(line, cells);
        RetailLine meaning = row.meaning();
        lines.add(meaning);
        if (meaning instanceof Sale sale && !row.description().isEmpty()) {
            titles.putIfAbsent(sale.sku(), row.description());
        }
    }

    /** Every line of the file below its header, in its order. */
    public List<RetailLine> lines() {
        return List.copyOf(lines);
    }

    /** How many lines are of each kind; each kind is there. */
    public Map<Kind, Long> counts() {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(
                    kind,
                    of(RetailLine.class).filter(line -> line.kind() == kind).count());
        }
        return counts;
    }

    /** The sales as orders, in the order of time. */
    public List<Invoice> invoices() {
        return of(Sale.class)
                .collect(Collectors.groupingBy(Sale::invoice, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Invoice::of)
                .sorted(Comparator.comparing(Invoice::placedAt).thenComparing(Invoice::number))
                .toList();
    }

    /** Gifts, returns and write-offs, in the order of time. */
    public List<Movement> movements() {
        return of(Movement.class)
                .sorted(Comparator.comparing(Movement::at).thenComparing(Movement::line))
                .toList();
    }

    /** The lines that change nothing, each with its reason. */
    public List<Refused> refused() {
        return of(Refused.class).toList();
    }

    /** Every SKU that is sold or moved, in the order of the file. */
    public List<Goods> goods() {
        Map<String, Long> leaving = new LinkedHashMap<>();
        Map<String, Money> prices = new LinkedHashMap<>();
        for (RetailLine line : lines) {
            if (line instanceof Sale sale) {
                leaving.merge(sale.sku(), sale.quantity(), Long::sum);
                prices.putIfAbsent(sale.sku(), sale.unitPrice());
            } else if (line instanceof Movement movement) {
                leaving.merge(movement.sku(), Math.max(0, -movement.change()), Long::sum);
            }
        }
        Money free = new Money(0, InvoiceRow.CURRENCY);
        return leaving.entrySet().stream()
                .map(entry -> new Goods(
                        entry.getKey(),
                        titles.getOrDefault(entry.getKey(), entry.getKey()),
                        prices.getOrDefault(entry.getKey(), free),
                        entry.getValue()))
                .toList();
    }

    /** The counts, and each refused line, for a person to read. */
    public String asText() {
        Stream<String> counts = counts().entrySet().stream()
                .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + ": " + entry.getValue());
        return Stream.concat(
                        Stream.concat(Stream.of("lines: " + lines.size()), counts),
                        refused().stream().map(Refused::toString))
                .collect(Collectors.joining("\n"));
    }

    private <T extends RetailLine> Stream<T> of(Class<T> type) {
        return lines.stream().filter(type::isInstance).map(type::cast);
    }
}
