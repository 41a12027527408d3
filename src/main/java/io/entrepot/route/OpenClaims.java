package io.entrepot.route;

import io.entrepot.sync.Claim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The claims of one exchange that nobody has published yet; travels with the exchange and all its copies. */
final class OpenClaims {

    static final String PROPERTY = "EntrepotOpenClaims";

    private final Lane lane;
    private final Set<Claim> open;

    OpenClaims(Lane lane, List<Claim> claims) {
        this.lane = lane;
        this.open = new LinkedHashSet<>(claims);
    }

    Lane lane() {
        return lane;
    }

    /** Takes those of the given claims that are still open; each claim is given once. */
    synchronized List<Claim> take(Collection<Claim> wanted) {
        List<Claim> taken = new ArrayList<>();
        for (Claim claim : wanted) {
            if (open.remove(claim)) {
                taken.add(claim);
            }
        }
        return taken;
    }

    /** Takes what is left. */
    synchronized List<Claim> takeRest() {
        List<Claim> rest = List.copyOf(open);
        open.clear();
        return rest;
    }
}
