package io.entrepot.route.files;

import io.entrepot.route.KnownStorefronts;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultRegistry;
import org.jspecify.annotations.Nullable;

/** Makes contexts in which routes are built and never run. They borrow beans and properties, and leave nothing behind. */
final class TrialContexts {

    private final KnownStorefronts known;
    private final @Nullable CamelContext running;

    /** With the beans and properties of a running context; with the storefronts alone where nothing runs. */
    TrialContexts(KnownStorefronts known, @Nullable CamelContext running) {
        this.known = known;
        this.running = running;
    }

    /** A started context that starts no route. The caller closes it. */
    DefaultCamelContext open() throws Exception {
        DefaultCamelContext trial = new DefaultCamelContext(registry());
        trial.disableJMX();
        trial.setAutoStartup(false);
        trial.getCamelContextExtension().setName("trial");
        trial.addComponent("quartz", new TrialQuartz());
        if (running != null) {
            trial.getPropertiesComponent().addPropertiesSource(new Borrowed(running));
        }
        trial.start();
        return trial;
    }

    private DefaultRegistry registry() {
        if (running != null) {
            return new DefaultRegistry(running.getRegistry());
        }
        DefaultRegistry registry = new DefaultRegistry();
        registry.bind("entrepotKnownStorefronts", KnownStorefronts.class, known);
        return registry;
    }

    private record Borrowed(CamelContext running) implements PropertiesSource {

        @Override
        public String getName() {
            return "running";
        }

        @Override
        public @Nullable String getProperty(String name) {
            return running.getPropertiesComponent().resolveProperty(name).orElse(null);
        }
    }
}
