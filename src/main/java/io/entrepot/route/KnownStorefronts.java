package io.entrepot.route;

import io.entrepot.model.StorefrontId;
import java.util.Collection;

/** Which storefronts are declared, so that a route that names another is refused before it runs. */
@FunctionalInterface
public interface KnownStorefronts {

    /** The ids of all declared storefronts. */
    Collection<StorefrontId> ids();
}
