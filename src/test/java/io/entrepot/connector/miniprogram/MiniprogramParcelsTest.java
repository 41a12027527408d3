package io.entrepot.connector.miniprogram;

import static io.entrepot.connector.miniprogram.MiniprogramWorld.yto;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.model.ErrorCode;
import io.entrepot.simulator.miniprogram.Payment;
import io.entrepot.simulator.miniprogram.Told;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat is told of, and what it is not. */
class MiniprogramParcelsTest {

    private static final String NO = "2026-0001_a*";
    private static final Outcome DONE = Outcome.Applied.SILENT;

    private final MiniprogramWorld world = new MiniprogramWorld();

    @BeforeEach
    void paid() {
        world.simulator.paid(NO);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Payment payment() {
        return world.simulator.payment(NO);
    }

    private static void rejected(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> {
            assertThat(it.code()).isEqualTo(code);
            assertThat(it.message()).startsWith(code.value());
        });
    }

    @Test
    void oneParcelShipsThePayment() {
        assertThat(world.ship(world.parcels(), NO, "T-1")).isEqualTo(DONE);
        assertThat(payment().state()).isEqualTo(2);
        assertThat(payment().mode()).isEqualTo(1);
        assertThat(payment().way()).isEqualTo(1);
        assertThat(payment().parcels()).singleElement().satisfies(told -> {
            assertThat(told.trackingNumber()).isEqualTo("T-1");
            assertThat(told.carrier()).isEqualTo("YTO");
            assertThat(told.goods()).isEqualTo("商城订单 " + NO);
            assertThat(told.uploadedAt()).isEqualTo(world.clock.instant());
        });
    }

    @Test
    void theSameParcelTwiceIsToldOnce() {
        ShipmentTarget parcels = world.parcels();
        world.ship(parcels, NO, "T-1");
        Payment before = payment();
        assertThat(world.ship(parcels, NO, "T-1")).isEqualTo(DONE);
        assertThat(payment()).isEqualTo(before);
        assertThat(world.calls("parcels")).isEqualTo(1);
    }

    @Test
    void aNumberIsCorrectedOnceAndNotTwice() {
        ShipmentTarget parcels = world.parcels();
        world.ship(parcels, NO, "T-1");
        assertThat(world.ship(parcels, NO, "T-2", yto("T-1"))).isEqualTo(DONE);
        assertThat(payment().parcels()).extracting(Told::trackingNumber).containsExactly("T-2");
        assertThat(payment().mode()).isEqualTo(1);
        rejected(world.ship(parcels, NO, "T-3", yto("T-1"), yto("T-2")), MiniprogramCodes.CHANGED_ALREADY);
        assertThat(world.calls("parcels")).isEqualTo(2);
        assertThat(payment().parcels()).extracting(Told::trackingNumber).containsExactly("T-2");
    }

