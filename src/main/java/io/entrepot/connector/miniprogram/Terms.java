package io.entrepot.connector.miniprogram;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.channel.spi.StorefrontSettings;
import java.util.Map;

/**
 * How a storefront tells of its parcels.
 *
 * @param withoutNumber what a parcel without a number is
 * @param goods what is in a parcel; empty for the order's number
 * @param consignor how to reach the sender, or empty
 * @param carriers WeChat's codes by those of the order's own storefront, where they differ
 */
record Terms(WithoutNumber withoutNumber, String goods, String consignor, Map<String, String> carriers) {

    /** The carrier for whose parcels WeChat wants somebody who can be reached. */
    private static final String SHUNFENG = "SF";

    private static final int LONGEST = 120;
    private static final int SHOWN = 4;

    /** What a parcel without a number is: WeChat's {@code logistics_type}, or none. */
    enum WithoutNumber {
        REFUSED(0),
        LOCAL(2),
        VIRTUAL(3),
        PICK_UP(4);

        private final int way;

        WithoutNumber(int way) {
            this.way = way;
        }
    }

    static Terms of(StorefrontSettings settings) {
        Options options = new Options(settings.options());
        return new Terms(
                options.choice("without-number", WithoutNumber.REFUSED),
                settings.options().getOrDefault("item-desc", "").strip(),
                masked(settings),
                Pairs.of(settings, "carriers"));
    }

    private static String masked(StorefrontSettings settings) {
        String contact =
                settings.options().getOrDefault("consignor-contact", "").strip();
        if (!contact.isEmpty() && !contact.matches("[0-9*+-]*[0-9]-?[0-9]-?[0-9]-?[0-9]")) {
            throw Pairs.wrong(settings, "consignor-contact", "write one such as 189****1234");
        }
        if (contact.contains("*")) {
            return contact;
        }
        long hidden = Math.max(contact.chars().filter(Character::isDigit).count() - SHOWN, 0);
        StringBuilder masked = new StringBuilder();
        for (char each : contact.toCharArray()) {
            boolean hides = Character.isDigit(each) && hidden > 0;
            hidden -= hides ? 1 : 0;
            masked.append(hides ? '*' : each);
        }
        return masked.toString();
    }

    /** As WeChat knows it: by its own code of the carrier; without a number, by nothing. */
    Label known(Label label) {
        return label.trackingNumber() == null
                ? new Label("", null)
                : new Label(carriers.getOrDefault(label.carrier(), label.carrier()), label.trackingNumber());
    }

    /** WeChat's {@code logistics_type} of a parcel. */
    int way(Label label) {
        return label.trackingNumber() == null ? withoutNumber.way : Payment.BY_CARRIER;
    }

    /** What WeChat is told of any parcel of an order: what is in it, and who sends it. */
    Shipped anyOf(String orderNo) {
        String said = goods.isEmpty() ? "商城订单 " + orderNo : goods;
        int end = said.offsetByCodePoints(0, Math.min(LONGEST, said.codePointCount(0, said.length())));
        return new Shipped("", "", said.substring(0, end), consignor, "");
    }

    /**
     * What WeChat is told of a parcel.
     *
     * @param label as WeChat knows it
     * @throws CallRefused when it wants to know more
     */
    Shipped shipped(Label label, String orderNo) throws CallRefused {
        String number = label.trackingNumber();
        if (way(label) == 0) {
            String why = "the parcel has no tracking number, and the option 'without-number' does not say what that is";
            throw new CallRefused(MiniprogramCodes.NO_NUMBER, why, false);
        }
        if (number != null && label.carrier().equals(SHUNFENG) && consignor.isEmpty()) {
            String why = "a parcel of SF needs the option 'consignor-contact'";
            throw new CallRefused(MiniprogramCodes.NO_CONTACT, why, false);
        }
        Shipped any = anyOf(orderNo);
        return new Shipped(number == null ? "" : number, label.carrier(), any.goods(), any.consignor(), "");
    }
}
