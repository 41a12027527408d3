package io.entrepot.simulator.officialaccount;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Faults;
import io.entrepot.simulator.shop.RunningShop;
import io.entrepot.simulator.shop.Shop;
import io.entrepot.simulator.shop.ShopRules;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An official account with its users, on loopback. It sells nothing: its shop stays empty. */
public final class OfficialAccountSimulator extends RunningShop {

    private final Users users;
    private final UserCalls userCalls;
    private final Tokens tokens;
    private final Messages messages;

    private OfficialAccountSimulator(
            int port,
            Shop shop,
            Users users,
            UserCalls userCalls,
            Tokens tokens,
            Messages messages,
            Faults faults,
            Clock clock) {
        super(
                port,
                shop,
                new AccountApi(tokens, messages, userCalls, clock),
                Map.of("appid", AccountApi.APP, "secret", AccountApi.SECRET),
                faults,
                clock);
        this.users = users;
        this.userCalls = userCalls;
        this.tokens = tokens;
        this.messages = messages;
    }

    /**
     * Opens an account that nobody follows yet.
     *
     * @param template the id of its one template
     * @param fields all that the template has; a message must fill each
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    public static OfficialAccountSimulator start(int port, String template, Set<String> fields, Clock clock) {
        ShopRules rules = new ShopRules(Currency.getInstance("CNY"), Lowers.PLACED, true, Duration.ZERO, Duration.ZERO);
        Users users = new Users();
        EnumSet<Fault> offered = EnumSet.copyOf(Fault.COMMON);
        offered.add(Fault.EXPIRED_TOKEN);
        return new OfficialAccountSimulator(
                port,
                new Shop(rules, clock),
                users,
                new UserCalls(users),
                new Tokens(clock),
                new Messages(users, template, fields, clock),
                new Faults(offered),
                clock);
    }

    /** A user follows the account. */
    public void follows(String openId) {
        users.follows(openId);
    }

    /** A user follows it whom other accounts of the same owner know by that unionid. */
    public void follows(String openId, String unionId) {
        users.follows(openId, unionId);
    }

    /** Lists so many followers in a call, in place of ten thousand. */
    public void pagesOf(int size) {
        userCalls.pagesOf(size);
    }

    /** A user follows it no longer; it still knows him. */
    public void unfollows(String openId) {
        users.unfollows(openId);
    }

    /** A user takes no messages of the template, or does again. */
    public void refuses(String openId, boolean refuses) {
        users.refuses(openId, refuses);
    }

    /** A user agrees to that many more notices. */
    public void agrees(String openId, int times) {
        users.agrees(openId, times);
    }

    /** Somebody else forces a new token, which ends the one that is used. */
    public void somebodyRefreshesTheToken() {
        tokens.give(true);
    }

    /** What reached users, the oldest first. */
    public List<Said> said() {
        return messages.said();
    }
}
