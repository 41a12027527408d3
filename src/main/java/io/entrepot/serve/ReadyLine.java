package io.entrepot.serve;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** Says on the log, as the last line of a start, which address to open. */
@Component
final class ReadyLine implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyLine.class);
    private static final String THIS_MACHINE = "127.0.0.1";

    private final ServerProperties settings;

    ReadyLine(ServerProperties settings) {
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof ServletWebServerApplicationContext server
                && server.getWebServer() != null) {
            long millis = ManagementFactory.getRuntimeMXBean().getUptime();
            LOG.info(
                    "Entrepot is ready: open {} (started in {} s)",
                    address(server.getWebServer().getPort()),
                    String.format(Locale.ROOT, "%.1f", millis / 1000.0));
        }
    }

    private URI address(int port) {
        boolean secure = settings.getSsl() != null && settings.getSsl().isEnabled();
        String path = settings.getServlet().getContextPath();
        try {
            return new URI(
                    secure ? "https" : "http",
                    null,
                    host(settings.getAddress()),
                    port,
                    (path == null ? "" : path) + "/",
                    null,
                    null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bound to every interface it is reached here too. */
    private static String host(@Nullable InetAddress bound) {
        return bound == null || bound.isAnyLocalAddress() ? THIS_MACHINE : bound.getHostAddress();
    }
}
