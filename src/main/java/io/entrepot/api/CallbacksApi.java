package io.entrepot.api;

import io.entrepot.api.problem.ApiError;
import io.entrepot.channel.spi.CallbackRefused;
import io.entrepot.channel.spi.CallbackSource;
import io.entrepot.channel.spi.CallbackSource.Callback;
import io.entrepot.channel.spi.CallbackSource.Heard;
import io.entrepot.engine.Engine;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.OpenStorefront;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Where storefronts call. It is open to anybody; a call counts for what its signature proves, and even then as a hint only. */
@RestController
@RequestMapping("/callbacks")
@Tag(name = "Callbacks", description = "Where storefronts call when something happened there")
final class CallbacksApi {

    private static final Logger LOG = LoggerFactory.getLogger(CallbacksApi.class);

    private final Engine engine;
    private final MeterRegistry meters;

    CallbacksApi(Engine engine, MeterRegistry meters) {
        this.engine = engine;
        this.meters = meters;
    }

    @RequestMapping(
            path = "/{storefront}",
            method = {RequestMethod.GET, RequestMethod.POST})
    @Operation(
            operationId = "callback",
            summary = "A storefront tells that something happened",
            description = "In the channel's own format, with its signature. The orders it names are asked for at once.")
    ResponseEntity<String> hear(@PathVariable("storefront") String storefront, HttpServletRequest request)
            throws IOException {
        OpenStorefront called = engine.storefronts().stream()
                .filter(each -> each.id().value().equals(storefront))
                .findFirst()
                .orElseThrow(() -> nobody(storefront));
        CallbackSource source = called.capability(CallbackSource.class).orElseThrow(() -> nobody(storefront));
        try {
            Heard heard = source.hear(read(request));
            long rung = heard.orderNos().stream()
                    .filter(order -> engine.rung().ring(called.id(), order))
                    .count();
            count(called.id(), rung == heard.orderNos().size() ? "heard" : "dropped");
            return ResponseEntity.ok().contentType(typeOf(heard.answer())).body(heard.answer());
        } catch (CallbackRefused refused) {
            count(called.id(), "refused");
            LOG.debug("a call for {} was refused: {} {}", called.id(), refused.code(), refused.getMessage());
            throw ApiError.CALLBACK_REFUSED.refusal(null, refused.code() + ": " + refused.getMessage());
        }
    }

    private static MediaType typeOf(String answer) {
        return answer.startsWith("{") ? MediaType.APPLICATION_JSON : MediaType.valueOf("text/plain;charset=UTF-8");
    }

    private static RuntimeException nobody(String storefront) {
        return ApiError.NO_CALLBACKS.refusal(null, "storefront '" + storefront + "' takes no calls");
    }

    private void count(StorefrontId storefront, String result) {
        meters.counter("entrepot.callbacks", "storefront", storefront.value(), "result", result)
                .increment();
    }

    private static Callback read(HttpServletRequest request) throws IOException {
        String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> parameters = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        }
        return new Callback(request.getMethod(), parameters, headers, body);
    }
}
