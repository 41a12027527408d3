package io.entrepot.database;

import java.lang.reflect.Field;
import java.util.Set;
import org.h2.engine.SysProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What H2 does to the process it runs in, held within bounds. */
final class H2Process {

    private static final Logger LOG = LoggerFactory.getLogger(H2Process.class);
    private static final String BIND_ADDRESS = "h2.bindAddress";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private H2Process() {}

    /**
     * Makes H2's server for other processes listen on this machine only. H2 reads the setting once, when it is loaded.
     *
     * @param listens whether there will be a server for the database that is opened next
     * @throws io.entrepot.model.Refusal when it would listen elsewhere
     */
    static void listenOnLoopbackOnly(boolean listens) {
        if (System.getProperty(BIND_ADDRESS) == null) {
            System.setProperty(BIND_ADDRESS, "127.0.0.1");
        }
        String boundTo = String.valueOf(SysProperties.BIND_ADDRESS);
        if (listens && !LOOPBACK.contains(boundTo)) {
            throw DatabaseErrors.openToTheNetwork(boundTo);
        }
    }

    /**
     * Keeps H2 from closing its databases as soon as the process is asked to end, while work in hand still needs them. It
     * has a setting for that, and refuses it for a database that other processes may use. Nothing is lost without the
     * hook: what is committed is in the file.
     */
    static void leaveClosingToUs() {
        try {
            Field hook = Class.forName("org.h2.engine.OnExitDatabaseCloser").getDeclaredField("INSTANCE");
            hook.setAccessible(true);
            Runtime.getRuntime().removeShutdownHook((Thread) hook.get(null));
        } catch (ReflectiveOperationException e) {
            LOG.warn(
                    "This H2 closes its databases by itself when the process is asked to end: work in hand fails then",
                    e);
        } catch (IllegalStateException e) {
            LOG.debug("The process is ending already", e);
        }
    }
}
