package io.entrepot.ops;

import io.entrepot.api.problem.ApiError;
import io.entrepot.engine.Engine;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.attention.Attention.Item;
import io.entrepot.store.audit.AuditLog;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where a person deals with what needs attention: tries it again, or puts it aside. */
@Component
public final class AttentionDesk {

    private static final String INBOX = "inbox";

    private final Engine engine;
    private final Attention attention;
    private final AuditLog audit;
    private final Clock clock;

    AttentionDesk(Engine engine, AuditLog audit, Clock clock) {
        this.engine = engine;
        this.attention = engine.attention();
        this.audit = audit;
        this.clock = clock;
    }

    /** The open items, newest first. */
    public List<Item> open(int most) {
        return attention.open(most);
    }

    /** The raw record that an item is about; empty when it is about none. */
    public Optional<String> payload(long id) {
        String[] subject = find(id).subject().split("/", 2);
        return subject[0].equals(INBOX) ? engine.inbox().payload(Long.parseLong(subject[1])) : Optional.empty();
    }

    /**
     * Tries again what an item is about. A feed is read again by itself, so nothing is done about one.
     *
     * @throws io.entrepot.model.Refusal ENT-2119 when there is no such item, ENT-2122 when there is nothing to try
     */
    public Item retry(long id, String actor) {
        Item item = find(id);
        if (!tried(item.subject())) {
            throw ApiError.NOTHING_TO_RETRY.refusal(null, "nothing can be tried again about " + item.subject());
        }
        audit.note(actor, "attention.retry", "attention/" + id, item.code() + " " + item.subject());
        return item;
    }

    /**
     * Puts an item aside until its cause changes.
     *
     * @throws io.entrepot.model.Refusal ENT-2119 when there is no such item
     */
    public Item dismiss(long id, String actor) {
        Item item = attention.dismiss(id).orElseThrow(() -> noItem(id));
        audit.note(actor, "attention.dismiss", "attention/" + id, item.code() + " " + item.subject());
        return item;
    }

    private boolean tried(String subject) {
        String[] parts = subject.split("/", 2);
        return switch (parts[0]) {
            case "publication" -> engine.retry().now(Long.parseLong(parts[1]));
            case INBOX -> engine.inbox().replay(Long.parseLong(parts[1]), clock.instant());
            case "order" -> order(parts[1]);
            case "feed" -> true;
            default -> false;
        };
    }

    /** {@code storefront/order number/line number}, of which only the middle one may hold a slash. */
    private boolean order(String place) {
        int first = place.indexOf('/');
        int last = place.lastIndexOf('/');
        return last > first
                && engine.inbox()
                                .replay(
                                        new StorefrontId(place.substring(0, first)),
                                        place.substring(first + 1, last),
                                        clock.instant())
                        > 0;
    }

    private Item find(long id) {
        return attention.find(id).orElseThrow(() -> noItem(id));
    }

    private static RuntimeException noItem(long id) {
        return ApiError.NOT_FOUND.refusal("id", "there is no attention item " + id);
    }
}
