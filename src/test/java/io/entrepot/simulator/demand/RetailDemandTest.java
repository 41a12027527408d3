package io.entrepot.simulator.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.model.Money;
import io.entrepot.model.Refusal;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.demand.RetailLine.Kind;
import io.entrepot.simulator.demand.RetailLine.Movement;
import io.entrepot.simulator.demand.RetailLine.Sale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetailDemandTest {

    private static final String HEADER = String.join(",", InvoiceRow.COLUMNS);

    @TempDir
    Path folder;

    private RetailDemand of(String... lines) throws IOException {
        Path file = folder.resolve("lines.csv");
        Files.writeString(file, HEADER + "\n" + String.join("\n", lines) + "\n");
        return RetailDemand.read(file);
    }

    @Test
    void tellsTheKindsApart() throws IOException {
        RetailDemand demand = of(
                "1,21733,Lamp,2,2011-07-10 16:16:00,2.95,NA,United Kingdom",
                "2,21733,,11,2011-07-10 16:16:00,0,NA,United Kingdom",
                "C3,21733,Lamp,-1,2011-07-10 16:16:00,2.95,15345,EIRE",
                "4,21733,damaged,-71,2011-01-10 16:16:00,0,NA,United Kingdom");

        Instant summer = Instant.parse("2011-07-10T15:16:00Z");
        Instant winter = Instant.parse("2011-01-10T16:16:00Z");
        assertThat(demand.lines())
                .containsExactly(
                        new Sale(2, "1", "21733", 2, Money.of(295, "GBP"), summer, null, "United Kingdom"),
                        new Movement(3, Kind.GIFT, "2", "21733", -11, summer),
                        new Movement(4, Kind.RETURN, "C3", "21733", 1, summer),
                        new Movement(5, Kind.WRITE_OFF, "4", "21733", -71, winter));
        assertThat(demand.movements()).extracting(Movement::line).containsExactly(5L, 3L, 4L);
        assertThat(demand.goods()).containsExactly(new Goods("21733", "Lamp", Money.of(295, "GBP"), 84));
        assertThat(demand.counts())
                .isEqualTo(Map.of(Kind.SALE, 1L, Kind.GIFT, 1L, Kind.RETURN, 1L, Kind.WRITE_OFF, 1L, Kind.REFUSED, 0L));
    }

    @Test
    void refusesEachLineWithItsReasonAndGoesOn() throws IOException {
        RetailDemand demand = of(
                "1,POST,Postage,1,2011-07-10 16:16:00,18,NA,France",
                "1,gift_0001_20,Voucher,1,2011-07-10 16:16:00,20,NA,France",
                "1,LAMP,Lamp,1,2011-07-10 16:16:00,20,NA,France",
                "A1,21733,Lamp,1,2011-07-10 16:16:00,20,NA,France",
                "1,21733,Lamp,1.5,2011-07-10 16:16:00,20,NA,France",
                "1,21733,Lamp,0,2011-07-10 16:16:00,20,NA,France",
                "1,21733,Lamp,1,10/7/2011 16:16,20,NA,France",
                "1,21733,Lamp,1,2011-07-10 16:16:00,-20,NA,France",
                "1,21733,Lamp,1,2011-07-10 16:16:00,2.955,NA,France",
                "1,21733,Lamp,-1,2011-07-10 16:16:00,2.95,NA,France",
                "C1,21733,Lamp,1,2011-07-10 16:16:00,2.95,NA,France",
                "1,21733,Lamp, big,1,2011-07-10 16:16:00,2.95,NA,France",
                "1,21733,\"Lamp\" big,1,2011-07-10 16:16:00,2.95,NA,France",
                "1,21733,\"Lamp\nbig\",1,2011-07-10 16:16:00,2.95,NA,France",
                "1,21733,Lamp,zero,2011-07-10 16:16:00,2.95,NA,France");

        assertThat(demand.refused())
                .extracting(refused -> refused.line() + "|" + refused.column() + "|" + refused.value())
                .containsExactly(
                        "2|StockCode|POST",
                        "3|StockCode|gift_0001_20",
                        "4|StockCode|LAMP",
                        "5|InvoiceNo|A1",
                        "6|Quantity|1.5",
                        "7|Quantity|0",
                        "8|InvoiceDate|10/7/2011 16:16",
                        "9|UnitPrice|-20",
                        "10|UnitPrice|2.955",
                        "11|Quantity|-1",
                        "12|Quantity|1",
                        "13|null|1,21733,Lamp, big,1,2011-07-10 16:16:00,2.95,NA,France",
                        "14|null|",
                        "17|Quantity|zero");
        assertThat(demand.counts()).containsEntry(Kind.SALE, 1L);
        assertThat(demand.asText())
                .contains("lines: 15", "sale: 1", "refused: 14")
                .contains(
                        "line 2: StockCode 'POST' is not goods but a service, a fee or a voucher, which holds no stock");
    }

    @Test
    void groupsSalesByInvoiceInTheOrderOfTime() throws IOException {
        RetailDemand demand = of(
                "20,21733,Lamp,2,2011-07-10 16:16:00,2.95,17799,EIRE",
                "10,85099b,Bag,1,2011-07-10 16:17:00,1.95,NA,France",
                "20,85099B,Bag,3,2011-07-10 16:15:00,1.95,17799,EIRE",
                "20,21733,Lamp,2,2011-07-10 16:16:00,2.95,17799,EIRE");

        assertThat(demand.invoices()).extracting(Invoice::number).containsExactly("20", "10");
        Purchase purchase = demand.invoices().get(0).purchase();
        assertThat(purchase)
                .isEqualTo(new Purchase(
                        "20",
                        Instant.parse("2011-07-10T15:15:00Z"),
                        true,
                        "17799",
                        "EIRE",
                        List.of(
                                new Purchase.Line("21733", 2, Money.of(295, "GBP")),
                                new Purchase.Line("85099B", 3, Money.of(195, "GBP")),
                                new Purchase.Line("21733", 2, Money.of(295, "GBP")))));
        assertThat(demand.goods()).extracting(Goods::sku).containsExactly("21733", "85099b", "85099B");
    }

    @Test
    void takesNoOtherFile() throws IOException {
        Path file = Files.writeString(folder.resolve("other.csv"), "sku,on_hand\n1,2\n");

        assertThatThrownBy(() -> RetailDemand.read(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("[sku, on_hand]");
    }
}
