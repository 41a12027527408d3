package io.entrepot.connector.officialaccount;

import static io.entrepot.connector.officialaccount.BuyersWorld.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.officialaccount.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each parcel is told to its buyer once, or a person is told that it may not have been. */
class BuyerMessagesTest {

    private static final String BUYER = "openid-1";

    private final BuyersWorld world = new BuyersWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTemplateMessageSaysWhatLeft() {
        world.account.follows(BUYER);

        assertThat(world.open().ship(world.parcel(BUYER, "SF123"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(world.account.said())
                .containsExactly(new Said(
                        BUYER,
                        "template",
                        "T-1",
                        "https://shop.example.com/orders?no=1001",
                        Map.of(
                                "character_string1", "1001",
                                "character_string2", "SF123",
                                "thing3", "顺丰速运",
                                "time4", "2026年6月1日 20:00",
                                "phrase5", "已发货")));
    }

    @Test
    void aSubscriptionNoticeUsesOneAgreementForEachParcel() {
        world.account.agrees(BUYER, 1);
        ShipmentTarget buyers = world.open("message", "subscription", "strangers", "attention");

        assertThat(buyers.ship(world.parcel(BUYER, "SF123"))).isEqualTo(Outcome.Applied.SILENT);
        rejected(buyers.ship(world.parcel(BUYER, "SF124")), OfficialAccountCodes.USER_REFUSES);
        assertThat(world.account.said()).extracting(Said::kind).containsExactly("subscription");
    }

    @Test
    void aMiniprogramsPageIsOpened() {
        world.account.follows(BUYER);

        world.open("mini-appid", "wx12", "mini-page", "pages/order?no={order}").ship(world.parcel(BUYER, "SF123"));
        assertThat(world.account.said()).extracting(Said::link).containsExactly("miniprogram wx12 pages/order?no=1001");
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_BEFORE_COMMIT", "DROP_AFTER_COMMIT", "TRUNCATED_BODY", "UNAVAILABLE"})
    void aTemplateMessageWithoutAnAnswerIsSentAgainAndSeenOnce(Fault fault) {
        world.account.follows(BUYER);
        ShipmentTarget buyers = world.open();
        world.account.faults().next("template", fault);

        assertThat(buyers.ship(world.parcel(BUYER, "SF123"))).isInstanceOf(Outcome.Unknown.class);
        world.clock.step(Duration.ofMinutes(7));
        assertThat(buyers.ship(world.again(BUYER, "SF123"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(world.account.said()).hasSize(1);
        assertThat(world.calls("template")).isEqualTo(2);
    }

    @Test
    void afterEightMinutesItIsNotSentAgain() {
        world.account.follows(BUYER);
        ShipmentTarget buyers = world.open();
        world.account.faults().next("template", Fault.DROP_BEFORE_COMMIT);
        world.account.faults().next("template", Fault.DROP_BEFORE_COMMIT);

        buyers.ship(world.parcel(BUYER, "SF123"));
        world.clock.step(Duration.ofMinutes(5));
        assertThat(buyers.ship(world.again(BUYER, "SF123"))).isInstanceOf(Outcome.Unknown.class);
        world.clock.step(Duration.ofMinutes(3));
        rejected(buyers.ship(world.again(BUYER, "SF123")), OfficialAccountCodes.MAYBE_TOLD);
        assertThat(world.calls("template")).isEqualTo(2);
        assertThat(world.account.said()).isEmpty();
    }

    @Test
    void whatAnotherProcessSentIsNotSentAgain() {
        world.account.follows(BUYER);
        world.account.faults().next("template", Fault.DROP_AFTER_COMMIT);
        world.open().ship(world.parcel(BUYER, "SF123"));

        rejected(world.open().ship(world.again(BUYER, "SF123")), OfficialAccountCodes.MAYBE_TOLD);
        assertThat(world.calls("template")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_BEFORE_COMMIT", "DROP_AFTER_COMMIT", "TRUNCATED_BODY", "UNAVAILABLE"})
    void aSubscriptionNoticeWithoutAnAnswerIsNeverSentAgain(Fault fault) {
        world.account.agrees(BUYER, 2);
        ShipmentTarget buyers = world.open("message", "subscription");
        world.account.faults().next("subscription", fault);

        assertThat(buyers.ship(world.parcel(BUYER, "SF123"))).isInstanceOf(Outcome.Unknown.class);
        rejected(buyers.ship(world.again(BUYER, "SF123")), OfficialAccountCodes.MAYBE_TOLD);
        assertThat(world.calls("subscription")).isEqualTo(1);
    }

    @Test
    void aCorrectedNumberIsToldAtOnce() {
        world.account.follows(BUYER);
        ShipmentTarget buyers = world.open();
        buyers.ship(world.parcel(BUYER, "SF123"));

        assertThat(buyers.ship(world.parcel(BUYER, "SF129", new Label("SF", "SF123"))))
                .isEqualTo(Outcome.Applied.SILENT);
        assertThat(world.account.said())
                .extracting(said -> said.fields().get("character_string2"))
                .containsExactly("SF123", "SF129");
    }

    @Test
    void whoCannotBeToldIsLeftInPeace() {
        strangers();
        ShipmentTarget buyers = world.open();

        assertThat(buyers.ship(world.parcel("gone", "SF123"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(buyers.ship(world.parcel("deaf", "SF123"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(buyers.ship(world.parcel("", "SF123"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(world.account.said()).isEmpty();
    }

    @Test
    void orAPersonIsTold() {
        strangers();
        ShipmentTarget buyers = world.open("strangers", "attention");

        rejected(buyers.ship(world.parcel("gone", "SF123")), OfficialAccountCodes.NOT_FOLLOWING);
        rejected(buyers.ship(world.parcel("deaf", "SF123")), OfficialAccountCodes.USER_REFUSES);
        rejected(buyers.ship(world.parcel("", "SF123")), OfficialAccountCodes.NO_BUYER);
        assertThat(world.account.said()).isEmpty();
    }

    private void strangers() {
        world.account.follows("gone");
        world.account.unfollows("gone");
        world.account.follows("deaf");
        world.account.refuses("deaf", true);
    }

    @Test
    void whatIsSetUpWronglyIsToldWhateverTheBuyer() {
        world.account.follows(BUYER);

        rejected(world.open().ship(world.parcel("another-accounts", "SF1")), OfficialAccountCodes.UNKNOWN_USER);
        rejected(
                world.open("template-id", "T-9").ship(world.parcel(BUYER, "SF1")),
                OfficialAccountCodes.UNKNOWN_TEMPLATE);
        rejected(world.open("fixed-fields", "").ship(world.parcel(BUYER, "SF1")), OfficialAccountCodes.WRONG_FIELDS);
    }

    @Test
    void whatSurelyWasNotSentIsSentLater() {
        world.account.follows(BUYER);
        ShipmentTarget buyers = world.open();
        buyers.ship(world.parcel(BUYER, "SF123"));
        world.account.somebodyRefreshesTheToken();
        world.account.faults().next("template", Fault.TOO_MANY_CALLS);

        assertThat(buyers.ship(world.parcel(BUYER, "SF124")))
                .isInstanceOfSatisfying(
                        Outcome.NotDone.class, it -> assertThat(it.code()).isEqualTo(OfficialAccountCodes.TOKEN_OVER));
        assertThat(buyers.ship(world.parcel(BUYER, "SF124"))).isEqualTo(new Outcome.Throttled(Duration.ofMinutes(30)));
        world.clock.step(Duration.ofMinutes(31));
        assertThat(buyers.ship(world.parcel(BUYER, "SF124"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(world.account.said()).hasSize(2);
    }

    @Test
    void nothingIsSentWithoutAToken() {
        world.account.follows(BUYER);
        world.account.faults().next("token", Fault.DROP_AFTER_COMMIT);

        assertThat(world.open("message", "subscription").ship(world.parcel(BUYER, "SF123")))
                .isInstanceOf(Outcome.NotDone.class);
    }

    @ParameterizedTest
    @CsvSource({
        "43117, NotDone, ENT-3815",
        "43004, Applied, ''",
        "48001, Rejected, ENT-3805",
        "40164, Rejected, ENT-3804",
        "45011, Throttled, PT1M",
        "99999, Rejected, ENT-3806",
        "-1, Unknown, WeChat answered"
    })
    void eachAnswerIsWhatItSays(int code, String outcome, String says) throws IOException {
        try (MockWebServer canned = new MockWebServer()) {
            canned.enqueue(answer("{\"access_token\":\"t\",\"expires_in\":7200}"));
            canned.enqueue(answer("{\"errcode\":" + code + ",\"errmsg\":\"said\"}"));
            canned.start(InetAddress.getLoopbackAddress(), 0);

            Outcome got = world.open(canned.url("/").uri()).ship(world.parcel(BUYER, "SF123"));
            assertThat(got.getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(got.toString()).contains(says);
        }
    }

    private static MockResponse answer(String body) {
        return new MockResponse.Builder().code(200).body(body).build();
    }
}
