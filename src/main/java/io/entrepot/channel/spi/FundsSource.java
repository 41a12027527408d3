package io.entrepot.channel.spi;

/** A storefront that tells what money it credited to the seller and took from the seller. A record's id is the entry's. */
public non-sealed interface FundsSource extends Capability, Feed {

    /**
     * Reads one raw record of a page.
     *
     * @throws MalformedRecord when it lacks what an entry needs
     */
    ChannelFunds parse(String payload) throws MalformedRecord;
}
