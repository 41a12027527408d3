package io.entrepot.connector.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.QuotaExhausted;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The administrator's session: all callers share one, and only one of them logs in while the others wait for it. */
final class Session {

    private final Transport transport;
    private final Credentials credentials;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable String token;

    Session(Transport transport, Credentials credentials) {
        this.transport = transport;
        this.credentials = credentials;
    }

    /** Who logs in. */
    record Credentials(String username, String password) {
        /** Names neither. */
        @Override
        public String toString() {
            return "credentials";
        }
    }

    /**
     * The token of the session, after a login where there is none.
     *
     * @throws CallRefused when the shop does not take the credentials
     * @throws QuotaExhausted when there is no quota for the login
     * @throws NotSent when the login failed otherwise: what it was needed for has not been sent
     */
    String token(Sitting sitting) throws IOException {
        lock.lock();
        try {
            if (token == null) {
                token = login(sitting);
            }
            return token;
        } catch (CallRefused | QuotaExhausted | NotSent known) {
            throw known;
        } catch (IOException unclear) {
            throw new NotSent(unclear);
        } finally {
            lock.unlock();
        }
    }

    /** The shop no longer knows this token; another that came meanwhile is kept. */
    void over(String stale) {
        lock.lock();
        try {
            if (stale.equals(token)) {
                token = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private String login(Sitting sitting) throws IOException {
        Transport.Reply reply = transport.send(Document.LOGIN, credentials, null, sitting);
        JsonNode login = GraphQlErrors.data(reply.answer()).path("login");
        if (!login.path("__typename").asText().equals("CurrentUser")) {
            throw new CallRefused(
                    VendureCodes.LOGIN_REFUSED,
                    "the shop does not log the administrator in ("
                            + login.path("errorCode").asText() + "): correct username and password",
                    false);
        }
        if (reply.authToken() == null || reply.authToken().isEmpty()) {
            throw new CallRefused(
                    VendureCodes.LOGIN_REFUSED,
                    "the shop gives no token after the login: it must allow 'bearer' in authOptions.tokenMethod",
                    false);
        }
        return reply.authToken();
    }
}
