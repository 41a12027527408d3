package io.entrepot.route.files;

import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Hands a file's text to Camel's YAML loader. */
final class RouteResource {

    private RouteResource() {}

    /** Adds what the file holds to the context. */
    static void load(CamelContext context, RouteText text) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(of(text));
    }

    /** Camel takes all that follows the first dot of a name as the kind of file, so the dots within a name are replaced. */
    private static Resource of(RouteText text) {
        String name = text.file().replaceFirst("\\.ya?ml$", "").replace(".", "%2E") + ".yaml";
        return ResourceHelper.fromBytes(name, text.yaml().getBytes(StandardCharsets.UTF_8));
    }
}
