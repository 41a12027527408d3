package io.entrepot.simulator.officialaccount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.channel.spi.Quota;
import io.entrepot.simulator.CallShape;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.StandIn;
import io.entrepot.simulator.WireRequest;
import io.entrepot.simulator.WireResponse;
import io.entrepot.simulator.shop.Counting;
import io.entrepot.simulator.shop.Limits;
import io.entrepot.simulator.shop.Sent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The account's server API. What goes wrong is said in the body, with status 200. */
final class AccountApi implements StandIn {

    static final String APP = "wx0fedcba987654321";
    static final String SECRET = "an-account-secret-of-thirty-two-c";

    private static final String TOKEN = "cgi-bin/stable_token";
    private static final String TEMPLATE = "cgi-bin/message/template/send";
    private static final String SUBSCRIPTION = "cgi-bin/message/subscribe/bizsend";
    private static final String FOLLOWERS = "cgi-bin/user/get";
    private static final String DESCRIBED = "cgi-bin/user/info/batchget";

    private final Tokens tokens;
    private final Messages messages;
    private final UserCalls users;
    private final Limits limits;

    AccountApi(Tokens tokens, Messages messages, UserCalls users, Clock clock) {
        this.tokens = tokens;
        this.messages = messages;
        this.users = users;
        limits = new Limits(
                List.of(
                        new Quota("template", 100_000, Duration.ofDays(1), 100_000),
                        new Quota("followers", 500, Duration.ofDays(1), 500)),
                Counting.FIXED_WINDOW,
                clock);
    }

    @Override
    public CallKind kindOf(WireRequest request) {
        return switch (path(request)) {
            case TOKEN -> new CallKind("token", CallShape.READ);
            case TEMPLATE -> new CallKind("template", CallShape.WRITE);
            case SUBSCRIPTION -> new CallKind("subscription", CallShape.WRITE);
            case FOLLOWERS -> new CallKind("followers", CallShape.READ);
            case DESCRIBED -> new CallKind("users", CallShape.READ);
            default -> new CallKind("", CallShape.READ);
        };
    }

    @Override
    public Optional<WireResponse> refuse(WireRequest request, CallKind kind) {
        if (!kind.operation().equals("token")) {
            String token = request.parameter("access_token").orElse("");
            if (token.isEmpty()) {
                return Optional.of(failed(new AccountError(41001, "access_token missing")));
            }
            if (!tokens.holds(token)) {
                return Optional.of(expiredToken());
            }
        }
        return limits.refused(kind.operation()).map(this::tooManyCalls);
    }

    @Override
    public WireResponse answer(WireRequest request, Optional<Fault> fault) {
        try {
            if (path(request).equals(FOLLOWERS)) {
                return answered(users.list(request.parameter("next_openid").orElse("")));
            }
            Sent given = body(request);
            return switch (path(request)) {
                case DESCRIBED -> answered(users.describe(given));
                case TOKEN -> answered(token(given));
                case TEMPLATE -> answered(said().put("msgid", messages.template(given)));
                case SUBSCRIPTION -> {
                    messages.subscription(given);
                    yield answered(said());
                }
                default -> throw new AccountError(48001, "api unauthorized");
            };
        } catch (AccountError error) {
            return failed(error);
        }
    }

    private ObjectNode token(Sent given) {
        if (!given.textOr("grant_type", "").equals("client_credential")) {
            throw new AccountError(40002, "invalid grant_type");
        }
        if (!given.textOr("appid", "").equals(APP)) {
            throw new AccountError(40013, "invalid appid");
        }
        if (!given.textOr("secret", "").equals(SECRET)) {
            throw new AccountError(40125, "invalid appsecret");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", tokens.give(given.flag("force_refresh")))
                .put("expires_in", tokens.seconds());
    }

    @Override
    public WireResponse tooManyCalls(Duration retryAfter) {
        return failed(new AccountError(45009, "reach max api daily quota limit"));
    }

    @Override
    public WireResponse expiredToken() {
        return failed(new AccountError(40001, "invalid credential, access_token is invalid or not latest"));
    }

    @Override
    public WireResponse unavailable() {
        return failed(new AccountError(-1, "system error"));
    }

    private static ObjectNode said() {
        return JsonNodeFactory.instance.objectNode().put("errcode", 0).put("errmsg", "ok");
    }

    private static WireResponse failed(AccountError error) {
        return answered(JsonNodeFactory.instance
                .objectNode()
                .put("errcode", error.code())
                .put("errmsg", error.getMessage()));
    }

    private static WireResponse answered(ObjectNode answer) {
        return WireResponse.json(200, answer.toString());
    }

    private static String path(WireRequest request) {
        String path = String.join("/", request.segments());
        String method = path.equals(FOLLOWERS) ? "GET" : "POST";
        return request.method().equals(method) ? path : "";
    }

    private static Sent body(WireRequest request) {
        if (request.body().isBlank()) {
            throw new AccountError(44002, "empty post data");
        }
        try {
            return Sent.read(request.body(), AccountError::arguments);
        } catch (JsonProcessingException e) {
            throw new AccountError(47001, "data format error");
        }
    }
}
