package io.entrepot.channel.spi;

/** The code for one channel; stateless, found by {@link java.util.ServiceLoader}. */
public interface ChannelConnector {

    /** What this channel is, can do and needs. */
    ChannelDescriptor descriptor();

    /**
     * Opens one seller account. No network call is made.
     *
     * @throws io.entrepot.model.Refusal when a setting is missing or wrong
     */
    Storefront open(StorefrontSettings settings, ChannelRuntime runtime);
}
