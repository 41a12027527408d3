package io.entrepot.connector.weidian;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.MalformedRecord;

/** One line of an order as the platform tells it. */
record OrderLine(Answer told) {

    private static final String REFUNDED = "10";

    /** The platform's own number of the line; where it gives none, what is in it. */
    String no() throws MalformedRecord {
        String own = told.textOr("sub_order_id", "");
        return own.isEmpty() || own.equals("0") ? told.text("item_id") + "/" + skuId() : own;
    }

    /** Whether {@link #no} is the platform's own. */
    boolean isNumbered() throws MalformedRecord {
        return !no().contains("/");
    }

    String skuId() {
        String id = told.textOr("sku_id", "");
        return id.isEmpty() ? Item.NO_SKU : id;
    }

    String code() {
        String code = told.textOr("sku_merchant_code", "");
        return code.isEmpty() && skuId().equals(Item.NO_SKU) ? told.textOr("merchant_code", "") : code;
    }

    long quantity() throws MalformedRecord {
        return told.units("quantity");
    }

    /** A line is shipped whole or not at all, as far as the platform tells. */
    boolean isDelivered() throws MalformedRecord {
        long told = this.told.whole("is_delivered");
        if (told != 0 && told != 1) {
            throw new MalformedRecord("field '" + this.told.at() + "is_delivered' is " + told + ", not 0 or 1");
        }
        return told == 1;
    }

    String deliveryId() {
        return told.textOr("deliver_id", "");
    }

    /** All of its money was given back. Less than all may be a reduction: then the goods are still to be sent. */
    boolean isRefunded() throws MalformedRecord {
        if (!refundState().equals(REFUNDED)) {
            return false;
        }
        return Yuan.fen(told.object("refund_info"), "refund_item_fee") >= Yuan.fen(told, "total_price");
    }

    /** A refund has begun and is not settled. */
    boolean isOnRefund() throws MalformedRecord {
        String state = refundState();
        return !state.isEmpty() && !state.equals("0") && !state.equals(REFUNDED);
    }

    private String refundState() throws MalformedRecord {
        return told.has("refund_info") ? told.object("refund_info").textOr("refund_status", "") : "";
    }
}
