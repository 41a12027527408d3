package io.entrepot.config;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.entrepot.config.NotifierConfig.Simulated;
import io.entrepot.config.NotifierConfig.Topic;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes one notifier's values from a file in which nothing is wrong. */
record NotifierValues(References references) {

    NotifierConfig notifier(Spot notifier) {
        boolean simulated = notifier.declares("simulated");
        return new NotifierConfig(
                notifier.child("id").text(),
                notifier.child("channel").text(),
                simulated ? null : URI.create(references.of(notifier.child("base-url"))),
                simulated ? simulated(notifier.child("simulated")) : null,
                simulated ? Map.of() : texts(notifier.entries("credentials")),
                texts(notifier.entries("options")),
                notifier.items("tells").stream()
                        .map(topic -> Topic.valueOf(topic.text().toUpperCase(Locale.ROOT)))
                        .collect(toSet()));
    }

    private static Simulated simulated(Spot simulated) {
        return new Simulated(
                simulated.at("seed").map(seed -> seed.node().longValue()).orElse(1L),
                simulated
                        .at("fault-percent")
                        .map(percent -> percent.node().intValue())
                        .orElse(0));
    }

    private Map<String, String> texts(List<Spot> entries) {
        return entries.stream().collect(toMap(Spot::name, references::of));
    }
}
