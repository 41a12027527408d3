package io.entrepot.connector.mall;

import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.model.Refusal;
import java.time.Duration;
import java.util.Map;

/** What the configuration says of a shop. */
record MallOptions(WriteKind write, Lowers lowers, boolean restoresPaid, TooLarge tooLarge, Duration visibilityLag) {

    /**
     * @throws Refusal when a value is wrong
     */
    static MallOptions read(Map<String, String> options) {
        Options given = new Options(options);
        Lowers lowers = given.choice("lowers", Lowers.PLACED);
        if (lowers == Lowers.SHIPPED) {
            throw new Refusal(MallCodes.OPTION, "lowers", "option 'lowers' is 'shipped'", "use placed or paid");
        }
        return new MallOptions(
                given.choice("stock-write", WriteKind.COMPARE_AND_SET),
                lowers,
                given.flag("restores-paid", true),
                given.choice("too-large", TooLarge.REFUSES),
                given.duration("visibility-lag", Duration.ofSeconds(2)));
    }

    StockRules stockRules() {
        return new StockRules(write, lowers, true, restoresPaid, tooLarge, visibilityLag, Duration.ZERO);
    }
}
