package io.entrepot.serve;

import io.entrepot.channel.http.HttpRuntimes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;

/**
 * Gives calls to storefronts a little time to end once the program was asked to, then ends them: one that hangs would
 * otherwise use up the time in which its outcome can be written down.
 */
@Component
final class LastCalls implements ApplicationListener<ContextClosedEvent>, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(LastCalls.class);
    private static final int SECONDS = 3;

    private final HttpRuntimes runtimes;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "last-calls");
        thread.setDaemon(true);
        return thread;
    });

    LastCalls(HttpRuntimes runtimes) {
        this.runtimes = runtimes;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent closed) {
        var unused = later.schedule(this::end, SECONDS, TimeUnit.SECONDS);
    }

    private void end() {
        LOG.info("Calls to storefronts that are still under way after {} s are ended", SECONDS);
        runtimes.endCalls();
    }

    @Override
    public void destroy() {
        later.shutdownNow();
    }
}
