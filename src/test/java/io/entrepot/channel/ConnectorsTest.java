package io.entrepot.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.connector.mall.MallConnector;
import io.entrepot.model.Refusal;
import io.entrepot.simulator.Simulators;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectorsTest {

    private final Connectors connectors = Connectors.installed();

    @Test
    void findsAnInstalledConnector() {
        ChannelConnector mall = connectors.find("mall");
        assertThat(mall).isInstanceOf(MallConnector.class);
        assertThat(connectors.descriptors())
                .extracting(ChannelDescriptor::id)
                .contains("mall")
                .isSorted();
    }

    @Test
    void refusesAnUnknownChannelAndNamesThoseThereAre() {
        assertThatThrownBy(() -> connectors.find("mal")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal).hasMessageContaining("'mal'");
            assertThat(refusal.remedy()).contains("mall");
            assertThat(refusal.code()).hasToString("ENT-3001");
        });
    }

    @Test
    void refusesTwoConnectorsOfOneChannel() {
        assertThatThrownBy(() -> new Connectors(List.of(new MallConnector(), new MallConnector())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mall");
    }

    @Test
    void everyConnectorHasASimulator() {
        assertThat(connectors.descriptors())
                .allSatisfy(channel -> assertThat(Simulators.of(channel.id())).isPresent());
    }
}
