package io.entrepot.channel.spi;

/** A storefront that tells what its buyers ask for after the sale. A record's id is the number of the request. */
public non-sealed interface AfterSaleSource extends Capability, Feed {

    /**
     * Reads one raw record of a page.
     *
     * @throws MalformedRecord when it lacks what a request needs or has a value nobody knows
     */
    ChannelAfterSale parse(String payload) throws MalformedRecord;
}
