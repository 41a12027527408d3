package io.entrepot.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2AddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:file:./data/entrepot", "jdbc:h2:./data/entrepot"})
    void makesAFileDurableSmallProofAgainstInterruptsAndShared(String url) {
        assertThat(new H2Address(url).completed())
                .isEqualTo(
                        "jdbc:h2:async:./data/entrepot;LOCK_TIMEOUT=5000;OPTIMIZE_REUSE_RESULTS=FALSE;QUERY_CACHE_SIZE=256"
                                + ";WRITE_DELAY=0;RETENTION_TIME=1000;AUTO_SERVER=TRUE");
    }

    @Test
    void leavesWhatIsSaid() {
        assertThat(new H2Address("jdbc:h2:split:nio:/d/e;write_delay=500;LOCK_TIMEOUT=1;AUTO_SERVER=FALSE").completed())
                .isEqualTo("jdbc:h2:split:nio:/d/e;write_delay=500;LOCK_TIMEOUT=1;AUTO_SERVER=FALSE"
                        + ";OPTIMIZE_REUSE_RESULTS=FALSE;QUERY_CACHE_SIZE=256;RETENTION_TIME=1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:C:/data/entrepot", "jdbc:h2:file:C:/data/entrepot"})
    void takesADiskForAFile(String url) {
        H2Address address = new H2Address(url);
        assertThat(address.isFile()).isTrue();
        assertThat(address.completed()).startsWith("jdbc:h2:async:C:/data/entrepot;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:test", "jdbc:h2:tcp://localhost/~/entrepot", "jdbc:h2:ssl://localhost/e"})
    void leavesAloneWhatIsNoFile(String url) {
        H2Address address = new H2Address(url);
        assertThat(address.isFile()).isFalse();
        assertThat(address.completed())
                .isEqualTo(url + ";LOCK_TIMEOUT=5000;OPTIMIZE_REUSE_RESULTS=FALSE;QUERY_CACHE_SIZE=256");
    }

    @Test
    void doesNotShareWhatCannotBeShared() {
        assertThat(new H2Address("jdbc:h2:./e;DB_CLOSE_ON_EXIT=FALSE").isShared())
                .isFalse();
        assertThat(new H2Address("jdbc:h2:./e").isShared()).isTrue();
    }
}
