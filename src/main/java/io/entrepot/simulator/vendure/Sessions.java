package io.entrepot.simulator.vendure;

import graphql.schema.DataFetchingEnvironment;
import io.entrepot.simulator.WireRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is logged in. Guarded by the shop's lock. */
final class Sessions {

    private static final String BEARER = "Bearer ";

    private final Map<String, String> credentials;
    private final Set<String> tokens = new HashSet<>();
    private long begun;

    Sessions(Map<String, String> credentials) {
        this.credentials = credentials;
    }

    record CurrentUser(String id, String identifier) {}

    record InvalidCredentialsError(String errorCode, String message) {}

    /** A new session's token is left in the call's context. */
    Object login(DataFetchingEnvironment env) {
        boolean known = env.getArgument("username").equals(credentials.get("username"))
                && env.getArgument("password").equals(credentials.get("password"));
        if (!known) {
            return new InvalidCredentialsError("INVALID_CREDENTIALS_ERROR", "The provided credentials are invalid");
        }
        begun++;
        String token = "session-" + begun;
        tokens.add(token);
        env.getGraphQlContext().put(Sessions.class, token);
        return new CurrentUser("1", env.getArgument("username"));
    }

    /** The token that a request presents. */
    static Optional<String> token(WireRequest request) {
        String header = request.headers().getOrDefault("Authorization", "");
        return header.startsWith(BEARER) ? Optional.of(header.substring(BEARER.length())) : Optional.empty();
    }

    boolean isOpen(String token) {
        return tokens.contains(token);
    }

    void endAll() {
        tokens.clear();
    }
}
