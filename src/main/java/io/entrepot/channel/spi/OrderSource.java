package io.entrepot.channel.spi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A storefront whose orders can be read. A record's id is the order number. */
public non-sealed interface OrderSource extends Capability, Feed {

    /**
     * Reads one raw record of a page.
     *
     * @throws MalformedRecord when it lacks what an order needs or has a value nobody knows
     */
    ChannelOrder parse(String payload) throws MalformedRecord;

    /**
     * The newest states of some orders, at most 50, as {@link #fetch} gives them; one that is gone is missing.
     *
     * @throws IOException when the storefront gave no usable answer
     */
    default List<RawRecord> fetchAll(List<String> orderNos) throws IOException {
        List<RawRecord> records = new ArrayList<>();
        for (String orderNo : orderNos) {
            records.add(fetch(orderNo));
        }
        return records;
    }
}
