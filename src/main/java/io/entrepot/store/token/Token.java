package io.entrepot.store.token;

import java.time.Instant;

/**
 * A token that was given.
 *
 * @param account a digest of whom it was given to
 * @param grants how many were given before it, and itself
 */
record Token(String account, String text, long grants, Instant usefulUntil) {
    /** Without the text. */
    @Override
    public String toString() {
        return "token " + grants + " until " + usefulUntil;
    }
}
