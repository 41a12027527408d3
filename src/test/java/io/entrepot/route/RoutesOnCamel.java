package io.entrepot.route;

import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A running Camel with an engine behind it, to which a test gives routes in YAML. */
abstract class RoutesOnCamel {

    final DefaultCamelContext context = new DefaultCamelContext();
    final FakeEngine engine = new FakeEngine();

    @BeforeEach
    void startCamel() throws Exception {
        engine.in(context);
        context.start();
    }

    @AfterEach
    void stopCamel() throws Exception {
        context.close();
    }

    void run(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("test.yaml", yaml));
    }

    void run(RoutesBuilder routes) throws Exception {
        context.addRoutes(routes);
    }
}
