package io.entrepot.channel.spi;

/** The code for one kind of notifier; stateless, found by {@link java.util.ServiceLoader}. */
public interface NotifierConnector {

    /** What this kind is and needs; it has no capabilities. */
    ChannelDescriptor descriptor();

    /**
     * Opens one account. No network call is made.
     *
     * @throws io.entrepot.model.Refusal when a setting is missing or wrong
     */
    Notifier open(NotifierSettings settings, ChannelRuntime runtime);
}
