package io.entrepot.simulator.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.simulator.demand.RetailLine.Kind;
import io.entrepot.simulator.demand.RetailLine.Movement;
import io.entrepot.store.SharedData;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of a real shop, compared with what SQL says of the raw file. */
class RealDemandTest {

    private static final String GOODS = "regexp_like(StockCode, '^[0-9]{5}[A-Za-z]*\\z')";
    private static final String QUANTITY = "cast(Quantity as bigint)";
    private static final String FREE = "cast(UnitPrice as decimal(12, 2)) = 0";

    @TempDir
    Path folder;

    private RetailDemand demand;
    private Path plain;

    @BeforeEach
    void read() throws Exception {
        Path file = SharedData.folder("uci-online-retail").resolve("online_retail_sample.csv.gz");
        demand = RetailDemand.read(file);
        plain = folder.resolve("lines.csv");
        try (InputStream content = new GZIPInputStream(Files.newInputStream(file))) {
            Files.copy(content, plain);
        }
    }

    private long count(String condition) throws Exception {
        return SharedData.count(plain, "select count(*) from $ where " + condition);
    }

    @Test
    void everyLineIsOfOneKind() throws Exception {
        Map<Kind, Long> counts = demand.counts();

        assertThat(demand.lines()).hasSize(20_000);
        assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(20_000);
        String credit = "InvoiceNo like 'C%'";
        assertThat(counts)
                .containsEntry(Kind.SALE, count(GOODS + " and " + QUANTITY + " > 0 and not " + FREE))
                .containsEntry(Kind.GIFT, count(GOODS + " and " + QUANTITY + " > 0 and " + FREE))
                .containsEntry(Kind.RETURN, count(GOODS + " and " + credit))
                .containsEntry(Kind.WRITE_OFF, count(GOODS + " and " + QUANTITY + " < 0 and not " + credit))
                .containsEntry(Kind.REFUSED, count("not " + GOODS));
    }

    /** Whatever the kind, the quantity of goods on an invoice left the shelf, except that a write-off's did so below zero. */
    @Test
    void stockChangesByWhatTheFileSays() throws Exception {
        Map<String, Long> change = new HashMap<>();
        demand.invoices().stream()
                .flatMap(invoice -> invoice.lines().stream())
                .forEach(sale -> change.merge(sale.sku(), -sale.quantity(), Long::sum));
        demand.movements().forEach(movement -> change.merge(movement.sku(), movement.change(), Long::sum));

        String lost = QUANTITY + " < 0 and InvoiceNo not like 'C%'";
        assertThat(change)
                .isEqualTo(SharedData.counts(
                        plain,
                        "select StockCode, sum(case when " + lost + " then " + QUANTITY + " else -" + QUANTITY + " end)"
                                + " from $ where " + GOODS + " group by StockCode"));
    }

    @Test
    void invoicesAreWhole() throws Exception {
        String sold = GOODS + " and " + QUANTITY + " > 0 and not " + FREE;
        List<Invoice> invoices = demand.invoices();

        assertThat(invoices)
                .hasSize((int) SharedData.count(plain, "select count(distinct InvoiceNo) from $ where " + sold));
        assertThat(invoices)
                .isSortedAccordingTo(Comparator.comparing(Invoice::placedAt).thenComparing(Invoice::number));
        assertThat(invoices.stream()
                        .filter(invoice -> invoice.customer() == null)
                        .count())
                .isEqualTo(SharedData.count(
                        plain, "select count(distinct InvoiceNo) from $ where CustomerID = 'NA' and " + sold));
    }

    @Test
    void stockAtTheStartSuffices() {
        Map<String, Long> stock = new HashMap<>();
        demand.goods().forEach(goods -> stock.put(goods.sku(), goods.leaving()));
        demand.invoices().forEach(invoice -> invoice.lines()
                .forEach(sale -> stock.merge(sale.sku(), -sale.quantity(), Long::sum)));
        demand.movements().stream()
                .filter(movement -> movement.change() < 0)
                .forEach((Movement movement) -> stock.merge(movement.sku(), movement.change(), Long::sum));

        assertThat(stock.values()).containsOnly(0L);
    }
}
