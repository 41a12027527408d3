package io.entrepot.simulator.vendure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import io.entrepot.simulator.CallShape;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.FaultTimes;
import io.entrepot.simulator.StandIn;
import io.entrepot.simulator.WireRequest;
import io.entrepot.simulator.WireResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The admin API over HTTP, as Vendure answers it: errors stand in answers with status 200, except those of the document. */
final class VendureApi implements StandIn {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Shop shop;
    private final Sessions sessions;
    private final String clockHeader;
    private final Clock clock;
    private final GraphQL graphQl;
    private final Spoiling spoiling;

    /**
     * @param clockHeader is sent with the shop's clock; empty for none (the server's own Date is then real time)
     */
    VendureApi(Shop shop, Sessions sessions, String clockHeader, Clock clock) {
        this.shop = shop;
        this.sessions = sessions;
        this.clockHeader = clockHeader;
        this.clock = clock;
        this.spoiling = new Spoiling(shop.orders);
        Mutations mutations = new Mutations(
                shop.catalogue,
                new VariantWrites(shop.catalogue, shop.currency),
                new Parcels(shop.fulfilments),
                new Cancellations(shop.orders),
                sessions);
        graphQl = AdminSchema.of(new Queries(shop), mutations);
    }

    @Override
    public CallKind kindOf(WireRequest request) {
        return SentDocument.read(request).map(this::kindOf).orElse(new CallKind("", CallShape.READ));
    }

    private CallKind kindOf(SentDocument sent) {
        boolean listsAny = sent.isOrderList()
                && !shop.atomically(() -> tree(run(sent, Optional.empty())))
                        .at("/data/orders/items")
                        .isEmpty();
        return new CallKind(sent.operation(), listsAny ? CallShape.ORDER_PAGE : sent.shape());
    }

    @Override
    public Optional<WireResponse> refuse(WireRequest request, CallKind kind) {
        Optional<String> token = Sessions.token(request);
        boolean login = SentDocument.read(request).map(SentDocument::isLogin).orElse(false);
        boolean known =
                token.map(it -> shop.atomically(() -> sessions.isOpen(it))).orElse(false);
        if (login || known || kind.operation().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(token.isPresent() ? expiredToken() : forbidden());
    }

    @Override
    public WireResponse expiredToken() {
        return forbidden().with("vendure-auth-token", "");
    }

    private WireResponse forbidden() {
        return failed(200, "FORBIDDEN", "You are not currently authorized to perform this action");
    }

    @Override
    public WireResponse answer(WireRequest request, Optional<Fault> fault) {
        Optional<SentDocument> sent = SentDocument.read(request);
        return sent.isPresent()
                ? shop.atomically(() -> answer(sent.get(), fault))
                : failed(400, "GRAPHQL_PARSE_FAILED", "no GraphQL request to the admin API");
    }

    @Override
    public WireResponse tooManyCalls(Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return new WireResponse(429, Map.of("Retry-After", String.valueOf(seconds)), "Too Many Requests");
    }

    @Override
    public WireResponse unavailable() {
        return new WireResponse(503, Map.of(), "Service Unavailable");
    }

    private WireResponse answer(SentDocument sent, Optional<Fault> fault) {
        Map<Object, Object> context = new HashMap<>();
        fault.ifPresent(it -> context.put(Fault.class, it));
        ExecutionInput input = input(sent, context);
        ExecutionResult result = graphQl.execute(input);
        if (isOfTheDocument(result)) {
            return failed(
                    400, "GRAPHQL_VALIDATION_FAILED", result.getErrors().get(0).getMessage());
        }
        ObjectNode answer = tree(result);
        fault.ifPresent(it -> spoiling.spoil(answer, it));
        boolean skewed = fault.equals(Optional.of(Fault.CLOCK_SKEW));
        WireResponse response =
                dated(WireResponse.json(200, answer.toString()), skewed ? FaultTimes.DEFAULT.skew() : Duration.ZERO);
        String token = input.getGraphQLContext().get(Sessions.class);
        return token == null ? response : response.with("vendure-auth-token", token);
    }

    private ExecutionResult run(SentDocument sent, Optional<Fault> fault) {
        Map<Object, Object> context = new HashMap<>();
        fault.ifPresent(it -> context.put(Fault.class, it));
        return graphQl.execute(input(sent, context));
    }

    private static ExecutionInput input(SentDocument sent, Map<Object, Object> context) {
        return ExecutionInput.newExecutionInput(sent.query())
                .variables(sent.variableMap())
                .graphQLContext(context)
                .build();
    }

    private static boolean isOfTheDocument(ExecutionResult result) {
        return !result.isDataPresent()
                && result.getErrors().stream()
                        .anyMatch(error -> error.getErrorType() == ErrorType.ValidationError
                                || error.getErrorType() == ErrorType.InvalidSyntax);
    }

    private static ObjectNode tree(ExecutionResult result) {
        return JSON.valueToTree(result.toSpecification());
    }

    private WireResponse failed(int status, String code, String message) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode error = answer.putArray("errors").addObject().put("message", message);
        error.putObject("extensions").put("code", code);
        answer.putNull("data");
        return dated(WireResponse.json(status, answer.toString()), Duration.ZERO);
    }

    private WireResponse dated(WireResponse response, Duration skew) {
        return clockHeader.isEmpty()
                ? response
                : response.with(clockHeader, clock.instant().plus(skew).toString());
    }
}
