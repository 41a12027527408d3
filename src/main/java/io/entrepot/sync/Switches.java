package io.entrepot.sync;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;

/** What a person has paused or stopped, asked before anything is claimed or read. */
public interface Switches {

    /** Whether this aspect may be written now. */
    boolean mayWrite(StorefrontId storefront, Aspect aspect);

    /** Whether orders may be read now. */
    boolean mayReadOrders(StorefrontId storefront);
}
