package io.entrepot.channel.spi;

import io.entrepot.model.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of what a buyer asks for after the sale, as a storefront tells it. Instants are UTC, on the storefront's clock.
 *
 * @param number the storefront's number of the request
 * @param changedAt when the storefront last changed it; of two revisions the later is newer
 * @param answerBy when the storefront decides by itself if the seller has not; null where it does not say
 * @param refund what the buyer would get back; null where there is none
 * @param reason what the buyer says, or what the storefront's list of reasons calls it
 * @param channelState the state in the storefront's own word
 * @param lines what it is about; empty when the storefront does not say
 */
public record ChannelAfterSale(
        String number,
        String orderNo,
        Kind kind,
        State state,
        Instant changedAt,
        Instant askedAt,
        @Nullable Instant answerBy,
        @Nullable Money refund,
        String reason,
        String channelState,
        List<Line> lines) {

    /** What is asked for. */
    public enum Kind {
        /** The money back, and the goods stay where they are. */
        REFUND,
        /** The money back for the goods. */
        RETURN,
        /** Other goods for these. */
        EXCHANGE,
        /** Something else: a repair, a part sent later. */
        OTHER
    }

    /** Where it stands. */
    public enum State {
        /** The seller has to answer. */
        ASKED,
        /** The buyer has to do something: send the goods, or say more. */
        WITH_BUYER,
        /** The goods are on their way back or there, and the seller has to say whether they are as they should be. */
        RETURNED,
        /** The storefront, or its bank, is at it. */
        WITH_STOREFRONT,
        /** The buyer got what was asked for. */
        GRANTED,
        /** The seller, or the storefront, refused it. */
        REFUSED,
        /** The buyer took it back, or let it lapse. */
        WITHDRAWN
    }

    /** Units of one order line. */
    public record Line(String lineNo, long quantity) {}
}
