package io.entrepot.channel;

import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The connectors there are, by channel id. */
public final class Connectors {

    private static final ErrorCode UNKNOWN_CHANNEL = new ErrorCode("ENT-3001");

    private final Map<String, ChannelConnector> byId = new TreeMap<>();

    /**
     * @throws IllegalArgumentException when two have the same channel id
     */
    public Connectors(Iterable<? extends ChannelConnector> connectors) {
        for (ChannelConnector connector : connectors) {
            String id = connector.descriptor().id();
            ChannelConnector other = byId.put(id, connector);
            if (other != null) {
                throw new IllegalArgumentException("two connectors for channel '" + id + "': "
                        + other.getClass().getName() + " and "
                        + connector.getClass().getName());
            }
        }
    }

    /** All that are on the class path. */
    public static Connectors installed() {
        return new Connectors(ServiceLoader.load(ChannelConnector.class));
    }

    /** What each channel is, sorted by id. */
    public List<ChannelDescriptor> descriptors() {
        return byId.values().stream().map(ChannelConnector::descriptor).toList();
    }

    /** The ids of all channels, sorted. */
    public Set<String> ids() {
        return byId.keySet();
    }

    /** What a channel is, or empty when there is no connector for it. */
    public Optional<ChannelDescriptor> descriptor(String channel) {
        return Optional.ofNullable(byId.get(channel)).map(ChannelConnector::descriptor);
    }

    /**
     * The connector of a channel.
     *
     * @throws Refusal when there is none; it lists those there are
     */
    public ChannelConnector find(String channel) {
        ChannelConnector connector = byId.get(channel);
        if (connector == null) {
            throw new Refusal(
                    UNKNOWN_CHANNEL,
                    "channel",
                    "there is no connector for channel '" + channel + "'",
                    "use one of: " + String.join(", ", byId.keySet()));
        }
        return connector;
    }
}
