package io.entrepot.connector.wecom;

import io.entrepot.channel.spi.Notice;
import io.entrepot.channel.spi.Notifier;
import io.entrepot.channel.spi.Outcome;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Speaks in one group, in plain text: that is what all of WeCom's and WeChat's clients show.
 *
 * @param usual goes with each notice that has no link of its own
 */
record GroupNotifier(GroupRobot robot, Optional<URI> usual) implements Notifier {

    @Override
    public List<String> team() {
        return List.of(HERE);
    }

    /** The link stands before the text, because what is too long is cut at its end. */
    @Override
    public Outcome tell(String to, Notice notice) {
        String link = Optional.ofNullable(notice.link())
                .or(this::usual)
                .map(address -> "\n" + address)
                .orElse("");
        return robot.send(notice.title() + link + "\n" + notice.text());
    }
}
