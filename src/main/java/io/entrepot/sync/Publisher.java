package io.entrepot.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Publishes one aspect. */
interface Publisher {

    /**
     * Sends what the claims owe and settles every one of them.
     *
     * @param leaseUntil when others may take the claims over: no call is begun that could outlast it
     * @return how long the lane should rest because the storefront's quota is used up; zero when it need not
     */
    Duration publish(OpenStorefront storefront, List<Claim> claims, Instant leaseUntil);
}
