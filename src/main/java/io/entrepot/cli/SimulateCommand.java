package io.entrepot.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.entrepot.channel.Connectors;
import io.entrepot.channel.Notifiers;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorProvider;
import io.entrepot.simulator.Simulators;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one channel's simulator, for people who build against it. */
@Command(
        name = "simulate",
        description = {
            "Run the simulator of one channel, on this machine only, until told to end.",
            "It prints one line of JSON: where it is, what credentials it takes, and where its controls are."
        },
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

    private static final ErrorCode WRONG_OPTION = new ErrorCode("ENT-3002");
    private static final ErrorCode NO_SIMULATOR = new ErrorCode("ENT-3003");
    private static final ErrorCode NO_PORT = new ErrorCode("ENT-3004");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CHANNEL", description = "such as mall")
    private String channel = "";

    @Option(names = "--port", description = "0 for any free one (default: ${DEFAULT-VALUE})", defaultValue = "0")
    private int port;

    @Option(
            names = "--currency",
            description = "what the shop sells in (default: ${DEFAULT-VALUE})",
            defaultValue = "CNY")
    private Currency currency = Currency.getInstance("CNY");

    @Option(
            names = "--option",
            paramLabel = "name=value",
            description = "an option of the channel's storefronts; may be repeated")
    private Map<String, String> options = new LinkedHashMap<>();

    /** The one line. */
    private record Started(String channel, URI baseUrl, URI controlUrl, Map<String, String> credentials) {}

    @Override
    public Integer call() throws JsonProcessingException {
        check();
        Simulator shop = start(Simulators.of(channel)
                .orElseThrow(() -> new Refusal(
                        NO_SIMULATOR, "channel", "channel '" + channel + "' has no simulator", "Choose another.")));
        PrintWriter out = spec.commandLine().getOut();
        out.println(JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .writeValueAsString(new Started(
                        channel, shop.baseUrl(), URI.create(shop.baseUrl() + "/_sim"), shop.credentials())));
        out.flush();
        return Commands.SERVING;
    }

    /** A channel may be both: its notifier's options are taken as its storefronts' are. */
    private void check() {
        List<ChannelDescriptor> kinds = new ArrayList<>();
        Notifiers.installed().descriptor(channel).ifPresent(kinds::add);
        Connectors.installed().descriptor(channel).ifPresent(kinds::add);
        if (kinds.isEmpty()) {
            Connectors.installed().find(channel);
        }
        List<String> known = kinds.stream()
                .flatMap(kind -> kind.options().stream())
                .map(Field::name)
                .distinct()
                .toList();
        for (String name : options.keySet()) {
            if (!known.contains(name)) {
                throw new Refusal(
                        WRONG_OPTION,
                        name,
                        "channel '" + channel + "' has no option '" + name + "'",
                        "Use one of: " + String.join(", ", known));
            }
        }
    }

    private Simulator start(SimulatorProvider provider) {
        try {
            return provider.start(port, currency, options, Clock.systemUTC());
        } catch (UncheckedIOException | IllegalArgumentException unusable) {
            throw new Refusal(
                    NO_PORT,
                    "port",
                    String.valueOf(unusable.getMessage()),
                    "Choose another port, or 0 for any free one");
        }
    }
}
