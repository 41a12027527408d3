package io.entrepot.channel.spi;

import java.util.List;

/** A storefront that is told which units of its orders the seller will not send. */
public non-sealed interface CancellationTarget extends Capability {

    /**
     * Tells that units of an order are cancelled. Afterwards at least so many units of each named line are cancelled: what is told
     * is where the line shall stand, so telling it again, after a lost answer say, cancels nothing more.
     *
     * @return what became of it, for all lines together: applied, and nothing changed, where the units are cancelled already; rejected
     *     where the storefront has no such order or line, has shipped units that should be cancelled, or cannot cancel a part
     */
    Outcome cancel(Cancellation cancellation);

    /**
     * What the seller will not send of one order; a line that is not named stays as it is.
     *
     * @param code the seller's own, unique name of the cancellation
     * @param reason why, in words the buyer may be shown
     */
    record Cancellation(String orderNo, String code, String reason, List<CancelledLine> lines) {}

    /**
     * Where one order line shall stand.
     *
     * @param cancelledInAll units of the line's quantity that are cancelled afterwards, those cancelled before included
     */
    record CancelledLine(String lineNo, long cancelledInAll) {}
}
