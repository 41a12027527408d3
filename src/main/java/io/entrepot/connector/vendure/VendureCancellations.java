package io.entrepot.connector.vendure;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.CancellationTarget;
import io.entrepot.channel.spi.Outcome;
import java.io.IOException;

/**
 * Tells the shop of units that are cancelled. Vendure takes how many <em>more</em> are, and would take shipped ones too, so the
 * order is read first and the difference is sent.
 */
record VendureCancellations(KnownOrders orders, AdminApi api) implements CancellationTarget {

    @Override
    public Outcome cancel(Cancellation cancellation) {
        Sitting sitting = new Sitting();
        Given.Cancelled missing;
        try {
            missing = MissingUnits.of(cancellation, orders.order(cancellation.orderNo(), sitting));
        } catch (IOException unread) {
            return Refused.beforeAnything(unread);
        }
        try {
            if (!missing.lines().isEmpty()) {
                check(api.call(Document.CANCEL, new Given.CancelledVariable(missing), sitting));
            }
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Outcome.of(failure, VendureCodes.UNREACHABLE);
        }
    }

    /**
     * @throws CallRefused when the shop says that it cancelled nothing
     * @throws IOException when it cannot be known: Vendure keeps what it cancelled when it then cannot change the order's state
     */
    private static void check(AdminApi.Answer answer) throws IOException {
        Wire.CancelAnswer cancelled = answer.as(Wire.CancelAnswer.class, "/cancelled");
        String error = cancelled.errorCode();
        if (error == null) {
            VendureJson.need(cancelled.id(), "cancelled.id");
            return;
        }
        String said = error + ": " + cancelled.message();
        if (error.equals("ORDER_STATE_TRANSITION_ERROR")) {
            throw new IOException("the shop cannot leave the order's state (" + said + ")");
        }
        boolean changedMeanwhile = error.equals("QUANTITY_TOO_GREAT_ERROR");
        throw new CallRefused(
                VendureCodes.NOT_CANCELLABLE, "the shop cannot cancel the units (" + said + ")", changedMeanwhile);
    }
}
