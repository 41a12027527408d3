package io.entrepot.channel;

import io.entrepot.channel.spi.AccessTokens;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.StorefrontId;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A storefront's token, for tests that have no store. */
public final class TokensInMemory implements AccessTokens {

    private final Map<String, String> known = new ConcurrentHashMap<>();

    private TokensInMemory() {}

    /** Of this storefront alone. */
    public static AccessTokens of(StorefrontId storefront) {
        return new TokensInMemory();
    }

    @Override
    public synchronized String get(String account, Question question) throws IOException {
        @Nullable String token = known.get(account);
        if (token != null) {
            return token;
        }
        try {
            String given = question.ask().token();
            known.put(account, given);
            return given;
        } catch (CallRefused | QuotaExhausted | NotSent surely) {
            throw surely;
        } catch (IOException unclear) {
            throw new NotSent(unclear);
        }
    }

    @Override
    public synchronized void refused(String token) {
        known.values().removeIf(token::equals);
    }
}
