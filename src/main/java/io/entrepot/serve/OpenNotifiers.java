package io.entrepot.serve;

import io.entrepot.channel.Notifiers;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Notifier;
import io.entrepot.channel.spi.NotifierSettings;
import io.entrepot.config.NotifierConfig;
import io.entrepot.config.NotifierConfig.Topic;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Simulator;
import io.entrepot.sync.announce.AnnouncementBook;
import io.entrepot.sync.announce.Announcer;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Opens declared notifiers, and in place of a simulated one its stand-in in this process. */
record OpenNotifiers(Notifiers kinds, HttpRuntimes runtimes, SimulatedNotifiers simulated) {

    /** Those that tell of the attention list. */
    List<Announcer> announcers(List<NotifierConfig> declared, AnnouncementBook book, Clock clock) {
        return declared.stream()
                .filter(each -> each.tells().contains(Topic.ATTENTION))
                .map(each -> new Announcer(each.id(), open(each), book, clock))
                .toList();
    }

    private Notifier open(NotifierConfig config) {
        Optional<Simulator> standIn = simulated.of(config.id());
        URI baseUrl = standIn.map(Simulator::baseUrl).orElse(config.baseUrl());
        Map<String, String> credentials = standIn.map(Simulator::credentials).orElse(config.credentials());
        NotifierSettings settings =
                new NotifierSettings(config.id(), Objects.requireNonNull(baseUrl), credentials, config.options());
        // Calls are counted, and tokens kept, by an account's name: no storefront has a notifier's.
        return kinds.find(config.channel())
                .open(settings, runtimes.of(new StorefrontId(config.id()), Urgency.ORDINARY));
    }
}