    @Test
    void aSecondParcelIsToldBesideTheFirst() {
        ShipmentTarget parcels = world.parcels();
        world.ship(parcels, NO, "T-1");
        assertThat(world.ship(parcels, NO, "T-2")).isEqualTo(DONE);
        assertThat(payment().parcels()).extracting(Told::trackingNumber).containsExactly("T-1", "T-2");
        assertThat(payment().mode()).isEqualTo(2);
        assertThat(payment().finished()).isTrue();
        rejected(world.ship(parcels, NO, "T-3"), MiniprogramCodes.CHANGED_ALREADY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void severalParcelsAreAddedAndCorrectedAndAllIsSaidWithTheLast(boolean keeps) {
        world.simulator.keepsWhatIsNotNamed(keeps);
        ShipmentTarget parcels = world.parcels();
        for (String number : new String[] {"T-1", "T-2", "T-3", "T-2"}) {
            assertThat(world.shipPart(parcels, NO, number)).isEqualTo(DONE);
        }
        assertThat(payment().parcels()).extracting(Told::trackingNumber).containsExactly("T-1", "T-2", "T-3");
        assertThat(world.shipPart(parcels, NO, "T-9", yto("T-2"))).isEqualTo(DONE);
        assertThat(world.shipPart(parcels, NO, "T-9", yto("T-2"))).isEqualTo(DONE);
        assertThat(payment().parcels()).extracting(Told::trackingNumber).contains("T-1", "T-9", "T-3");
        assertThat(payment().finished()).isFalse();
        assertThat(payment().state()).isEqualTo(1);
        assertThat(world.calls("parcels")).isEqualTo(4);
        assertThat(world.ship(parcels, NO, "T-4")).isEqualTo(DONE);
        assertThat(payment().finished()).isTrue();
        assertThat(payment().parcels()).extracting(Told::trackingNumber).contains("T-1", "T-9", "T-3", "T-4");
    }

    @Test
    void whereAToldParcelTurnsOutToBeTheLastOnlyThatIsSaid() {
        ShipmentTarget parcels = world.parcels();
        world.shipPart(parcels, NO, "T-1");
        assertThat(payment().finished()).isFalse();
        assertThat(world.ship(parcels, NO, "T-1")).isEqualTo(DONE);
        assertThat(payment().finished()).isTrue();
        assertThat(payment().parcels()).extracting(Told::trackingNumber).containsExactly("T-1");
        assertThat(world.ship(parcels, NO, "T-1")).isEqualTo(DONE);
        assertThat(world.calls("parcels")).isEqualTo(2);
    }

    @Test
    void aSixteenthParcelIsNotSent() {
        ShipmentTarget parcels = world.parcels();
        IntStream.rangeClosed(1, 15)
                .forEach(i -> assertThat(world.shipPart(parcels, NO, "T-" + i)).isEqualTo(DONE));
        rejected(world.shipPart(parcels, NO, "T-16"), MiniprogramCodes.TOO_MANY);
        assertThat(payment().parcels()).hasSize(15);
    }

    @ParameterizedTest
    @CsvSource({"local, 2", "virtual, 3", "pick-up, 4"})
    void aParcelWithoutANumberIsWhatTheOptionSays(String option, int way) {
        ShipmentTarget parcels = world.parcels("without-number=" + option);
        assertThat(world.ship(parcels, NO, null)).isEqualTo(DONE);
        assertThat(world.ship(parcels, NO, null)).isEqualTo(DONE);
        assertThat(payment().way()).isEqualTo(way);
        assertThat(payment().finished()).isTrue();
        assertThat(world.calls("parcels")).isEqualTo(1);
        rejected(world.ship(parcels, NO, "T-1"), MiniprogramCodes.MIXED);
        assertThat(world.ship(parcels, NO, "T-1", yto(null))).isEqualTo(DONE);
        assertThat(payment().way()).isEqualTo(1);
        assertThat(payment().parcels()).extracting(Told::trackingNumber).containsExactly("T-1");
    }

    @Test
    void aParcelWithoutANumberIsNotGuessedAt() {
        rejected(world.ship(world.parcels(), NO, null), MiniprogramCodes.NO_NUMBER);
        world.ship(world.parcels(), NO, "T-1");
        rejected(world.ship(world.parcels("without-number=local"), NO, null), MiniprogramCodes.MIXED);
        assertThat(payment().parcels()).extracting(Told::trackingNumber).containsExactly("T-1");
    }

    @Test
    void aPaymentThatWeChatDoesNotHaveIsWaitedForAWhile() {
        ShipmentTarget parcels = world.parcels();
        ShipmentTarget.Parcel parcel = world.parcel("another", "YTO", "T-1");
        assertThat(parcels.ship(parcel)).isInstanceOfSatisfying(Outcome.NotDone.class, it -> assertThat(it.code())
                .isEqualTo(MiniprogramCodes.UNKNOWN_PAYMENT));
        world.clock.step(Duration.ofMinutes(10));
        rejected(parcels.ship(parcel), MiniprogramCodes.UNKNOWN_PAYMENT);
        assertThat(world.calls("parcels")).isZero();
    }

    @Test
    void whatIsRefundedOrReceivedIsNotShippedNorChanged() {
        ShipmentTarget parcels = world.parcels();
        world.simulator.refunded(NO);
        rejected(world.ship(parcels, NO, "T-1"), MiniprogramCodes.NOT_SHIPPABLE);
        world.simulator.paid("2");
        world.ship(parcels, "2", "T-1");
        world.simulator.received("2");
        assertThat(world.ship(parcels, "2", "T-1")).as("told before").isEqualTo(DONE);
        rejected(world.ship(parcels, "2", "T-2", yto("T-1")), MiniprogramCodes.NOT_SHIPPABLE);
        assertThat(world.calls("parcels")).isEqualTo(1);
    }

    @Test
    void aParcelOfShunfengNamesItsSenderWithAllButTheLastFourDigitsHidden() {
        rejected(world.parcels().ship(world.parcel(NO, "SF", "T-1")), MiniprogramCodes.NO_CONTACT);
        ShipmentTarget parcels = world.parcels("consignor-contact=021-12345678", "carriers=shunfeng=SF");
        assertThat(parcels.ship(world.parcel(NO, "shunfeng", "T-1"))).isEqualTo(DONE);
        assertThat(payment().parcels()).singleElement().satisfies(told -> {
            assertThat(told.carrier()).isEqualTo("SF");
            assertThat(told.consignor()).isEqualTo("***-****5678");
        });
        assertThat(parcels.ship(world.parcel(NO, "shunfeng", "T-1"))).isEqualTo(DONE);
        world.clock.step(Duration.ofSeconds(1));
        Label wrong = new Label("shunfeng", "T-1");
        assertThat(parcels.ship(world.parcel(NO, "YTO", "T-1", wrong))).isEqualTo(DONE);
        assertThat(payment().parcels()).extracting(Told::carrier).containsExactly("YTO");
        assertThat(world.calls("parcels")).isEqualTo(2);
    }

    @Test
    void whatIsInAParcelIsNoLongerThanWeChatTakes() {
        world.ship(world.parcels("item-desc=" + "杯子🍌".repeat(60)), NO, "T-1");
        String goods = payment().parcels().get(0).goods();
        assertThat(goods.codePointCount(0, goods.length())).isEqualTo(120);
    }

    /** WeChat takes nothing whose time is not newer than what it has. */
    @Test
    void aClockThatIsBehindStopsNoCorrection() {
        ShipmentTarget parcels = world.parcels();
        assertThat(parcels.ship(world.parcel(NO, "YTO", "T-1"))).isEqualTo(DONE);
        assertThat(parcels.ship(world.parcel(NO, "YTO", "T-2", yto("T-1")))).isEqualTo(DONE);
        assertThat(payment().parcels()).extracting(Told::trackingNumber).containsExactly("T-2");
    }
}
