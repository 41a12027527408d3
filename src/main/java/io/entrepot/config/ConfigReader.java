package io.entrepot.config;

import io.entrepot.channel.spi.ChannelDescriptor;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code config/entrepot.yaml}: as a whole and sound, or not at all. */
public final class ConfigReader {

    private final Function<String, Optional<ChannelDescriptor>> channels;
    private final Collection<String> channelIds;
    private final Shape shape = new Shape(ConfigSchema.load());

    /**
     * @param channels what a channel says of itself, by id; empty where there is no connector for it
     * @param channelIds all ids that {@code channels} knows, for messages
     */
    public ConfigReader(Function<String, Optional<ChannelDescriptor>> channels, Collection<String> channelIds) {
        this.channels = channels;
        this.channelIds = channelIds.stream().sorted().toList();
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
        problems.throwIfAny();
        return new ConfigValues(references).config(top);
    }

    private void check(Spot storefront, References references) {
        Currencies.check(storefront);
        new Addresses(references).check(storefront);
        new ChannelRules(channels, channelIds, references).check(storefront);
        new Credentials(references).check(storefront);
    }
}
