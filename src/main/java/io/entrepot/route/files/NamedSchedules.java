package io.entrepot.route.files;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.TriggerKey;

/**
 * The {@code quartz:} component of the running routes: a schedule's key in the job store is its name and a digest of all it
 * says. An edited schedule so is another one there. Otherwise a node that had taken up a trigger before the edit writes it back
 * as it was when it fires it, and nodes that follow the same edit at the same moment take each other's new trigger away.
 */
final class NamedSchedules extends QuartzComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        QuartzEndpoint endpoint = (QuartzEndpoint) super.createEndpoint(uri, remaining, parameters);
        endpoint.setTriggerKey(key(endpoint.getTriggerKey(), uri));
        return endpoint;
    }

    private static TriggerKey key(TriggerKey named, String uri) {
        UUID digest = UUID.nameUUIDFromBytes(uri.getBytes(StandardCharsets.UTF_8));
        return TriggerKey.triggerKey(named.getName() + " " + digest, named.getGroup());
    }
}
