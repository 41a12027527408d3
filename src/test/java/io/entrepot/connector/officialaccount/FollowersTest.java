package io.entrepot.connector.officialaccount;

import static io.entrepot.connector.officialaccount.BuyersWorld.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.officialaccount.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Buyers are found among the followers by their unionid. */
class FollowersTest {

    private static final Outcome GOES_ON = new Outcome.Throttled(Duration.ofSeconds(1));

    private final BuyersWorld world = new BuyersWorld();
    private final ShipmentTarget buyers = world.open("buyers", "unionid");

    @AfterEach
    void close() {
        world.close();
    }

    private void followers(int count) {
        IntStream.range(0, count).forEach(i -> world.account.follows("o-" + i, "u-" + i));
    }

    private Outcome tell(String unionId) {
        return buyers.ship(world.parcel(unionId, "SF123"));
    }

    @Test
    void allPagesAreReadBeforeAnybodyIsTold() {
        followers(5);
        world.account.pagesOf(2);

        assertThat(tell("u-4")).isEqualTo(GOES_ON);
        assertThat(world.calls("followers")).isEqualTo(4);
        assertThat(tell("u-4")).isEqualTo(Outcome.Applied.SILENT);
        assertThat(tell("u-0")).isEqualTo(Outcome.Applied.SILENT);
        assertThat(world.account.said()).extracting(Said::openId).containsExactly("o-4", "o-0");
        assertThat(world.calls("users")).isEqualTo(1);
    }

    @Test
    void manyAreReadSomeAtATime() {
        followers(2_500);

        assertThat(tell("u-2499")).isEqualTo(GOES_ON);
        assertThat(world.calls("users") + world.calls("followers")).isEqualTo(20);
        assertThat(tell("u-2499")).isEqualTo(GOES_ON);
        assertThat(tell("u-2499")).isEqualTo(Outcome.Applied.SILENT);
        assertThat(world.calls("users")).isEqualTo(25);
    }

    @Test
    void whoFollowsLaterIsFoundWithinAnHourAndNobodyElseIsAskedAbout() {
        followers(3);
        tell("u-0");
        assertThat(tell("u-new")).isEqualTo(Outcome.Applied.SILENT);
        world.account.follows("o-new", "u-new");
        world.clock.step(Duration.ofMinutes(59));
        assertThat(tell("u-new")).isEqualTo(Outcome.Applied.SILENT);
        assertThat(world.account.said()).isEmpty();
        assertThat(world.calls("followers")).isEqualTo(2);

        List<String> asked = new ArrayList<>();
        world.account.calls().watch((request, nanos) -> {
            if (request.target().contains("batchget")) {
                asked.add(request.body());
            }
        });
        world.clock.step(Duration.ofMinutes(2));
        assertThat(tell("u-new")).isEqualTo(GOES_ON);
        assertThat(tell("u-new")).isEqualTo(Outcome.Applied.SILENT);
        assertThat(world.account.said()).extracting(Said::openId).containsExactly("o-new");
        assertThat(asked).containsExactly("{\"user_list\":[{\"openid\":\"o-new\"}]}");
    }

    @Test
    void whoLeftIsAStranger() {
        followers(2);
        tell("u-0");
        world.account.unfollows("o-0");
        ShipmentTarget strict = world.open("buyers", "unionid", "strangers", "attention");
        strict.ship(world.parcel("u-1", "SF1"));

        assertThat(tell("u-0")).isEqualTo(Outcome.Applied.SILENT);
        rejected(strict.ship(world.parcel("u-0", "SF1")), OfficialAccountCodes.NOT_FOLLOWING);
        assertThat(world.account.said()).isEmpty();
    }

    @Test
    void anAccountWithoutUnionidsIsToldOf() {
        world.account.follows("o-1");
        tell("u-1");

        rejected(tell("u-1"), OfficialAccountCodes.NO_UNIONIDS);
    }

    @Test
    void aLostAnswerIsNoDoubtAndTheReadingGoesOn() {
        followers(150);
        world.account.faults().next("followers", Fault.DROP_AFTER_COMMIT);
        world.account.faults().next("users", Fault.DROP_AFTER_COMMIT);

        assertThat(tell("u-149")).isInstanceOfSatisfying(Outcome.NotDone.class, it -> assertThat(it.code())
                .isEqualTo(OfficialAccountCodes.UNREACHABLE));
        assertThat(tell("u-149"))
                .as("something was read before the answer was lost")
                .isEqualTo(GOES_ON);
        assertThat(tell("u-149")).isEqualTo(GOES_ON);
        assertThat(tell("u-149")).isEqualTo(Outcome.Applied.SILENT);
        assertThat(world.calls("followers")).isEqualTo(3);
        assertThat(world.calls("users")).isEqualTo(3);
    }

    @Test
    void whenTheLastOfAPageLeavesAllAreReadAnew() {
        followers(3);
        world.account.pagesOf(1);
        // Who ended the first page leaves before the second is asked for.
        world.account.calls().watch((request, nanos) -> {
            if (request.target().contains("next_openid=o-0")) {
                world.account.unfollows("o-0");
            }
        });

        assertThat(tell("u-2")).isInstanceOf(Outcome.NotDone.class);
        assertThat(tell("u-2")).isEqualTo(GOES_ON);
        assertThat(tell("u-2")).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void tooManyQuestionsWait() {
        followers(1);
        world.account.faults().next("followers", Fault.TOO_MANY_CALLS);

        assertThat(tell("u-0")).isEqualTo(new Outcome.Throttled(Duration.ofMinutes(30)));
    }
}
