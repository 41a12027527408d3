package io.entrepot.connector.weidian;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.math.BigDecimal;
import java.util.Currency;

/** Amounts as the platform writes them: yuan with two decimals, as a text. */
final class Yuan {

    private static final int DECIMALS = 2;

    private Yuan() {}

    /**
     * @throws MalformedRecord when the field is no amount of whole fen, or below zero
     */
    static Money read(Answer given, String field, Currency currency) throws MalformedRecord {
        return new Money(fen(given, field), currency);
    }

    /** As {@link #read}, in fen. */
    static long fen(Answer given, String field) throws MalformedRecord {
        String text = given.textOr(field, "");
        try {
            long fen = new BigDecimal(text).movePointRight(DECIMALS).longValueExact();
            if (fen >= 0) {
                return fen;
            }
        } catch (ArithmeticException | NumberFormatException notAnAmount) {
            throw new MalformedRecord(
                    "field '" + given.at() + field + "' is '" + text + "', not an amount such as 12.50");
        }
        throw new MalformedRecord("field '" + given.at() + field + "' is '" + text + "': an amount is 0 or more");
    }

    static String written(Money money) {
        return BigDecimal.valueOf(money.minor(), DECIMALS).toPlainString();
    }
}
