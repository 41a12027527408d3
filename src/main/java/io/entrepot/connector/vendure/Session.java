package io.entrepot.connector.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.AccessTokens;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.QuotaExhausted;
import java.io.IOException;

/** The administrator's session, which all callers in all processes share. */
record Session(Transport transport, Credentials credentials, AccessTokens tokens) {

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
        return tokens.get(
                transport.address() + " " + credentials.username(), () -> new AccessTokens.Grant(login(sitting), null));
    }

    /** The shop no longer knows this token; another that came meanwhile is kept. */
    void over(String stale) throws NotSent {
        tokens.refused(stale);
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
