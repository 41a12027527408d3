package io.entrepot.sync;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.util.List;

/** The outbound half as the routes see it: claim what is due, publish it, or give it back. */
public class Outbound {

    /**
     * Waits until something may be due for this lane, or the time is over. Returns at once when work is due now.
     *
     * @throws InterruptedException when the waiting thread is interrupted, as it is at shutdown
     */
    public void awaitWork(StorefrontId storefront, Aspect aspect, Duration longest) throws InterruptedException {
        throw new IllegalStateException("not built yet");
    }

    /** Leases up to {@code most} due publications to the caller; none while the aspect is paused, switched off or out of quota. */
    public List<Claim> claim(StorefrontId storefront, Aspect aspect, int most) {
        throw new IllegalStateException("not built yet");
    }

    /** Computes what each claimed publication should show, sends it, and records what became of it. Ends every lease. */
    public void publish(StorefrontId storefront, Aspect aspect, List<Claim> claims) {
        throw new IllegalStateException("not built yet");
    }

    /** Ends leases under which nothing was sent; the work stays owed and is due again after {@code delay}. */
    public void release(List<Claim> claims, Duration delay) {
        throw new IllegalStateException("not built yet");
    }
}
