package io.entrepot.connector.douyin;

import io.entrepot.channel.spi.ChannelAfterSale.State;
import java.util.Optional;

/**
 * What a seller may say to a request, by the kind that the shop gives it and by where it stands. Each step has numbers of its own, so that
 * an answer which comes twice does not take the next step.
 */
enum Step {
    /** The buyer may send the goods back. */
    RETURN(0, State.ASKED, 101, 102),
    /** The money for goods that came back. */
    RETURNED(0, State.RETURNED, 111, 112),
    /** The money, and the goods stay. */
    REFUND(1, State.ASKED, 201, 202),
    /** The money for what was not sent; it is refused by sending it. */
    BEFORE_SHIPMENT(2, State.ASKED, 401, 0),
    /** The buyer may send goods back for others. */
    EXCHANGE(3, State.ASKED, 301, 302);

    private final long type;
    private final State state;
    private final int acceptance;
    private final int refusal;

    Step(long type, State state, int acceptance, int refusal) {
        this.type = type;
        this.state = state;
        this.acceptance = acceptance;
        this.refusal = refusal;
    }

    /** The step that such a request is at; empty where the shop's own page has to be used. */
    static Optional<Step> of(long type, State state) {
        for (Step step : values()) {
            if (step.type == type && step.state == state) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    boolean mayBe(boolean accepted) {
        return accepted || refusal > 0;
    }

    int number(boolean accepted) {
        return accepted ? acceptance : refusal;
    }

    /** Whether the buyer is told where to send the goods. */
    boolean wantsAddress() {
        return this == RETURN || this == EXCHANGE;
    }
}
