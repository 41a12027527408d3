package io.entrepot.connector.pinduoduo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.model.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An access that ends by itself is told of before, and not used afterwards. */
class PinduoduoAccessTest {

    private static Instant open() {
        try (ShopWorld world = new ShopWorld()) {
            return world.clock.instant();
        }
    }

    @Test
    void theStorefrontTellsWhenItsAccessEnds() {
        try (ShopWorld world = new ShopWorld(Map.of("access-expires", "2027-01-31T16:00:00Z"));
                ShopWorld silent = new ShopWorld()) {
            assertThat(world.accessEnds()).contains(Instant.parse("2027-01-31T16:00:00Z"));
            assertThat(silent.accessEnds()).isEmpty();
        }
    }

    @Test
    void aTokenThatIsSaidToBeOverSendsNothing() throws IOException {
        Instant noon = open();
        try (ShopWorld world = new ShopWorld(
                Map.of("access-expires", noon.plus(Duration.ofSeconds(60)).toString()))) {
            world.listed(5);
            String no = world.bought(1);
            assertThat(world.orders().fetch(no).id()).isEqualTo(no);
            world.clock.step(Duration.ofSeconds(60));
            world.simulator.calls().clear();
            assertThatThrownBy(() -> world.orders().fetch(no))
                    .isInstanceOfSatisfying(
                            CallRefused.class, it -> assertThat(it.code()).isEqualTo(PinduoduoCodes.TOKEN_OVER));
            assertThat(world.simulator.calls().of("orders")).isEmpty();
        }
    }

    @Test
    void anEndThatIsNoInstantIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new ShopWorld(Map.of("access-expires", "next year")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("access-expires"));
    }
}
