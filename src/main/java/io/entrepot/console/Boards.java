package io.entrepot.console;

import io.entrepot.console.Board.Front;
import io.entrepot.console.Board.OrderRow;
import io.entrepot.console.Board.SentRow;
import io.entrepot.engine.Engine;
import io.entrepot.model.Aspect;
import io.entrepot.ops.Overview;
import io.entrepot.ops.Overview.StorefrontStatus;
import io.entrepot.ops.Overviews;
import io.entrepot.store.order.OrderReading.Head;
import io.entrepot.store.order.OrderReading.Sold;
import io.entrepot.store.view.AttemptReading;
import io.entrepot.store.view.SentAttempt;
import io.entrepot.store.view.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts together what the status page shows. */
@Component
final class Boards {

    private static final int ROWS = 10;
    private static final Pattern QUANTITY = Pattern.compile("quantity=(\\d+)");

    private final Overviews overviews;
    private final Engine engine;
    private final AttemptReading attempts;
    private final StockTable stockTable;
    private final MessageSource messages;
    private final Clock clock;

    Boards(
            Overviews overviews,
            Engine engine,
            AttemptReading attempts,
            StockTable stockTable,
            MessageSource messages,
            Clock clock) {
        this.overviews = overviews;
        this.engine = engine;
        this.attempts = attempts;
        this.stockTable = stockTable;
        this.messages = messages;
        this.clock = clock;
    }

    /** The words for a reader, as of now. */
    Words words(Locale locale) {
        return new Words(messages, locale, clock.instant());
    }

    /** The board as of now. */
    Board now(Locale locale) {
        Words words = words(locale);
        Overview overview = overviews.now();
        List<SentAttempt> sent = attempts.newest(Aspect.STOCK, ROWS);
        List<Head> orders = engine.orders().newest(ROWS);
        List<Sold> sold = engine.orders().sold(orders.stream().map(Head::id).toList());
        List<String> columns = overview.storefronts().stream()
                .map(StorefrontStatus::storefront)
                .toList();
        return new Board(
                overview.node(),
                overview.database(),
                overview.stopped(),
                waiting(overview.inbox(), words),
                waiting(overview.changes(), words),
                overview.storefronts().stream().map(each -> front(each, words)).toList(),
                columns,
                stockTable.rows(columns, sent, sold, words),
                orders.stream().map(each -> order(each, sold, words)).toList(),
                sent.stream().map(each -> sent(each, words)).toList());
    }

    private static String waiting(Waiting waiting, Words words) {
        Instant oldest = waiting.oldest();
        return oldest == null
                ? words.of("nothing")
                : words.of(
                        "waiting",
                        waiting.rows(),
                        words.span(Duration.between(oldest, words.now()).toMillis()));
    }

    private static Front front(StorefrontStatus each, Words words) {
        return new Front(
                each.storefront(),
                each.channel(),
                each.simulated(),
                words.of("proof." + each.proof().name().toLowerCase(Locale.ROOT)),
                Flows.of(each, words),
                each.quotas().stream()
                        .filter(quota -> quota.remaining() != null)
                        .map(quota -> new Board.Budget(
                                quota.operation(), Objects.requireNonNull(quota.remaining()), quota.burst()))
                        .toList());
    }

    private static OrderRow order(Head order, List<Sold> sold, Words words) {
        String items = sold.stream()
                .filter(each -> each.order() == order.id())
                .map(each -> each.quantity() + " × " + Objects.requireNonNullElse(each.sku(), each.title()))
                .collect(Collectors.joining(", "));
        return new OrderRow(
                order.storefront(),
                order.orderNo(),
                order.state(),
                words.of("order." + order.state()),
                items,
                order.total().toString(),
                words.ago(order.updatedAt()));
    }

    private static SentRow sent(SentAttempt attempt, Words words) {
        String outcome = Objects.requireNonNullElse(attempt.outcome(), "under_way");
        Instant end = Objects.requireNonNullElse(attempt.endedAt(), words.now());
        Instant begin = Objects.requireNonNullElse(attempt.wantedAt(), attempt.sentAt());
        return new SentRow(
                attempt.sku(),
                attempt.storefront(),
                change(attempt),
                attempt.sent(),
                outcome,
                words.of("outcome." + outcome),
                words.span(Duration.between(begin, end).toMillis()),
                words.ago(attempt.sentAt()),
                attempt.message());
    }

    /** {@code −1} where the storefront takes changes, {@code = 5 (−1)} where it takes quantities. */
    private static String change(SentAttempt attempt) {
        Long change = attempt.quantityChange();
        String signed = change == null ? "" : Words.signed(change);
        Matcher quantity = QUANTITY.matcher(attempt.sent());
        return quantity.find() ? "= " + quantity.group(1) + " (" + signed + ")" : signed;
    }
}
