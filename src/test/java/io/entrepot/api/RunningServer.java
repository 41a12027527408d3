package io.entrepot.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.model.StorefrontId;
import io.entrepot.serve.Server;
import io.entrepot.serve.SimulatedShops;
import io.entrepot.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A whole server with one simulated storefront, {@code shop}, at which nobody buys by himself. */
public final class RunningServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = """
            locations:
              - {code: main, name: Main, owner: entrepot}
              - {code: shop-floor, name: Shop floor, owner: entrepot}
            storefronts:
              - id: shop
                channel: mall
                simulated: {orders-per-minute: 0, seed: 1, fault-percent: 0}
                currency: CNY
                options: {stock-write: delta, lowers: placed, visibility-lag: 100ms}
                locations: [main]
                sync: {content: push, price: push, stock: push, shipments: push, orders: pull}
            first-import: [%s]
            """;
    private static final String CATALOGUE = """
            product,sku,title,price,currency,on_hand
            tea,tea-1,Tea 茶,19.90,CNY,40
            cup,cup-1,Cup,35.00,CNY,30
            pot,pot-1,Pot,99.00,CNY,20
            bag,bag/1,Bag,59.00,CNY,20
            hat,hat-1,Hat,39.00,CNY,25
            """;

    private final Path folder;
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    public RunningServer(String... more) {
        this("", List.of(more));
    }

    /** As the other, where the configuration says this besides. */
    static RunningServer configured(String moreConfig) {
        return new RunningServer(moreConfig, List.of());
    }

    private RunningServer(String moreConfig, List<String> more) {
        try {
            folder = Files.createTempDirectory("server");
            Path catalogue = Files.writeString(folder.resolve("catalogue.csv"), CATALOGUE);
            Path config = Files.writeString(folder.resolve("entrepot.yaml"), CONFIG.formatted(catalogue) + moreConfig);
            Path routes = Files.createDirectory(folder.resolve("routes"));
            Files.copy(Path.of("routes/templates.yaml"), routes.resolve("templates.yaml"));
            Files.writeString(
                    routes.resolve("shop.yaml"),
                    Files.readString(Path.of("routes/mall-delta.yaml")).replace("mall-delta", "shop"));
            List<String> arguments = new ArrayList<>(List.of(
                    "--server.port=0",
                    "--entrepot.config=" + config,
                    "--entrepot.routes=" + routes,
                    "--entrepot.data=" + folder.resolve("data"),
                    "--entrepot.database.url=jdbc:h2:mem:" + folder.getFileName() + ";DB_CLOSE_DELAY=-1",
                    // Quartz keeps a process-wide table of databases by scheduler name.
                    "--spring.quartz.properties.org.quartz.scheduler.instanceName=" + folder.getFileName(),
                    "--logging.level.io.entrepot=WARN"));
            arguments.addAll(more);
            context = new SpringApplicationBuilder(Server.class)
                    .bannerMode(Banner.Mode.OFF)
                    .run(arguments.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is reached. */
    public String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** Where it keeps its files. */
    public Path folder() {
        return folder;
    }

    /** The stand-in for its storefront. */
    public Simulator shop() {
        return context.getBean(SimulatedShops.class)
                .of(new StorefrontId("shop"))
                .orElseThrow();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** An answer: its status and what it says. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String type() {
            return response.headers().firstValue("content-type").orElse("");
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(response.body(), e);
            }
        }

        /** The text at a JSON pointer, or empty. */
        public String at(String pointer) {
            return json().at(pointer).asText();
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** Sends a body as JSON. */
    public Answer send(String method, String path, String body, String... headers) {
        boolean typed = Stream.of(headers).anyMatch("Content-Type"::equalsIgnoreCase);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !typed) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
