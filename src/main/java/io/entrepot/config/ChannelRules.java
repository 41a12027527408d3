package io.entrepot.config;

import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.Quota;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks a storefront, or a notifier, against what its channel says of itself. */
final class ChannelRules {

    private final Function<String, Optional<ChannelDescriptor>> channels;
    private final Collection<String> ids;
    private final References references;

    ChannelRules(
            Function<String, Optional<ChannelDescriptor>> channels, Collection<String> ids, References references) {
        this.channels = channels;
        this.ids = ids;
        this.references = references;
    }

    void check(Spot storefront) {
        storefront.at("channel").ifPresent(channel -> channels.apply(channel.text())
                .ifPresentOrElse(
                        descriptor -> check(storefront, descriptor),
                        () -> channel.refuse(
                                ConfigError.UNKNOWN_CHANNEL,
                                "there is no channel " + Quote.of(channel.text()),
                                Suggestion.remedy(channel.text(), ids, "Use one of"))));
    }

    private void check(Spot storefront, ChannelDescriptor channel) {
        known(storefront, "credentials", names(channel.credentials()), ConfigError.UNKNOWN_SETTING);
        known(storefront, "options", names(channel.options()), ConfigError.UNKNOWN_SETTING);
        known(
                storefront,
                "quotas",
                Stream.concat(channel.quotas().stream().map(Quota::operation), Stream.of(Quota.ALL))
                        .distinct()
                        .toList(),
                ConfigError.UNKNOWN_OPERATION);
        needed(storefront, channel);
        allowed(storefront, channel);
    }

    private static void known(Spot storefront, String key, List<String> names, ConfigError error) {
        for (Spot entry : storefront.entries(key)) {
            if (!names.contains(entry.name())) {
                entry.blame(
                        error,
                        "the channel %s knows no %s under %s"
                                .formatted(storefront.child("channel").text(), Quote.of(entry.name()), key),
                        Suggestion.remedy(entry.name(), names, "Remove it, or use one of"));
            }
        }
    }

    private static void needed(Spot storefront, ChannelDescriptor channel) {
        Spot credentials = storefront.child("credentials");
        if (storefront.declares("simulated")
                || (storefront.declares("credentials") && !credentials.node().isObject())) {
            return;
        }
        for (Field field : channel.credentials()) {
            if (field.needed() && !credentials.declares(field.name())) {
                credentials
                        .child(field.name())
                        .refuse(
                                ConfigError.MISSING_CREDENTIAL,
                                "the channel %s needs this credential (%s)".formatted(channel.id(), field.meaning()),
                                "Add '%s: ${env:NAME}' or '%s: ${file:/path}' under credentials."
                                        .formatted(field.name(), field.name()));
            }
        }
    }

    private void allowed(Spot storefront, ChannelDescriptor channel) {
        storefront.entries("options").forEach(references::resolveWithin);
        for (Field field : channel.options()) {
            List<String> values = field.allowed();
            storefront
                    .at("options")
                    .flatMap(options -> options.at(field.name()))
                    .filter(option -> !values.isEmpty() && !values.contains(references.of(option)))
                    .ifPresent(option -> option.refuse(
                            ConfigError.WRONG_OPTION,
                            Quote.of(option.text()) + " is none of " + String.join(", ", values),
                            Suggestion.remedy(option.text(), values, "Use one of")));
        }
    }

    private static List<String> names(List<Field> fields) {
        return fields.stream().map(Field::name).toList();
    }
}
