package io.entrepot.config;

import io.entrepot.channel.spi.ChannelDescriptor;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code config/entrepot.yaml}: as a whole and sound, or not at all. */
public final class ConfigReader {

    private final Function<String, Optional<ChannelDescriptor>> channels;
    private final Collection<String> channelIds;
    private final Function<String, Optional<ChannelDescriptor>> notifiers;
    private final Collection<String> notifierIds;
    private final Shape shape = new Shape(ConfigSchema.load());

    /** Knows channels and no kind of notifier. */
    public ConfigReader(Function<String, Optional<ChannelDescriptor>> channels, Collection<String> channelIds) {
        this(channels, channelIds, unknown -> Optional.empty(), List.of());
    }

    /**
     * @param channels what a channel says of itself, by id; empty where there is no connector for it
     * @param channelIds all ids that {@code channels} knows, for messages
     * @param notifiers what a kind of notifier says of itself, by id
     * @param notifierIds all ids that {@code notifiers} knows
     */
    public ConfigReader(
            Function<String, Optional<ChannelDescriptor>> channels,
            Collection<String> channelIds,
            Function<String, Optional<ChannelDescriptor>> notifiers,
            Collection<String> notifierIds) {
        this.channels = channels;
        this.channelIds = channelIds.stream().sorted().toList();
        this.notifiers = notifiers;
        this.notifierIds = notifierIds.stream().sorted().toList();
    }

    /**
     * The configuration that a file declares, with secrets read from where it says they are. Nothing is logged, and no
     * message shows a secret.
     *
     * @param file shown in messages as it is given
     * @param environment the variables that {@code ${env:NAME}} refers to
     * @throws ConfigRefused when anything is wrong; it names everything that is
     */
    public EntrepotConfig read(Path file, Map<String, String> environment) {
        Problems problems = new Problems(file);
        YamlTree tree =
                new YamlTreeBuilder(problems).build(YamlSyntax.parse(SourceText.read(file, problems), problems));
        Spot top = Spot.top(tree, problems);
        References references = new References(environment);
        shape.check(top);
        Names.check(top);
        Owners.check(top);
        top.items("storefronts").forEach(storefront -> check(storefront, references));
        top.items("notifiers").forEach(notifier -> checkNotifier(notifier, references));
        problems.throwIfAny();
        return new ConfigValues(references).config(top);
    }

    private void check(Spot storefront, References references) {
        Currencies.check(storefront);
        Addresses.ofStorefronts(references).check(storefront);
        new ChannelRules(channels, channelIds, references).check(storefront);
        new Credentials(references).check(storefront);
    }

    private void checkNotifier(Spot notifier, References references) {
        Addresses.ofNotifiers(references).check(notifier);
        new ChannelRules(notifiers, notifierIds, references).check(notifier);
        new Credentials(references).check(notifier);
    }
}
