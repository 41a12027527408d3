package io.entrepot.channel.quota.redis;

import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.Quota;
import io.entrepot.model.StorefrontId;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What one node may use of each quota while it cannot know what the others use: nine tenths, shared by the nodes there were
 * when they were last counted. The last tenth is for one that has started since and counts nobody.
 *
 * @param counted how many there were; 0 when this node has never counted them
 */
record ShareOfQuota(Quotas whole, LongSupplier counted) implements Quotas {

    private static final long TENTHS = 10;

    @Override
    public Optional<Quota> of(StorefrontId storefront, String operation) {
        return whole.of(storefront, operation).map(this::share);
    }

    private Quota share(Quota quota) {
        long nodes = counted.getAsLong();
        long of = TENTHS * Math.max(1, nodes);
        long part = nodes == 0 ? 1 : TENTHS - 1;
        long calls = quota.calls() * part / of;
        long burst = Math.max(1, quota.burst() * part / of);
        return calls > 0
                ? new Quota(quota.operation(), calls, quota.period(), burst)
                : new Quota(
                        quota.operation(), 1, quota.period().multipliedBy(of).dividedBy(part * quota.calls()), burst);
    }
}
