package io.entrepot.simulator.miniprogram;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Faults;
import io.entrepot.simulator.shop.RunningShop;
import io.entrepot.simulator.shop.Shop;
import io.entrepot.simulator.shop.ShopRules;
import io.entrepot.simulator.wechat.AccessTokens;
import io.entrepot.simulator.wechat.Push;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** A mini-program in which buyers pay for orders that are kept elsewhere, on loopback. It lists nothing: its shop stays empty. */
public final class MiniprogramSimulator extends RunningShop {

    /** The template of its messages; its fields are {@code character_string1}, {@code thing2}, {@code character_string3}, {@code time4}. */
    public static final String TEMPLATE = Messages.TEMPLATE;

    private static final String PUSH_TOKEN = "push";
    private static final String PUSH_KEY = "an0encoding1key2of3forty4three5characters67";
    private static final int RECEIVED = 3;
    private static final int REFUNDED = 5;

    private final AccessTokens tokens;
    private final Payments payments;
    private final Messages messages;

    private MiniprogramSimulator(
            int port, AccessTokens tokens, Payments payments, Messages messages, Faults faults, Clock clock) {
        super(
                port,
                new Shop(
                        new ShopRules(Currency.getInstance("CNY"), Lowers.PLACED, true, Duration.ZERO, Duration.ZERO),
                        clock),
                new MiniprogramApi(tokens, payments, messages, clock),
                Map.of(
                        "appid", MiniprogramApi.APP,
                        "secret", MiniprogramApi.SECRET,
                        "mchid", Payments.MERCHANT,
                        "callback-token", PUSH_TOKEN,
                        "encoding-aes-key", PUSH_KEY),
                faults,
                clock);
        this.tokens = tokens;
        this.payments = payments;
        this.messages = messages;
    }

    /**
     * Opens one in which nobody has paid yet.
     *
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    public static MiniprogramSimulator start(int port, Clock clock) {
        EnumSet<Fault> offered = EnumSet.copyOf(Fault.COMMON);
        offered.add(Fault.EXPIRED_TOKEN);
        Payments payments = new Payments(clock);
        return new MiniprogramSimulator(
                port, new AccessTokens("stable", clock), payments, new Messages(payments), new Faults(offered), clock);
    }

    /**
     * A buyer pays for the order of that number.
     *
     * @throws io.entrepot.simulator.ShopRefusal when it is paid already
     */
    public void paid(String no) {
        payments.paid(no);
    }

    /** All the money is given back. */
    public void refunded(String no) {
        payments.becomes(no, REFUNDED);
    }

    /** The buyer confirms that he has the goods. */
    public void received(String no) {
        payments.becomes(no, RECEIVED);
    }

    /**
     * A payment and what WeChat was told of it.
     *
     * @throws io.entrepot.simulator.ShopRefusal when there is none of that number
     */
    public Payment payment(String no) {
        return payments.get(no);
    }

    /** Whether a parcel stays that the next upload does not name, while not all is shipped: no page says. */
    public void keepsWhatIsNotNamed(boolean stays) {
        payments.keepsWhatIsNotNamed(stays);
    }

    /** The buyer of that payment takes no messages. */
    public void refusesMessages(String no) {
        messages.refuses(payments.get(no).openId());
    }

    /** What reached buyers, the oldest first. */
    public List<Said> said() {
        return messages.said();
    }

    /** Somebody else forces a new token, which ends the one that is used. */
    public void somebodyRefreshesTheToken() {
        tokens.end();
    }

    /** Its message push to an address, encrypted, in JSON. */
    public Push pushing(URI to, Clock clock) {
        return new Push(to, PUSH_TOKEN, PUSH_KEY, false, clock, 1);
    }
}
