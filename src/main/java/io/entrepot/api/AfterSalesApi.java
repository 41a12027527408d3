package io.entrepot.api;

import io.entrepot.api.OrdersApi.AmountView;
import io.entrepot.api.problem.ApiError;
import io.entrepot.engine.Engine;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.aftersale.AfterSaleAnswers;
import io.entrepot.store.aftersale.AfterSales;
import io.entrepot.store.aftersale.AfterSales.Answer;
import io.entrepot.store.aftersale.AfterSales.Filter;
import io.entrepot.store.aftersale.AfterSales.Request;
import io.entrepot.store.audit.AuditLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What buyers ask for after the sale, and the seller's answers. */
@RestController
@RequestMapping(path = "/api/v1/after-sales", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "After-sales", description = "Refunds, returns and exchanges that buyers ask for")
final class AfterSalesApi {

    private static final String ONE = "/{storefront}/{number}";

    private final AfterSales requests;
    private final AfterSaleAnswers answers;
    private final KnownNames names;
    private final AuditLog audit;

    AfterSalesApi(Engine engine, KnownNames names, AuditLog audit) {
        this.requests = engine.afterSales();
        this.answers = engine.afterSaleAnswers();
        this.names = names;
        this.audit = audit;
    }

    record RequestView(
            String storefront,
            String number,
            String orderNo,

            @Schema(allowableValues = {"refund", "return", "exchange", "other"})
            String kind,

            @Schema(
                    allowableValues = {
                        "asked",
                        "with_buyer",
                        "returned",
                        "with_storefront",
                        "granted",
                        "refused",
                        "withdrawn"
                    },
                    description = "What is asked or returned waits for the seller")
            String state,

            @Schema(description = "The state in the storefront's own word")
            String channelState,

            Instant askedAt,
            Instant changedAt,

            @Schema(description = "When the storefront decides if the seller has not", nullable = true) @Nullable
            Instant answerBy,

            @Nullable AmountView refund) {
        static RequestView of(Request request) {
            return new RequestView(
                    request.storefront(),
                    request.number(),
                    request.orderNo(),
                    request.kind(),
                    request.state(),
                    request.channelState(),
                    request.askedAt(),
                    request.changedAt(),
                    request.answerBy(),
                    request.refund() == null ? null : AmountView.of(request.refund()));
        }
    }

    record WholeRequest(
            RequestView request,

            @Schema(description = "What the seller said, the newest first")
            List<Answer> answers) {}

    record RefusalBody(
            @Schema(description = "As the buyer may read it") @NotBlank @Size(max = 500)
            String reason) {}

    @GetMapping
    @Operation(operationId = "listAfterSales", summary = "A page of requests, in the order in which they became known")
    Page<RequestView> list(
            @RequestParam(required = false) @Nullable String storefront,
            @RequestParam(required = false)
                    @Pattern(regexp = "asked|with_buyer|returned|with_storefront|granted|refused|withdrawn")
                    @Nullable
                    String state,
            @RequestParam(name = "order_no", required = false) @Nullable String orderNo,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Pattern(regexp = "\\d{1,18}")
                    @Nullable
                    String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        long from = after == null ? 0 : Long.parseLong(after);
        List<Request> page = requests.page(new Filter(storefront, state, orderNo), from, limit);
        return Page.of(page, limit, RequestView::of, each -> String.valueOf(each.id()));
    }

    @GetMapping(ONE)
    @Operation(operationId = "getAfterSale", summary = "One request with what the seller said to it")
    WholeRequest get(@PathVariable String storefront, @PathVariable String number) {
        return requests.find(names.requireStorefront(storefront), number)
                .map(request -> new WholeRequest(RequestView.of(request), requests.answers(request)))
                .orElseThrow(() ->
                        ApiError.NOT_FOUND.refusal("number", "there is no request '" + number + "' of " + storefront));
    }

    @PostMapping(ONE + "/accept")
    @Operation(
            operationId = "acceptAfterSale",
            summary = "Give the buyer what is asked for",
            description =
                    "The storefront is told at once; `answers` says what became of it. Where goods were sent back, this"
                            + " says that they are as they should be.")
    WholeRequest accept(@PathVariable String storefront, @PathVariable String number, Principal principal) {
        return answer(storefront, number, true, "", principal);
    }

    @PostMapping(ONE + "/reject")
    @Operation(operationId = "rejectAfterSale", summary = "Refuse what the buyer asks for, with the reason")
    WholeRequest reject(
            @PathVariable String storefront,
            @PathVariable String number,
            @RequestBody @Valid RefusalBody body,
            Principal principal) {
        return answer(storefront, number, false, body.reason(), principal);
    }

    private WholeRequest answer(String storefront, String number, boolean accepts, String reason, Principal principal) {
        StorefrontId id = names.requireStorefront(storefront);
        get(storefront, number);
        Answer answer = answers.answer(id, number, accepts, reason);
        String action = accepts ? "aftersale.accept" : "aftersale.reject";
        audit.note(
                principal.getName(),
                action,
                "after-sale/" + storefront + "/" + number,
                String.valueOf(answer.outcome()));
        return get(storefront, number);
    }
}
