package io.entrepot.api;

import io.entrepot.api.problem.ApiError;
import io.entrepot.ops.AttentionDesk;
import io.entrepot.store.attention.Attention.Item;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a person must look at. */
@RestController
@RequestMapping(path = "/api/v1/attention", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Attention", description = "What a person must look at, each with cause and remedy")
final class AttentionApi {

    private final AttentionDesk desk;

    AttentionApi(AttentionDesk desk) {
        this.desk = desk;
    }

    record ItemView(
            long id,
            @Schema(example = "ENT-4001") String code,
            @Schema(example = "inbox/3") String subject,
            @Nullable String storefront,
            String cause,
            String remedy,

            @Schema(allowableValues = {"open", "dismissed", "resolved"})
            String state,

            @Schema(description = "How often it happened") long times,
            Instant firstAt,
            Instant lastAt) {
        static ItemView of(Item item) {
            return new ItemView(
                    item.id(),
                    item.code(),
                    item.subject(),
                    item.storefront(),
                    item.cause(),
                    item.remedy(),
                    item.state(),
                    item.times(),
                    item.firstAt(),
                    item.lastAt());
        }
    }

    record Items(List<ItemView> items) {}

    @GetMapping
    @Operation(operationId = "listAttention", summary = "The open items, newest first")
    Items list(@RequestParam(defaultValue = "100") @Min(1) @Max(200) int limit) {
        return new Items(desk.open(limit).stream().map(ItemView::of).toList());
    }

    @GetMapping(path = "/{id}/payload", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(operationId = "getAttentionPayload", summary = "The raw record that an item of the inbox is about")
    String payload(@PathVariable long id) {
        return desk.payload(id).orElseThrow(() -> ApiError.NOT_FOUND.refusal("id", "item " + id + " has no record"));
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "retryAttention",
            summary = "Try again at once, because what was wrong has been mended",
            description = "The item closes by itself when it has worked.")
    @ApiResponse(responseCode = "202", description = "It is tried again")
    @ApiResponse(responseCode = "409", description = "There is nothing to try again")
    ItemView retry(@PathVariable long id, Principal principal) {
        return ItemView.of(desk.retry(id, principal.getName()));
    }

    @PostMapping("/{id}/dismiss")
    @Operation(
            operationId = "dismissAttention",
            summary = "Say that it has been seen",
            description = "It opens again only when its cause changes.")
    ItemView dismiss(@PathVariable long id, Principal principal) {
        return ItemView.of(desk.dismiss(id, principal.getName()));
    }
}
