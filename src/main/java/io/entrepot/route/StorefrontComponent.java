package io.entrepot.route;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** The storefronts as routes see them. */
@Component("storefront")
public class StorefrontComponent extends DefaultComponent {

    /** Made by Camel. */
    public StorefrontComponent() {}

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Addresses.StorefrontAddress address =
                Addresses.atStorefront(remaining, Beans.one(getCamelContext(), KnownStorefronts.class));
        StorefrontOptions.check(address.what(), parameters);
        StorefrontEndpoint endpoint = new StorefrontEndpoint(uri, this);
        endpoint.setId(address.storefront().value());
        endpoint.setWhat(address.what());
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
