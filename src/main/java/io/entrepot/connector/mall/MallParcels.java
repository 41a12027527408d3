package io.entrepot.connector.mall;

import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import java.io.IOException;
import java.util.List;

/** Tells the shop of parcels. */
record MallParcels(MallClient client) implements ShipmentTarget {

    @Override
    public Outcome ship(Parcel parcel) {
        try {
            MallClient.Answer answer = client.tell(parcel.orderNo(), "parcels", body(parcel));
            MallJson.need(answer.as(Wire.ParcelAnswer.class).parcel(), "parcel");
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Outcome.of(failure, MallCodes.UNREACHABLE);
        }
    }

    private static Wire.ParcelBody body(Parcel parcel) {
        List<Wire.ParcelLineBody> lines = parcel.lines().stream()
                .map(line -> new Wire.ParcelLineBody(line.lineNo(), line.quantity()))
                .toList();
        return new Wire.ParcelBody(
                parcel.code(), parcel.carrier(), parcel.trackingNumber(), MallJson.instant(parcel.shippedAt()), lines);
    }
}
