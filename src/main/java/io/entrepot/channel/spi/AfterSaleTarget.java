package io.entrepot.channel.spi;

/** A storefront whose buyers' requests after the sale the seller answers through it. */
public non-sealed interface AfterSaleTarget extends Capability {

    /**
     * Gives the seller's answer to a request.
     *
     * @return what became of it: applied, and nothing changed, where that answer was given already; rejected where the storefront has no
     *     such request, or it can no longer be answered so
     */
    Outcome answer(AfterSaleAnswer answer);

    /**
     * What the seller says to one request.
     *
     * @param afterSale the request as it was last read
     * @param accepts whether the buyer gets what is asked for in this step
     * @param reason why not, in words the buyer is shown; empty when it is accepted
     */
    record AfterSaleAnswer(ChannelAfterSale afterSale, boolean accepts, String reason) {}
}
