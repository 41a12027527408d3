package io.entrepot.store.fulfilment;

import io.entrepot.store.fulfilment.Shipping.Units;
import java.util.List;

/**
 * Units that the seller cancels.
 *
 * @param code the seller's own name of this cancellation, unique in its order
 * @param reason as the buyer may read it
 * @param lines empty for everything that was not shipped
 */
public record Cancelling(String code, String reason, List<Units> lines) {

    /** Keeps its own copy of the lines. */
    public Cancelling {
        lines = List.copyOf(lines);
    }
}
