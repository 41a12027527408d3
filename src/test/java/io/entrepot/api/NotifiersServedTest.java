package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.model.ErrorCode;
import io.entrepot.serve.SimulatedNotifiers;
import io.entrepot.simulator.officialaccount.OfficialAccountSimulator;
import io.entrepot.simulator.officialaccount.Said;
import io.entrepot.simulator.wecom.WecomSimulator;
import io.entrepot.store.attention.Attention;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A whole server that tells a group and two followers of an account. */
class NotifiersServedTest {

    private static final String NOTIFIERS = """
            notifiers:
              - id: group
                channel: wecom-robot
                simulated: {}
                tells: [attention]
              - id: followers
                channel: wechat-official-account
                simulated: {seed: 3}
                options: {template-id: T-1, to: "o-1,o-2", title-field: thing1, text-field: thing2, time-field: time3}
                tells: [attention]
            """;

    @Test
    void tellsOfWhatOpens() {
        try (RunningServer server = RunningServer.configured(NOTIFIERS)) {
            SimulatedNotifiers notifiers = server.bean(SimulatedNotifiers.class);
            WecomSimulator group = (WecomSimulator) notifiers.of("group").orElseThrow();
            OfficialAccountSimulator account =
                    (OfficialAccountSimulator) notifiers.of("followers").orElseThrow();
            server.bean(Attention.class).raise("sku/tea-1", null, new ErrorCode("ENT-4301"), "more is promised");

            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
                assertThat(group.said()).singleElement().satisfies(said -> assertThat(said)
                        .contains("sku/tea-1: more is promised"));
                assertThat(account.said()).extracting(Said::openId).containsExactlyInAnyOrder("o-1", "o-2");
            });
        }
    }
}
