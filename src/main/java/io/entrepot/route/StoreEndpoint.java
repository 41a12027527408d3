package io.entrepot.route;

import io.entrepot.model.Aspect;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** Take work for a storefront from the central store, or bring a storefront's orders into it. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "store",
        title = "Entrepot store",
        syntax = "store:what",
        remote = false,
        category = {Category.CORE},
        headersClass = EntrepotHeaders.class)
public class StoreEndpoint extends DefaultEndpoint {

    @UriPath(
            enums = "stock,price,content,shipments,orders,orders-received",
            description =
                    "What to take or bring: stock, price, content and shipments give the work that is due (from); orders takes"
                            + " a page of a feed (to); orders-received gives each order that has taken effect (from).")
    @Metadata(required = true)
    private String what = "";

    @UriParam(
            label = "consumer",
            description =
                    "The storefront's id as declared in config/entrepot.yaml. Required with stock, price, content and shipments;"
                            + " without it orders-received gives the orders of all storefronts.")
    private @Nullable String storefront;

    @UriParam(label = "consumer", defaultValue = "1", description = "How many workers drain this lane in this process.")
    private int workers = 1;

    @UriParam(label = "consumer", defaultValue = "50", description = "The most claims in one message.")
    private int batch = 50;

    @UriParam(
            label = "consumer",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description =
                    "When work that the route did not publish (a filter dropped it, or the route failed) is due again.")
    private long retryDelay = Duration.ofSeconds(30).toMillis();

    /** Made by the component. */
    public StoreEndpoint(String uri, StoreComponent component) {
        super(uri, component);
    }

    void check(KnownStorefronts known) {
        boolean lane = Addresses.inStore(what).isPresent();
        if (storefront != null) {
            Addresses.storefront(storefront, known);
        } else if (lane) {
            String remedy = "write store:" + what + "?storefront=ID";
            throw new Refusal(RouteCode.STOREFRONT, "storefront", "store:" + what + " names no storefront", remedy);
        }
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Consumer consumer = consumer(processor);
        configureConsumer(consumer);
        return consumer;
    }

    private Consumer consumer(Processor processor) {
        Optional<Aspect> aspect = Addresses.aspect(what);
        StorefrontId of = storefront == null ? null : new StorefrontId(storefront);
        if (aspect.isPresent() && of != null) {
            return new LaneConsumer(this, processor, new Lane(of, aspect.get()));
        }
        if (what.equals(Addresses.ORDERS_RECEIVED)) {
            return new ReceivedConsumer(this, processor, of);
        }
        String remedy =
                "write to: store:" + what + " after to: storefront:ID/" + what + ", or from: store:orders-received";
        throw new Refusal(RouteCode.PATH, what, "store:" + what + " gives nothing to a route; pages go to it", remedy);
    }

    @Override
    public Producer createProducer() {
        if (!Addresses.isFeed(what)) {
            String remedy = "only store:orders, store:after-sales and store:funds can be sent to; " + what
                    + " belongs after from:";
            throw new Refusal(RouteCode.PATH, what, "nothing can be sent to store:" + what, remedy);
        }
        return new AcceptPageProducer(this, what);
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public StoreComponent getComponent() {
        return (StoreComponent) super.getComponent();
    }

    public String getWhat() {
        return what;
    }

    public void setWhat(String what) {
        this.what = what;
    }

    public @Nullable String getStorefront() {
        return storefront;
    }

    public void setStorefront(@Nullable String storefront) {
        this.storefront = storefront;
    }

    public int getWorkers() {
        return workers;
    }

    public void setWorkers(int workers) {
        this.workers = workers;
    }

    public int getBatch() {
        return batch;
    }

    public void setBatch(int batch) {
        this.batch = batch;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }
}
