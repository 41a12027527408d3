package io.entrepot.process;

import io.entrepot.simulator.Buyers;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.SimulatedShop.Order;
import io.entrepot.simulator.Simulators;
import io.entrepot.simulator.mall.MallSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Three shops of different character, which outlive every server, and the folder of a server that keeps them equal. */
final class Shops implements AutoCloseable {

    static final List<String> SKUS = List.of("tea-1", "cup-1", "pot-1", "hat-1");
    static final long AT_FIRST = 300;

    private static final String LAG = "200ms";
    private static final String STOREFRONT = """
              - id: %s
                channel: mall
                base-url: %s
                currency: CNY
                sync: {content: push, price: push, stock: push, shipments: push}
                credentials: {token: "${file:%s}"}
                options: {stock-write: %s, visibility-lag: %s}
            """;

    private final Map<String, MallSimulator> shops = new TreeMap<>();
    private final List<Buyers> buyers = new ArrayList<>();

    Shops(Path folder) throws IOException {
        for (String write : List.of("delta", "absolute", "compare-and-set")) {
            var options = Map.of("stock-write", write, "visibility-lag", LAG);
            shops.put(write, (MallSimulator) Simulators.of("mall")
                    .orElseThrow()
                    .start(0, Currency.getInstance("CNY"), options, Clock.systemUTC()));
        }
        Path config = Files.createDirectory(folder.resolve("config"));
        Path token =
                Files.writeString(config.resolve("token"), shops.get("delta").token());
        String catalogue = SKUS.stream()
                .map(sku -> sku + "," + sku + "," + sku + ",19.90,CNY," + AT_FIRST + "\n")
                .collect(Collectors.joining("", "product,sku,title,price,currency,on_hand\n", ""));
        Files.writeString(config.resolve("catalogue.csv"), catalogue);
        String storefronts = shops.keySet().stream()
                .map(id -> STOREFRONT.formatted(id, of(id).baseUrl(), token, id, LAG))
                .collect(Collectors.joining("", "storefronts:\n", "first-import: [config/catalogue.csv]\n"));
        Files.writeString(config.resolve("entrepot.yaml"), storefronts);
        writeRoutes(Files.createDirectory(folder.resolve("routes")));
    }

    private void writeRoutes(Path routes) throws IOException {
        Path shipped = Path.of("routes");
        Files.copy(shipped.resolve("templates.yaml"), routes.resolve("templates.yaml"));
        String delta = Files.readString(shipped.resolve("mall-delta.yaml"));
        for (String id : shops.keySet()) {
            Files.writeString(routes.resolve(id + ".yaml"), delta.replace("mall-delta", id));
        }
    }

    Map<String, MallSimulator> all() {
        return shops;
    }

    MallSimulator of(String id) {
        return shops.get(id);
    }

    /** Buyers come to each shop, so many a minute. */
    void buyersCome(int ordersPerMinute) {
        shops.forEach((id, shop) -> {
            Buyers come = new Buyers(shop.shop(), id.hashCode());
            come.come(ordersPerMinute);
            buyers.add(come);
        });
    }

    void buyersStayAway() {
        buyers.forEach(Buyers::close);
        buyers.clear();
    }

    long orders() {
        return shops.values().stream()
                .mapToLong(shop -> shop.shop().state().orders().size())
                .sum();
    }

    /** The units that were bought and neither cancelled nor shipped. */
    long open(String sku) {
        return shops.values().stream()
                .flatMap(shop -> shop.shop().state().orders().stream())
                .map(Order::lines)
                .flatMap(List::stream)
                .filter(line -> line.skuCode().equals(sku))
                .mapToLong(line -> line.quantity() - line.cancelled() - line.shipped())
                .sum();
    }

    static List<String> orderNos(SimulatedShop shop) {
        return shop.state().orders().stream().map(Order::no).toList();
    }

    @Override
    public void close() {
        buyersStayAway();
        shops.values().forEach(MallSimulator::close);
    }
}
