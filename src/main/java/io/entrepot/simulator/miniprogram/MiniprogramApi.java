package io.entrepot.simulator.miniprogram;

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
import io.entrepot.simulator.wechat.AccessTokens;
import io.entrepot.simulator.wechat.WechatError;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** WeChat's server API for a mini-program. What goes wrong is said in the body, with status 200. */
final class MiniprogramApi implements StandIn {

    /** The simulated pushes are for this AppID. */
    static final String APP = "wx0123456789abcdef";

    static final String SECRET = "a-programs-secret-of-thirty-two-c";
    private static final String TOKEN = "cgi-bin/stable_token";
    private static final String PAYMENT = "wxa/sec/order/get_order";
    private static final String UPLOAD = "wxa/sec/order/upload_shipping_info";
    private static final String MESSAGE = "cgi-bin/message/subscribe/send";

    private final AccessTokens tokens;
    private final Payments payments;
    private final Messages messages;
    private final Limits limits;

    MiniprogramApi(AccessTokens tokens, Payments payments, Messages messages, Clock clock) {
        this.tokens = tokens;
        this.payments = payments;
        this.messages = messages;
        limits = new Limits(
                List.of(new Quota(Quota.ALL, 300, Duration.ofSeconds(30), 300)), Counting.FIXED_WINDOW, clock);
    }

    @Override
    public CallKind kindOf(WireRequest request) {
        return switch (path(request)) {
            case TOKEN -> new CallKind("token", CallShape.READ);
            case PAYMENT -> new CallKind("payments", CallShape.READ);
            case UPLOAD -> new CallKind("parcels", CallShape.WRITE);
            case MESSAGE -> new CallKind("messages", CallShape.WRITE);
            default -> new CallKind("", CallShape.READ);
        };
    }

    @Override
    public Optional<WireResponse> refuse(WireRequest request, CallKind kind) {
        if (!kind.operation().equals("token")) {
            String token = request.parameter("access_token").orElse("");
            if (token.isEmpty()) {
                return Optional.of(failed(new WechatError(41001, "access_token missing")));
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
            Sent given = body(request);
            return switch (path(request)) {
                case TOKEN -> answered(token(given));
                case PAYMENT -> {
                    ObjectNode answer = well();
                    answer.set("order", payments.shown(given));
                    yield answered(answer);
                }
                case UPLOAD -> {
                    payments.upload(given);
                    yield answered(well());
                }
                case MESSAGE -> {
                    messages.send(given);
                    yield answered(well());
                }
                default -> throw new WechatError(48001, "api unauthorized");
            };
        } catch (WechatError error) {
            return failed(error);
        }
    }

    private ObjectNode token(Sent given) {
        if (!given.textOr("grant_type", "").equals("client_credential")) {
            throw new WechatError(40002, "invalid grant_type");
        }
        if (!given.textOr("appid", "").equals(APP)) {
            throw new WechatError(40013, "invalid appid");
        }
        if (!given.textOr("secret", "").equals(SECRET)) {
            throw new WechatError(40125, "invalid appsecret");
        }
        AccessTokens.Given fresh = tokens.give(given.flag("force_refresh"));
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", fresh.token())
                .put("expires_in", fresh.life().toSeconds());
    }

    @Override
    public WireResponse tooManyCalls(Duration retryAfter) {
        return failed(new WechatError(45011, "api minute-quota reach limit, must slower"));
    }

    @Override
    public WireResponse expiredToken() {
        return failed(new WechatError(40001, "invalid credential, access_token is invalid or not latest"));
    }

    @Override
    public WireResponse unavailable() {
        return failed(new WechatError(-1, "system error"));
    }

    private static ObjectNode well() {
        return JsonNodeFactory.instance.objectNode().put("errcode", 0).put("errmsg", "ok");
    }

    private static WireResponse failed(WechatError error) {
        return answered(JsonNodeFactory.instance
                .objectNode()
                .put("errcode", error.code())
                .put("errmsg", error.getMessage()));
    }

    private static WireResponse answered(ObjectNode answer) {
        return WireResponse.json(200, answer.toString());
    }

    private static String path(WireRequest request) {
        return request.method().equals("POST") ? String.join("/", request.segments()) : "";
    }

    private static Sent body(WireRequest request) {
        if (request.body().isBlank()) {
            throw new WechatError(44002, "empty post data");
        }
        try {
            return Sent.read(request.body(), WechatError::arguments);
        } catch (JsonProcessingException e) {
            throw new WechatError(47001, "data format error");
        }
    }
}
