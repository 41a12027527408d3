package io.entrepot.connector.officialaccount;

import io.entrepot.channel.spi.NotifierSettings;
import io.entrepot.model.Refusal;
import java.util.List;
import java.util.stream.Stream;

/** The option {@code to}. */
final class Recipients {

    private static final String OPENID = "[A-Za-z0-9_-]{1,100}";

    private Recipients() {}

    /** Each once, in the order in which they are named. */
    static List<String> of(NotifierSettings settings) {
        List<String> openIds = Stream.of(settings.option("to").orElse("").split(","))
                .map(String::strip)
                .filter(openId -> !openId.isEmpty())
                .distinct()
                .toList();
        openIds.stream().filter(openId -> !openId.matches(OPENID)).findFirst().ifPresent(wrong -> {
            throw refused(settings, "has the recipient '" + wrong + "', which is no openid");
        });
        if (openIds.isEmpty()) {
            throw refused(settings, "names nobody who is told");
        }
        return openIds;
    }

    private static Refusal refused(NotifierSettings settings, String what) {
        return new Refusal(
                OfficialAccountCodes.WRONG_OPTION,
                "to",
                "notifier '" + settings.id() + "' " + what,
                "name the team's openids of this account under options, with commas between them");
    }
}
