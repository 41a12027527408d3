package io.entrepot.bench;

import io.entrepot.Entrepot;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.database.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** A folder that a server serves from: config, routes and a catalogue for one shop, all else as shipped. */
record Site(Path folder, DatabaseSettings database) {

    private static final Path JAR = Path.of("target", "entrepot.jar").toAbsolutePath();
    private static final int SKUS_PER_PRODUCT = 5;

    /** Declares the shop, with these quotas out of the way, and a catalogue that the first start imports. */
    static Site of(Path folder, Shop shop, int skus) throws IOException {
        return of(folder, shop, skus, embedded(folder));
    }

    /** The same on that database. */
    static Site of(Path folder, Shop shop, int skus, DatabaseSettings database) throws IOException {
        Site site = new Site(folder, database);
        site.write("config/entrepot.yaml", config(shop));
        site.write("config/catalogue.csv", catalogue(skus));
        site.write("routes/shop.yaml", routes());
        Files.copy(Path.of("routes", "templates.yaml"), folder.resolve("routes").resolve("templates.yaml"));
        return site;
    }

    /** The demonstration, whole. */
    static Site shipped(Path folder) throws IOException {
        Folders.copy(Path.of("config"), folder.resolve("config"));
        Folders.copy(Path.of("routes"), folder.resolve("routes"));
        return new Site(folder, embedded(folder));
    }

    static String sku(int number) {
        return String.format(Locale.ROOT, "SKU-%06d", number);
    }

    /** The embedded database, as another program finds it. */
    static DatabaseSettings embedded(Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("data").resolve("entrepot")
                + ";WRITE_DELAY=0;LOCK_TIMEOUT=5000;AUTO_SERVER=TRUE";
        return new DatabaseSettings(url, "entrepot", "");
    }

    /** Starts the server: the jar where there is one, and the same classes otherwise. */
    JavaProcess serve(String... options) throws IOException {
        List<String> program =
                Files.exists(JAR) ? List.of("-jar", JAR.toString()) : JavaProcess.classPath(Entrepot.class);
        return serve(program, options);
    }

    /**
     * Starts a server of ours.
     *
     * @param options of the virtual machine
     */
    JavaProcess serve(List<String> program, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        Collections.addAll(
                arguments, System.getProperty("bench.server", "").strip().split("\\s+"));
        arguments.removeIf(String::isEmpty);
        arguments.addAll(program);
        arguments.add("--server.port=0");
        if (!database.equals(embedded(folder))) {
            arguments.add("--entrepot.database.url=" + database.url());
            arguments.add("--entrepot.database.user=" + database.user());
            arguments.add("--entrepot.database.password=" + database.password());
        }
        return JavaProcess.start(folder, "server", Map.of("BENCH_TOKEN", Shop.TOKEN), arguments);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String config(Shop shop) {
        return """
                storefronts:
                  - id: shop
                    channel: mall
                    base-url: %s
                    currency: CNY
                    sync: {content: push, price: push, stock: push, shipments: push}
                    credentials: {token: "${env:BENCH_TOKEN}"}
                    options: {stock-write: %s, visibility-lag: 500ms}
                    quotas:
                      items: {calls: 10000, per: 1s}
                      prices: {calls: 10000, per: 1s}
                      stock: {calls: 10000, per: 1s}
                first-import: [config/catalogue.csv]
                """.formatted(shop.baseUrl(), word(shop.kind()));
    }

    private static String word(WriteKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String routes() throws IOException {
        return Files.readString(Path.of("routes", "mall-delta.yaml")).replace("mall-delta", "shop");
    }

    private static String catalogue(int skus) {
        StringBuilder rows = new StringBuilder("product,sku,title,description,options,price,currency,on_hand\n");
        IntStream.range(0, skus)
                .forEach(number -> rows.append(String.format(
                        Locale.ROOT,
                        "P-%06d,%s,Product %d,One of many,size=%d,12.50,CNY,%d%n",
                        number / SKUS_PER_PRODUCT,
                        sku(number),
                        number / SKUS_PER_PRODUCT,
                        number % SKUS_PER_PRODUCT,
                        50 + number % 50)));
        return rows.toString();
    }
}
