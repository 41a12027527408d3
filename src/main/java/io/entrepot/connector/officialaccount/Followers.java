package io.entrepot.connector.officialaccount;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.kit.wechat.WechatCalls;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.QuotaExhausted;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which openid the account knows a follower by whose unionid is given. WeChat answers only the other way round, so all followers are
 * read, some at a time, and kept in memory. They are read anew when somebody is not among them, once an hour at most.
 */
final class Followers {

    /** The call that lists them. */
    static final String LIST = "followers";
    /** The call that describes some of them. */
    static final String USERS = "users";

    private static final int BATCH = 100;
    private static final int CALLS_IN_A_SITTING = 20;
    private static final Duration GO_ON = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** So seldom is a list of that many pages read, that the calls of a day last: 500 are allowed. */
    private static final Duration FOR_EACH_PAGE = Duration.ofMinutes(4);

    private final WechatCalls client;
    private final Clock clock;
    private Map<String, String> openIds = new HashMap<>();
    private Instant again = Instant.MIN;
    private boolean nameless;
    private @Nullable Reading reading;

    Followers(WechatCalls client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * The follower with that unionid; empty where nobody who follows has it.
     *
     * @throws QuotaExhausted when followers are still to be read: the next call goes on with that
     * @throws CallRefused when WeChat refuses to list them, or names no unionids
     * @throws IOException when none could be read now; the next call goes on from there
     */
    synchronized Optional<String> openId(String unionId, Sitting sitting) throws IOException {
        String known = openIds.get(unionId);
        if (known != null) {
            return Optional.of(known);
        }
        if (reading == null && clock.instant().isBefore(again)) {
            if (nameless) {
                throw new CallRefused(
                        OfficialAccountCodes.NO_UNIONIDS, "WeChat names no unionid of any follower", false);
            }
            return Optional.empty();
        }
        readOn(sitting);
        throw new QuotaExhausted(LIST, GO_ON);
    }

    private void readOn(Sitting sitting) throws IOException {
        Reading current = reading == null ? new Reading(openIds) : reading;
        reading = current;
        int done = 0;
        try {
            for (; done < CALLS_IN_A_SITTING && !current.isDone(); done++) {
                current.step(client, sitting);
            }
        } catch (CallRefused refused) {
            if (refused.code().equals(OfficialAccountCodes.UNKNOWN_USER)) {
                reading = null;
                throw new IOException("a follower has left while all were read; they are read anew", refused);
            }
            throw refused;
        } catch (QuotaExhausted tooMany) {
            throw tooMany;
        } catch (IOException unanswered) {
            if (done == 0) {
                throw unanswered;
            }
        }
        if (current.isDone()) {
            openIds = current.found;
            nameless = current.found.isEmpty() && !current.listed.isEmpty();
            Duration rest = FOR_EACH_PAGE.multipliedBy(current.pages);
            again = clock.instant().plus(rest.compareTo(HOUR) > 0 ? rest : HOUR);
            reading = null;
        }
    }

    /** One reading of all followers. Who was known before is not asked about again. */
    private static final class Reading {
        private final Map<String, String> unionIds = new HashMap<>();
        private final List<String> listed = new ArrayList<>();
        private final Map<String, String> found = new HashMap<>();
        private boolean wholeList;
        private String last = "";
        private int pages;
        private int described;

        Reading(Map<String, String> knownBefore) {
            knownBefore.forEach((unionId, openId) -> unionIds.put(openId, unionId));
        }

        boolean isDone() {
            return wholeList && described == listed.size();
        }

        void step(WechatCalls client, Sitting sitting) throws IOException {
            if (wholeList) {
                describe(client, sitting);
            } else {
                list(client, sitting);
            }
        }

        private void list(WechatCalls client, Sitting sitting) throws IOException {
            Map<String, String> after = last.isEmpty() ? Map.of() : Map.of("next_openid", last);
            Answer page = client.read(LIST, "cgi-bin/user/get", after, sitting);
            pages++;
            List<String> openIds =
                    page.units("count") == 0 ? List.of() : page.object("data").texts("openid");
            for (String openId : openIds) {
                String unionId = unionIds.get(openId);
                if (unionId == null && !openId.isBlank()) {
                    listed.add(openId);
                } else if (unionId != null) {
                    found.put(unionId, openId);
                }
            }
            last = page.textOr("next_openid", "");
            wholeList = openIds.isEmpty() || last.isEmpty();
        }

        private void describe(WechatCalls client, Sitting sitting) throws IOException {
            List<String> some = listed.subList(described, Math.min(described + BATCH, listed.size()));
            List<Map<String, String>> asked =
                    some.stream().map(openId -> Map.of("openid", openId)).toList();
            Answer answer = client.call(USERS, "cgi-bin/user/info/batchget", Map.of("user_list", asked), sitting);
            for (Answer user : answer.list("user_info_list")) {
                String unionId = user.textOr("unionid", "").strip();
                if (!unionId.isEmpty()) {
                    found.put(unionId, user.text("openid"));
                }
            }
            described += some.size();
        }
    }
}
