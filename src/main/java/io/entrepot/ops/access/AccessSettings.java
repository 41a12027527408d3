package io.entrepot.ops.access;

import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the faces are protected.
 *
 * @param token whether the token is asked for only where others can reach us, or always (behind a proxy on this machine)
 * @param tokenFile holds the token's digest
 */
@ConfigurationProperties("entrepot.access")
record AccessSettings(
        @DefaultValue("auto") When token,
        @DefaultValue("data/api-token") Path tokenFile) {

    enum When {
        AUTO,
        ALWAYS
    }

    /** Whether a server bound to that address asks for the token; no address means that it is bound to all. */
    boolean asksForToken(@Nullable InetAddress boundTo) {
        return token == When.ALWAYS || boundTo == null || !boundTo.isLoopbackAddress();
    }
}
