package io.entrepot.connector.miniprogram;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import io.entrepot.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What WeChat is told of a payment's shipping: always all of it, because no page says whether parcels that are not named again stay.
 *
 * @param way WeChat's {@code logistics_type}
 * @param all whether nothing more will leave
 * @param adds whether it tells of a parcel that WeChat knew nothing of
 */
record Upload(int way, boolean split, boolean all, List<Shipped> parcels, boolean adds) {

    private static final int MOST = 15;

    /**
     * What there is to tell of a parcel; empty when it is told already, and that all has left where it is the last.
     *
     * @throws CallRefused when WeChat cannot be told
     */
    static Optional<Upload> of(Payment payment, Parcel parcel, Terms terms) throws CallRefused {
        Label label = terms.known(parcel.label());
        boolean told = payment.tells(label);
        if (told && (payment.finished() || !parcel.last())) {
            return Optional.empty();
        }
        refuseUnlessChangeable(payment);
        Shipped shipped = terms.shipped(label, parcel.orderNo());
        Optional<Label> wrong = parcel.earlier().stream()
                .map(terms::known)
                .filter(payment::tells)
                .reduce((older, newer) -> newer);
        List<Shipped> parcels = parcels(payment, shipped, wrong).stream()
                .map(each -> each.filled(terms.anyOf(parcel.orderNo())))
                .collect(Collectors.toList());
        if (parcels.size() > MOST) {
            throw refused(MiniprogramCodes.TOO_MANY, "WeChat takes " + MOST + " parcels of a payment");
        }
        boolean all = parcel.last() || payment.finished();
        boolean inParts = payment.isTold() ? payment.split() : !all;
        boolean split = shipped.carried() && (parcels.size() > 1 || inParts);
        return Optional.of(new Upload(terms.way(label), split, all, parcels, wrong.isEmpty() && !told));
    }

    private static void refuseUnlessChangeable(Payment payment) throws CallRefused {
        if (payment.state() != Payment.State.OPEN && payment.state() != Payment.State.SHIPPED) {
            String why = "the payment is " + payment.state() + ", so its shipping cannot be told or changed";
            throw refused(MiniprogramCodes.NOT_SHIPPABLE, why);
        }
        if (payment.finished() && payment.finishes() > 1) {
            String why = "all was said to be shipped, and changed once; WeChat takes no second change";
            throw refused(MiniprogramCodes.CHANGED_ALREADY, why);
        }
    }

    /** All parcels of the payment with this one, in place of the wrong one where there is one. */
    private static List<Shipped> parcels(Payment payment, Shipped shipped, Optional<Label> wrong) throws CallRefused {
        boolean carriedBefore = payment.way() == Payment.BY_CARRIER;
        if (payment.parcels().stream().anyMatch(each -> each.same(shipped))) {
            return payment.parcels();
        }
        boolean alone =
                !payment.isTold() || (wrong.isPresent() && payment.parcels().size() <= 1);
        if (alone) {
            return List.of(shipped);
        }
        if (!shipped.carried() || !carriedBefore) {
            String why = "WeChat keeps parcels with and without a number not side by side, nor several without one";
            throw refused(MiniprogramCodes.MIXED, why);
        }
        List<Shipped> parcels = new ArrayList<>();
        payment.parcels().forEach(each -> parcels.add(wrong.filter(each::is).isPresent() ? shipped : each));
        if (wrong.isEmpty()) {
            parcels.add(shipped);
        }
        return parcels;
    }

    private static CallRefused refused(ErrorCode code, String why) {
        return new CallRefused(code, why, false);
    }
}
