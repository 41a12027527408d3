package io.entrepot.route;

import io.entrepot.route.Crew.Round;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A consumer with its own threads, whose stop waits until what they have begun is finished. */
abstract class DrainingConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {

    private static final Logger LOG = LoggerFactory.getLogger(DrainingConsumer.class);
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final int workers;
    private @Nullable ExecutorService threads;
    private volatile @Nullable Crew crew;

    DrainingConsumer(StoreEndpoint endpoint, Processor processor, int workers) {
        super(endpoint, processor);
        this.workers = workers;
    }

    /** What each worker repeats. */
    abstract Round round();

    /** Ends the waiting of a worker, if it can be ended. */
    abstract void wake();

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        String name = getEndpoint().getEndpointUri();
        // Twice the workers: after a resume, those of before the suspension may still be finishing.
        threads =
                getEndpoint().getCamelContext().getExecutorServiceManager().newFixedThreadPool(this, name, 2 * workers);
        hire();
    }

    @Override
    protected void doSuspend() throws Exception {
        dismiss();
        // Most messages end within this; Camel's own wait for the others goes by whole seconds.
        hasLeft(SHORT);
    }

    @Override
    protected void doResume() throws Exception {
        awaitLeaving();
        hire();
    }

    @Override
    protected void doStop() throws Exception {
        dismiss();
        awaitLeaving();
        if (threads != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdown(threads);
            threads = null;
        }
        super.doStop();
    }

    private void hire() {
        if (threads != null) {
            crew = new Crew(threads, workers, round(), failure -> getExceptionHandler()
                    .handleException(getEndpoint() + " cannot look for work; it tries again", failure));
        }
    }

    private void dismiss() {
        Crew present = crew;
        if (present != null) {
            present.dismiss();
            wake();
        }
    }

    private void awaitLeaving() {
        if (!leaves()) {
            LOG.warn(
                    "{} did not finish in time: {} messages are still on their way. What they hold is given back when"
                            + " they end, or taken over when its lease is over",
                    getEndpoint(),
                    getPendingExchangesSize());
        }
    }

    private boolean leaves() {
        try {
            return hasLeft(graceful());
        } catch (InterruptedException e) {
            // Camel's own wait is over: it goes on to stop the other routes.
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the dismissed crew left within the time; calls again and again, since one call wakes one worker. */
    private boolean hasLeft(Duration longest) throws InterruptedException {
        Crew leaving = crew;
        boolean left = leaving == null;
        for (long calls = longest.dividedBy(BETWEEN_CALLS); leaving != null && calls > 0 && !left; calls--) {
            left = leaving.hasLeft(BETWEEN_CALLS);
            wake();
        }
        return left;
    }

    /** After Camel's time for a shutdown is over, the routes that are left share no further one. */
    private Duration graceful() {
        var strategy = getEndpoint().getCamelContext().getShutdownStrategy();
        return strategy.isTimeoutOccurred()
                ? SHORT
                : Duration.of(strategy.getTimeout(), strategy.getTimeUnit().toChronoUnit());
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        Crew present = crew;
        return present == null ? 0 : present.busy();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {}

    @Override
    public StoreEndpoint getEndpoint() {
        return (StoreEndpoint) super.getEndpoint();
    }
}
