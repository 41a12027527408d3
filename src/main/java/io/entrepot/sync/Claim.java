package io.entrepot.sync;

import java.time.Instant;

/**
 * A publication leased to one worker: a key, never a value. What is to be sent is computed when it is sent.
 *
 * @param publication the publication's id; in the lane of shipments, that of the notice
 * @param listing the listing's id; in the lane of shipments, the order's
 * @param lease the number of the attempt this lease allows; a later lease has a higher one
 * @param until when others may take it over
 * @param urgency 0 fell to nothing, 1 fell, 2 all else
 */
public record Claim(long publication, long listing, long lease, Instant until, int urgency) {

    /** The urgency of what neither fell to nothing nor fell. */
    public static final int ELSE = 2;

    /** A claim of something that is not urgent. */
    public Claim(long publication, long listing, long lease, Instant until) {
        this(publication, listing, lease, until, ELSE);
    }
}
