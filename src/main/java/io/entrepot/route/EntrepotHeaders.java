package io.entrepot.route;

import org.apache.camel.spi.Metadata;

/** The message headers that the two components set and read. */
public final class EntrepotHeaders {

    /** The storefront's id. */
    @Metadata(description = "The id of the storefront the message is about.", javaType = "String")
    public static final String STOREFRONT = "EntrepotStorefront";

    /** The aspect's name. */
    @Metadata(description = "The aspect the claims are about: stock, price or content.", javaType = "String")
    public static final String ASPECT = "EntrepotAspect";

    /** Whether a feed has more pages to read now. */
    @Metadata(description = "Whether the feed has more pages to read now.", javaType = "Boolean")
    public static final String MORE = "EntrepotMore";

    private EntrepotHeaders() {}
}
