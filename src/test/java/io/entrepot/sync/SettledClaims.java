package io.entrepot.sync;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A worklist that owes nothing, and keeps what becomes of claims. */
final class SettledClaims implements Worklist {

    final List<Settlement> all = new ArrayList<>();

    Settlement newest() {
        return all.get(all.size() - 1);
    }

    @Override
    public List<Claim> claim(StorefrontId storefront, Aspect aspect, int most, Instant now, Instant leaseUntil) {
        return List.of();
    }

    @Override
    public Optional<Instant> nextDue(StorefrontId storefront, Aspect aspect) {
        return Optional.empty();
    }

    @Override
    public void release(Collection<Claim> claims, Instant dueAt) {}

    @Override
    public void settle(List<Settlement> settlements, Instant now) {
        all.addAll(settlements);
    }
}
