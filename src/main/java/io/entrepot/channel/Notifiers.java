package io.entrepot.channel;

import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.NotifierConnector;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The kinds of notifiers there are, by channel id. */
public final class Notifiers {

    private static final ErrorCode UNKNOWN_CHANNEL = new ErrorCode("ENT-3001");

    private final Map<String, NotifierConnector> byId = new TreeMap<>();

    /**
     * @throws IllegalArgumentException when two have the same channel id
     */
    public Notifiers(Iterable<? extends NotifierConnector> connectors) {
        for (NotifierConnector connector : connectors) {
            String id = connector.descriptor().id();
            if (byId.put(id, connector) != null) {
                throw new IllegalArgumentException("two kinds of notifiers are called '" + id + "'");
            }
        }
    }

    /** All that are on the class path. */
    public static Notifiers installed() {
        return new Notifiers(ServiceLoader.load(NotifierConnector.class));
    }

    /** The ids of all kinds, sorted. */
    public Set<String> ids() {
        return byId.keySet();
    }

    /** What a kind is, or empty when there is no connector for it. */
    public Optional<ChannelDescriptor> descriptor(String channel) {
        return Optional.ofNullable(byId.get(channel)).map(NotifierConnector::descriptor);
    }

    /**
     * The connector of a kind.
     *
     * @throws Refusal when there is none; it lists those there are
     */
    public NotifierConnector find(String channel) {
        NotifierConnector connector = byId.get(channel);
        if (connector == null) {
            throw new Refusal(
                    UNKNOWN_CHANNEL,
                    "channel",
                    "there is no notifier for channel '" + channel + "'",
                    "use one of: " + String.join(", ", byId.keySet()));
        }
        return connector;
    }
}
