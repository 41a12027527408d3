package io.entrepot.route;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;

/** The worklist of one storefront and aspect. */
record Lane(StorefrontId storefront, Aspect aspect) {

    @Override
    public String toString() {
        return storefront + "/" + aspect.id();
    }
}
