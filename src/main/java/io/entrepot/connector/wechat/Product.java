package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ListingTarget.State;
import io.entrepot.channel.spi.MalformedRecord;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A product as the shop tells it: the version that shoppers see, and the draft that is to follow it. One that was never on sale
 * has a draft only.
 */
record Product(@Nullable Answer online, @Nullable Answer draft) {

    /** In the bin, and deleted. */
    private static final Set<Long> THROWN_AWAY = Set.of(6L, 9L);

    /** Both versions of an answer to {@code product/get}. */
    static Product of(Answer answer) throws MalformedRecord {
        Product product = new Product(part(answer, "product"), part(answer, "edit_product"));
        if (product.online == null && product.draft == null) {
            throw new MalformedRecord("field 'product' is missing, and 'edit_product' too");
        }
        return product;
    }

    private static @Nullable Answer part(Answer answer, String field) throws MalformedRecord {
        return answer.has(field) && !answer.node().get(field).isEmpty() ? answer.object(field) : null;
    }

    /** What shoppers see; the draft where they see nothing yet. */
    Answer shown() {
        return online != null ? online : latest();
    }

    /** What was written last. */
    Answer latest() {
        Answer newest = draft != null ? draft : online;
        if (newest == null) {
            throw new IllegalStateException("a product without any version");
        }
        return newest;
    }

    String id() throws MalformedRecord {
        return latest().text("product_id");
    }

    /** Our own code of it, which can never be changed there; empty where it has none. */
    String ownCode() {
        return latest().textOr("out_product_id", "");
    }

    boolean isThrownAway() throws MalformedRecord {
        return THROWN_AWAY.contains(shown().whole("status"));
    }

    /** What became of what was written last. */
    State state() throws MalformedRecord {
        return sale() == State.ENDED ? State.ENDED : passed(edited());
    }

    /** Whether shoppers can buy it, whatever becomes of a later draft. */
    State sale() throws MalformedRecord {
        return switch ((int) shown().whole("status")) {
            case 5 -> State.LIVE;
            case 0 -> passed(edited());
            default -> State.ENDED;
        };
    }

    /** One that has passed and is not on sale will be in a moment. */
    private State passed(State edited) throws MalformedRecord {
        return edited == State.LIVE && shown().whole("status") != 5 ? State.IN_REVIEW : edited;
    }

    private State edited() throws MalformedRecord {
        String status = latest().textOr("edit_status", "4");
        return switch (status) {
            // 7: many SKUs are taken over one after the other; 72: the reviews of the day were used up.
            case "0", "1", "7", "72" -> State.DRAFT;
            case "2" -> State.IN_REVIEW;
            case "3", "8" -> State.REJECTED;
            case "4" -> State.LIVE;
            default -> throw new MalformedRecord("field 'edit_status' is '" + status + "', which is no known state");
        };
    }

    /** Why a reviewer rejected the draft; empty where the shop does not say, or none did. */
    String reason() throws MalformedRecord {
        if (state() != State.REJECTED || !latest().has("audit_info")) {
            return "";
        }
        return latest().object("audit_info").textOr("reject_reason", "");
    }
}
