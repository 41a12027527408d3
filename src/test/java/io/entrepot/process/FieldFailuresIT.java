package io.entrepot.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.model.Money;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.Order;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.mall.MallSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What systems of this kind were seen to lose, double or delay (docs/correctness.md), here on the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldFailuresIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String JSON = "application/json";

    private static final String SCANS = "- templatedRoute: {routeTemplateRef: inbound-listings, routeId: scan,"
            + " parameters: [{name: storefront, value: compare-and-set}, {name: every, value: 1000}]}\n";

    private Books books;
    private Shops shops;
    private ServerProcess server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        shops = new Shops(folder);
        books = new Books(shops, new Clerk("nobody"));
        Files.writeString(folder.resolve("routes").resolve("scan.yaml"), SCANS);
        server = ServerProcess.start(folder);
        await().untilAsserted(() -> books.assertEqual(server, shops.all().keySet()));
    }

    @AfterAll
    void stop() throws InterruptedException {
        server.close();
        shops.close();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(100));
    }

    private void allEndsEqual() {
        await().untilAsserted(() -> {
            books.assertEqual(server, shops.all().keySet());
            assertThat(Books.owed(server)).isZero();
        });
    }

    private void counts(String sku, long units) throws Exception {
        server.give("PUT", "/api/v1/stock/" + sku, JSON, "{\"location\":\"main\",\"on_hand\":" + units + "}");
    }

    @Test
    void anOrderWhoseAnswerWasLostIsThereOnceAndLowersStockOnce() {
        for (MallSimulator shop : shops.all().values()) {
            shop.faults().nextOrderPage("orders", Fault.DROP_AFTER_COMMIT);
            shop.faults().nextOrderPage("orders", Fault.TRUNCATED_BODY);
            shop.faults().nextWrite("stock", Fault.DROP_AFTER_COMMIT);
            shop.faults().nextWrite("stock", Fault.TRUNCATED_BODY);
            shop.shop().place(Purchase.paid("tea-1", 2));
        }
        allEndsEqual();
    }

    @Test
    void aRetryOfAnOlderStockNeverFollowsANewerZero() throws Exception {
        for (MallSimulator shop : shops.all().values()) {
            shop.faults().nextWrite("stock", Fault.UNAVAILABLE);
            shop.faults().nextWrite("stock", Fault.UNAVAILABLE);
        }
        counts("hat-1", 7);
        counts("hat-1", 0);

        allEndsEqual();
        assertThat(shops.all().values())
                .allSatisfy(shop -> assertThat(shop.shop().stock("hat-1")).hasValue(0));
    }

    @Test
    void manyOrdersOfOneSecondAcrossPagesAreAllSeen() {
        Instant second = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        MallSimulator shop = shops.of("delta");
        for (int i = 0; i < 150; i++) {
            shop.shop().place(Purchase.paid("cup-1", 1).as("rush-" + i, second));
        }
        allEndsEqual();
    }

    @Test
    void bothListingsOfOneSkuAreKept() throws Exception {
        MallSimulator shop = shops.of("compare-and-set");
        String old = shop.shop().clerkLists(new OwnListing("", null, "Pot, as we sold it before", price(), 3));
        String mapping = "/api/v1/storefronts/compare-and-set/mapping";
        await().until(() -> server.text(mapping).contains("Pot, as we sold it before"));

        String[] lines = server.text(mapping).split("\r?\n");
        int column = List.of(lines[0].split(",", -1)).indexOf("sku");
        String filled = lines[0] + "\n"
                + List.of(lines).stream()
                        .filter(line -> line.contains("as we sold it before"))
                        .map(line -> fill(line, column))
                        .collect(Collectors.joining("\n"));
        server.give("PUT", mapping, "text/csv", filled + "\n");
        shops.of("delta").shop().place(Purchase.paid("pot-1", 4));

        allEndsEqual();
        await().untilAsserted(() ->
                assertThat(shop.shop().stock(old)).isEqualTo(shop.shop().stock("pot-1")));
    }

    private static String fill(String line, int column) {
        List<String> cells = new ArrayList<>(List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)));
        cells.set(column, "pot-1");
        return String.join(",", cells);
    }

    private static Money price() {
        return new Money(1990, Currency.getInstance("CNY"));
    }

    @Test
    void whatADestinationRefusesForNowIsToldLater() throws Exception {
        MallSimulator shop = shops.of("delta");
        List<String> orders = IntStream.range(0, 4)
                .mapToObj(i -> shop.shop().place(Purchase.paid("tea-1", 1)))
                .toList();
        await().untilAsserted(() -> books.assertEqual(server, List.of("delta")));
        for (int i = 0; i < 4; i++) {
            shop.faults().nextWrite("parcels", Fault.UNAVAILABLE);
        }
        for (String order : orders) {
            server.give(
                    "POST",
                    "/api/v1/orders/delta/" + order + "/shipments",
                    JSON,
                    "{\"parcel\": \"box\", \"carrier\": \"SF\"}");
        }
        await().untilAsserted(() -> assertThat(shop.shop().state().orders().stream()
                        .filter(each -> orders.contains(each.no()))
                        .map(Order::state))
                .containsOnly("shipped"));
        allEndsEqual();
    }

    @Test
    void anImportHoldsUpNoChangeOfStock() throws Exception {
        MallSimulator shop = shops.of("absolute");
        int before = shop.shop().state().skus().size();
        imports("bulk", 500);
        await().until(() -> shop.shop().state().skus().size() > before);
        long units = shop.shop().stock("tea-1").orElseThrow() + 11;
        counts("tea-1", units + 100);

        await().until(() -> shop.shop().stock("tea-1").orElse(0) >= units);
        assertThat(shop.shop().state().skus()).hasSizeLessThan(before + 500);
        allEndsEqual();
    }

    @Test
    void aSaleOfOneAmongAThousandReachesTheOtherShopsInSeconds() throws Exception {
        imports("wide", 1000);
        allEndsEqual();
        await().until(() -> shops.all().values().stream()
                .allMatch(shop -> shop.shop().stock("wide-777").orElse(0) == 9));
        shops.of("delta").shop().place(Purchase.paid("wide-777", 2));

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        shops.all().values())
                .allSatisfy(shop -> assertThat(shop.shop().stock("wide-777")).hasValue(7)));
    }

    private void imports(String name, int products) throws Exception {
        String rows = IntStream.range(0, products)
                .mapToObj(i -> name + "-" + i + "," + name + "-" + i + "," + name + " " + i + ",19.90,CNY,9\n")
                .collect(Collectors.joining("", "product,sku,title,price,currency,on_hand\n", ""));
        String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + ".csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + rows + "\r\n--b--\r\n";
        JsonNode report =
                server.give("POST", "/api/v1/products/import?currency=CNY", "multipart/form-data; boundary=b", body);
        assertThat(report.toString()).contains(String.valueOf(products));
    }
}
