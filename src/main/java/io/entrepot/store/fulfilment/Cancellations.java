package io.entrepot.store.fulfilment;

import io.entrepot.channel.spi.CancellationTarget;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.OrderNoticeRecord;
import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.LaneSignals;
import io.entrepot.sync.Storefronts;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Writes cancellations by the seller down. The units come free when the storefront has cancelled. */
public final class Cancellations {

    private static final ErrorCode NO_CANCELLATIONS = new ErrorCode("ENT-4205");

    private final Database database;
    private final Storefronts storefronts;
    private final LaneSignals lanes;
    private final Clock clock;

    /** Made once per process. */
    public Cancellations(Database database, Storefronts storefronts, LaneSignals lanes, Clock clock) {
        this.database = database;
        this.storefronts = storefronts;
        this.lanes = lanes;
        this.clock = clock;
    }

    /**
     * Writes down that the seller cancels units, to be told to the storefront. They come free when its next revision of the
     * order says so. Written again under the same code it changes nothing.
     *
     * @throws Refusal ENT-2119 when there is no such order, ENT-4205 when the storefront cannot be told, ENT-4206 when it is
     *     cancelled already, ENT-4202 and ENT-4204 when the lines do not fit
     */
    public void cancel(StorefrontId storefront, String orderNo, Cancelling cancelling, String by) {
        database.transact(tx -> {
            Instant now = clock.instant();
            OrdersRecord order = NoticeRows.locked(tx, storefront, orderNo);
            if (NoticeRows.known(tx, order, Notices.CANCELLATION, cancelling.code()) != null) {
                return;
            }
            if (storefronts.get(storefront).capability(CancellationTarget.class).isEmpty()) {
                throw new Refusal(
                        NO_CANCELLATIONS,
                        "storefront",
                        storefront + " cannot be told of cancellations",
                        "Cancel on the storefront's own page; the order comes home cancelled.");
            }
            if (order.getCancelledAt() != null || order.getState().equals("cancelled")) {
                throw NoticeRows.notShippable("order '" + orderNo + "' is cancelled already");
            }
            OpenUnits open = OpenUnits.of(tx, order.getId());
            Map<String, Long> units =
                    cancelling.lines().isEmpty() ? open.all() : open.named(cancelling.lines(), Map.of());
            if (units.isEmpty()) {
                throw NoticeRows.notShippable("nothing of order '" + orderNo + "' is open");
            }
            Map<String, Long> inAll = new TreeMap<>();
            units.forEach((no, quantity) -> inAll.put(no, open.cancelled(no) + quantity));
            OrderNoticeRecord row =
                    NoticeRows.notice(tx, order, Notices.CANCELLATION, cancelling.code(), true, by, now);
            row.setReason(cancelling.reason());
            row.store();
            NoticeRows.lines(tx, row, inAll);
        });
        lanes.raise(storefront, Aspect.SHIPMENTS);
    }
}
