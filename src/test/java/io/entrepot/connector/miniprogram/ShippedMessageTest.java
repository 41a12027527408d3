package io.entrepot.connector.miniprogram;

import static io.entrepot.connector.miniprogram.MiniprogramWorld.yto;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.model.Refusal;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.miniprogram.MiniprogramSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Buyers are told of a parcel once at most, and a message that fails harms no shipment. */
class ShippedMessageTest {

    private static final String NO = "2026-0001";
    private static final String TEMPLATE = "shipped-template=" + MiniprogramSimulator.TEMPLATE;
    private static final String FIELDS =
            "shipped-fields=character_string1=order, thing2=carrier, character_string3=number, time4=time";
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

    @Test
    void theBuyerIsToldOnceOfEachParcelAndOfNoCorrection() {
        ShipmentTarget parcels = world.parcels(TEMPLATE, FIELDS, "shipped-page=pages/order?no={order}");
        assertThat(world.shipPart(parcels, NO, "T-1")).isEqualTo(DONE);
        assertThat(world.simulator.said()).singleElement().satisfies(said -> {
            assertThat(said.openId()).isEqualTo(world.simulator.payment(NO).openId());
            assertThat(said.page()).isEqualTo("pages/order?no=2026-0001");
            assertThat(said.values())
                    .containsEntry("character_string1", NO)
                    .containsEntry("thing2", "YTO")
                    .containsEntry("character_string3", "T-1")
                    .containsEntry("time4", "2026年6月1日 20:00");
        });
        assertThat(world.shipPart(parcels, NO, "T-1")).isEqualTo(DONE);
        assertThat(world.shipPart(parcels, NO, "T-2", yto("T-1"))).isEqualTo(DONE);
        assertThat(world.calls("messages")).isEqualTo(1);
        assertThat(world.shipPart(parcels, NO, "T-3")).isEqualTo(DONE);
        assertThat(world.simulator.said()).hasSize(2);
    }

    @Test
    void withoutATemplateNobodyIsTold() {
        assertThat(world.ship(world.parcels(), NO, "T-1")).isEqualTo(DONE);
        assertThat(world.calls("messages")).isZero();
    }

    @Test
    void aBuyerWhoTakesNoMessagesAndATemplateOfOtherFieldsHarmNoShipment() {
        world.simulator.refusesMessages(NO);
        ShipmentTarget parcels = world.parcels(TEMPLATE, FIELDS);
        assertThat(world.ship(parcels, NO, "T-1")).isEqualTo(DONE);
        world.simulator.paid("2");
        ShipmentTarget others = world.parcels(TEMPLATE, "shipped-fields=thing9=order");
        assertThat(world.ship(others, "2", "T-1")).isEqualTo(DONE);
        assertThat(world.calls("messages")).isEqualTo(2);
        assertThat(world.simulator.said()).isEmpty();
        assertThat(world.ship(parcels, NO, "T-1")).isEqualTo(DONE);
        assertThat(world.calls("messages")).as("nobody is asked twice").isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_AFTER_COMMIT", "DROP_BEFORE_COMMIT", "TRUNCATED_BODY", "TOO_MANY_CALLS", "UNAVAILABLE"})
    void aMessageThatFailsIsNotSentAgain(Fault fault) {
        world.simulator.faults().next("messages", fault);
        ShipmentTarget parcels = world.parcels(TEMPLATE, FIELDS);
        assertThat(world.ship(parcels, NO, "T-1")).isEqualTo(DONE);
        assertThat(world.ship(parcels, NO, "T-1")).isEqualTo(DONE);
        assertThat(world.calls("messages")).isEqualTo(1);
    }

    /** Perhaps nothing was done: then it is told of when it is. */
    @Test
    void anUploadWithoutAnAnswerTellsNoBuyerUntilOneIsDone() {
        ShipmentTarget parcels = world.parcels(TEMPLATE, FIELDS);
        world.simulator.faults().nextWrite("parcels", Fault.DROP_BEFORE_COMMIT);
        assertThat(world.ship(parcels, NO, "T-1")).isInstanceOf(Outcome.Unknown.class);
        assertThat(world.simulator.said()).isEmpty();
        world.ship(parcels, NO, "T-1");
        assertThat(world.simulator.said()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shipped-template=x | shipped-page=p",
                "shipped-fields=thing1=order | shipped-page=p",
                "shipped-template=x | shipped-fields=thing1=price",
                "shipped-template=x | shipped-fields=thing1=order,thing1=time",
                "shipped-template=x | shipped-fields=thing 1=order",
                "carriers=SF | shipped-page=p",
                "consignor-contact=1891234**** | shipped-page=p"
            })
    void anOptionThatCannotBeUsedIsToldAtTheStart(String one, String other) {
        assertThatThrownBy(() -> world.parcels(one, other))
                .isInstanceOfSatisfying(
                        Refusal.class, it -> assertThat(it.code()).isEqualTo(MiniprogramCodes.WRONG_OPTION));
    }
}
