package io.entrepot.channel.spi;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a storefront whose calls need one that is given for a while. Many channels end the old token when a new one
 * is given, so all processes share one, and one at a time asks for it.
 */
public interface AccessTokens {

    /** Asks the storefront for a token; done by one caller at a time in all processes. */
    @FunctionalInterface
    interface Question {
        /**
         * Asks.
         *
         * @throws CallRefused when the storefront gives none
         * @throws QuotaExhausted when there is no quota for the question
         * @throws IOException when it is not known whether one was given
         */
        Grant ask() throws IOException;
    }

    /**
     * What was given.
     *
     * @param life for how long, from the question on; null where nobody says
     */
    record Grant(String token, @Nullable Duration life) {
        /** Without the token. */
        @Override
        public String toString() {
            return "a token for " + life;
        }
    }

    /**
     * The token to make a call with: the known one while it lasts, less a tenth of its life or a minute, else what the question
     * brings. While another asks, the caller waits for the answer, for some seconds at most.
     *
     * @param account whom the token is given to, such as an address and a user name: for another account it is asked for anew
     * @throws CallRefused as the question does
     * @throws QuotaExhausted as the question does
     * @throws NotSent when there is none for any other reason: what it was needed for has not been sent
     */
    String get(String account, Question question) throws IOException;

    /**
     * The storefront takes this token no longer, so the next caller asks; another that came meanwhile is kept. Tokens that are
     * refused soon after they were given, three in a row, are asked for twice a minute at most: somebody else ends them.
     *
     * @throws NotSent when that cannot be noted
     */
    void refused(String token) throws NotSent;
}
