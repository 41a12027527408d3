package io.entrepot.connector.douyin;

import io.entrepot.channel.spi.CallbackRefused;
import io.entrepot.channel.spi.CallbackSource;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.connector.douyin.DouyinClient.Credentials;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The platform's message push. A call is signed with the app's key and secret over the body, and names no time; so messages are known
 * again by their own names, the last 10,000 of them.
 */
final class DouyinCallbacks implements CallbackSource {

    private static final int REMEMBERED = 10_000;
    private static final String ANSWER = "{\"code\":0,\"msg\":\"success\"}";

    private final Credentials credentials;
    private final Map<String, Boolean> heard = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    DouyinCallbacks(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Heard hear(Callback call) throws CallbackRefused {
        String sign = call.headers().getOrDefault("event-sign", "");
        boolean ours = call.headers().getOrDefault("app-id", "").equals(credentials.appKey());
        if (!ours || !Push.isSigned(call.body(), sign, credentials.appKey(), credentials.secret())) {
            throw new CallbackRefused(DouyinCodes.FORGED, "the call's signature or app is wrong");
        }
        List<String> orders = unheard(read(call.body()), sign).stream()
                .filter(message -> message.isOf(credentials.shopId()))
                .map(Push::orderNo)
                .filter(no -> no.matches("[0-9A-Za-z_-]{1,64}"))
                .distinct()
                .toList();
        return new Heard(ANSWER, orders);
    }

    private static List<Push> read(String body) throws CallbackRefused {
        try {
            return Push.read(body);
        } catch (MalformedRecord unreadable) {
            throw new CallbackRefused(DouyinCodes.UNREADABLE, "the message cannot be read: " + unreadable.getMessage());
        }
    }

    /** Those that are new. A trial of the address says nothing and may come again. */
    private List<Push> unheard(List<Push> messages, String sign) throws CallbackRefused {
        List<Push> fresh = new ArrayList<>();
        synchronized (heard) {
            for (int i = 0; i < messages.size(); i++) {
                Push message = messages.get(i);
                // One that has no name is known by what was signed, and where in it.
                String name = message.id().isEmpty() ? sign + " " + i : message.toString();
                if (message.isTrial() || heard.put(name, true) == null) {
                    fresh.add(message);
                }
            }
        }
        if (fresh.isEmpty() && !messages.isEmpty()) {
            throw new CallbackRefused(DouyinCodes.REPLAYED, "the call was heard before");
        }
        return fresh;
    }
}
