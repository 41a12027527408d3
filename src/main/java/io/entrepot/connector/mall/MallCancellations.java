package io.entrepot.connector.mall;

import io.entrepot.channel.spi.CancellationTarget;
import io.entrepot.channel.spi.Outcome;
import java.io.IOException;
import java.util.List;

/** Tells the shop of units that are cancelled; the wire takes how many in all, so that nothing need be read first. */
record MallCancellations(MallClient client) implements CancellationTarget {

    @Override
    public Outcome cancel(Cancellation cancellation) {
        try {
            MallClient.Answer answer = client.tell(cancellation.orderNo(), "cancellations", body(cancellation));
            MallJson.need(answer.as(Wire.CancellationAnswer.class).cancellation(), "cancellation");
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Outcome.of(failure, MallCodes.UNREACHABLE);
        }
    }

    private static Wire.CancellationBody body(Cancellation cancellation) {
        List<Wire.CancelledLineBody> lines = cancellation.lines().stream()
                .map(line -> new Wire.CancelledLineBody(line.lineNo(), line.cancelledInAll()))
                .toList();
        return new Wire.CancellationBody(cancellation.code(), cancellation.reason(), lines);
    }
}
