package io.entrepot.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.Quota;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Texts written to a file and read as configuration, with two channels known, mall and bazaar, and one kind of notifier: robot. */
final class ConfigFixture {

    private static final Map<String, ChannelDescriptor> CHANNELS = Map.of("mall", mall(), "bazaar", bazaar());

    private static final Map<String, ChannelDescriptor> NOTIFIERS = Map.of("robot", robot());

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    ConfigFixture(Path directory) {
        this.directory = directory;
    }

    static ConfigReader reader() {
        return new ConfigReader(
                id -> Optional.ofNullable(CHANNELS.get(id)),
                CHANNELS.keySet(),
                id -> Optional.ofNullable(NOTIFIERS.get(id)),
                NOTIFIERS.keySet());
    }

    ConfigFixture variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EntrepotConfig read(String yaml) {
        return reader().read(write("entrepot.yaml", yaml), environment);
    }

    /** The only storefront of a configuration. */
    StorefrontConfig storefront(String yaml) {
        return read(yaml).storefronts().get(0);
    }

    ConfigRefused refusal(String yaml) {
        return catchThrowableOfType(ConfigRefused.class, () -> read(yaml));
    }

    List<ConfigProblem> problems(String yaml) {
        return refusal(yaml).problems();
    }

    private static ChannelDescriptor mall() {
        return new ChannelDescriptor(
                "mall",
                "Own mall",
                "自有商城",
                List.of("StockTarget"),
                List.of(new Field("token", "sent as a bearer token", List.of())),
                List.of(
                        new Field("stock-write", "which stock call", List.of("delta", "absolute", "compare-and-set")),
                        new Field("lowers", "when it lowers its stock", List.of("placed", "paid")),
                        new Field("restores-paid", "gives paid stock back", List.of("true", "false")),
                        new Field("visibility-lag", "how late orders show", List.of())),
                Stream.of("items", "prices", "stock", "orders")
                        .map(operation -> new Quota(operation, 50, Duration.ofSeconds(1), 100))
                        .toList(),
                "docs/connectors/mall.md",
                ChannelDescriptor.Proof.SIMULATED);
    }

    private static ChannelDescriptor robot() {
        return new ChannelDescriptor(
                "robot",
                "Robot",
                "机器人",
                List.of(),
                List.of(new Field("key", "the robot's key", List.of())),
                List.of(
                        new Field("link", "shown with each message", List.of()),
                        new Field("message", "of which kind", List.of("text", "markdown"))),
                List.of(),
                "docs/connectors/robot.md",
                ChannelDescriptor.Proof.SIMULATED);
    }

    private static ChannelDescriptor bazaar() {
        return new ChannelDescriptor(
                "bazaar",
                "Bazaar",
                "集市",
                List.of(),
                List.of(
                        new Field("app-key", "the app's key", List.of()),
                        new Field("app-secret", "its secret", List.of())),
                List.of(),
                List.of(),
                "docs/connectors/bazaar.md",
                ChannelDescriptor.Proof.SIMULATED);
    }
}
