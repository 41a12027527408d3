package io.entrepot.database;

import static io.entrepot.database.schema.Tables.CHANGE_LOG;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.h2.Driver;
import org.h2.tools.Shell;
import org.junit.jupiter.api.Test;

/** The embedded database's file, used by two processes. */
class TwoProcessesTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TestOnEachDatabase(DatabaseKind.H2_FILE)
    void hearsOfAnotherProcessThatHasNothingButH2(TestDatabase on) throws Exception {
        new TestStore(on.database());
        on.database().queries().deleteFrom(CHANGE_LOG).execute();
        try (ChangeSignal signal = on.open().watchChanges(NEVER)) {
            assertThat(signal.await(LONG)).as("raised at first").isTrue();
            try (ChildJvm shell = ChildJvm.run(
                    h2Alone(),
                    Shell.class.getName(),
                    "-url",
                    on.url(),
                    "-user",
                    on.user(),
                    "-password",
                    on.password(),
                    "-sql",
                    "update stock_level set on_hand = 3")) {
                assertThat(shell.remainingLines()).anyMatch(line -> line.startsWith("(Update count: 1"));
            }
            assertThat(signal.await(LONG)).as("raised by the other process").isTrue();
        }
        assertThat(on.database().queries().fetchValues(CHANGE_LOG.QUANTITY_CHANGE))
                .containsExactly(-7L);
    }

    @Test
    void hearsOfAProcessThatHadTheFileFirst() throws Exception {
        DatabaseSettings settings = DatabaseKind.H2_FILE.servers().createEmpty();
        try (ChildJvm first = ChildJvm.run(Holding.class, settings.url())) {
            assertThat(first.line()).isEqualTo("open");
            try (OpenDatabase open = OpenDatabase.open(settings);
                    ChangeSignal signal = open.watchChanges(NEVER)) {
                assertThat(signal.await(LONG)).as("raised at first").isTrue();
                open.database().queries().deleteFrom(CHANGE_LOG).execute();
                open.database()
                        .queries()
                        .update(STOCK_LEVEL)
                        .set(STOCK_LEVEL.ON_HAND, 3L)
                        .execute();
                do {
                    assertThat(signal.await(LONG)).as("raised by the change").isTrue();
                } while (open.database().queries().fetchCount(CHANGE_LOG) == 0);
            }
        }
    }

    @TestOnEachDatabase(DatabaseKind.H2_FILE)
    void isServedToThisMachineOnly(TestDatabase on) throws IOException {
        int port = serverPort(on);
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        for (NetworkInterface network : NetworkInterface.networkInterfaces()
                .filter(each -> !isLoopback(each))
                .toList()) {
            for (InetAddress outside : network.inetAddresses().toList()) {
                assertThatThrownBy(() -> new Socket(outside, port).close())
                        .as("%s at %s", outside, network.getName())
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private static boolean isLoopback(NetworkInterface network) {
        try {
            return network.isLoopback();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int serverPort(TestDatabase on) throws IOException {
        Path file = Path.of(on.url().replaceFirst("jdbc:h2:file:", "").replaceFirst(";.*", "") + ".lock.db");
        Properties lock = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            lock.load(in);
        }
        return Integer.parseInt(lock.getProperty("server").replaceFirst(".*:", ""));
    }

    private static String h2Alone() throws Exception {
        return Path.of(Driver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    /** Has the file open before anybody else. */
    static final class Holding {

        public static void main(String... arguments) throws InterruptedException {
            OpenDatabase open = OpenDatabase.open(new DatabaseSettings(arguments[0], "sa", ""));
            new TestStore(open.database());
            System.out.println("open");
            Thread.currentThread().join();
        }
    }
}
