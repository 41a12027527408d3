package io.entrepot.route;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** The central store as routes see it. */
@Component("store")
public class StoreComponent extends DefaultComponent {

    private final ReceivedPositions positions = new ReceivedPositions();

    /** Made by Camel. */
    public StoreComponent() {}

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        StoreEndpoint endpoint = new StoreEndpoint(uri, this);
        endpoint.setWhat(remaining);
        StoreOptions.check(remaining, parameters);
        setProperties(endpoint, parameters);
        endpoint.check(Beans.one(getCamelContext(), KnownStorefronts.class));
        return endpoint;
    }

    ReceivedPositions positions() {
        return positions;
    }
}
