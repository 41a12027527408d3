package io.entrepot.route;

import io.entrepot.model.Aspect;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.DriftScans;
import io.entrepot.sync.FeedId;
import io.entrepot.sync.ListingScans;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Publish claimed work on a storefront, read the next page of its orders, or all that it lists. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "storefront",
        title = "Entrepot storefront",
        syntax = "storefront:id/what",
        producerOnly = true,
        category = {Category.SAAS},
        headersClass = EntrepotHeaders.class)
public class StorefrontEndpoint extends DefaultEndpoint {

    @UriPath(description = "The storefront's id as declared in config/entrepot.yaml.")
    @Metadata(required = true)
    private String id = "";

    @UriPath(
            enums = "stock,price,content,shipments,orders,after-sales,funds,listings,drift",
            description =
                    "stock, price, content and shipments publish the claims in the message; orders, after-sales and funds read a page of that feed; listings"
                            + " reads into the store all that the storefront lists, and matches it with SKUs; drift reads stock anew that was"
                            + " not read for long.")
    @Metadata(required = true)
    private String what = "";

    @UriParam(
            label = "producer",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description =
                    "With orders, after-sales and funds: what was read up to the present within that time is not read again, unless something that the"
                            + " storefront sells runs low.")
    private long every;

    /** Made by the component. */
    public StorefrontEndpoint(String uri, StorefrontComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        StorefrontId storefront = new StorefrontId(id);
        Optional<Aspect> aspect = Addresses.aspect(what);
        if (what.equals(Addresses.LISTINGS)) {
            Supplier<ListingScans> scans = Beans.later(getCamelContext(), ListingScans.class);
            return new ScanProducer(this, () -> scans.get().readPage(storefront));
        }
        if (what.equals(Addresses.DRIFT)) {
            Supplier<DriftScans> scans = Beans.later(getCamelContext(), DriftScans.class);
            return new ScanProducer(this, () -> scans.get().look(storefront));
        }
        return aspect.<Producer>map(of -> new PublishProducer(this, new Lane(storefront, of)))
                .orElseGet(() -> new ReadPageProducer(this, feed(storefront), Duration.ofMillis(every)));
    }

    private FeedId feed(StorefrontId storefront) {
        return new FeedId(storefront, FeedId.Kind.of(what).orElseThrow());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        String remedy = "start the route with store:" + what + "?storefront=" + id + " or a quartz: schedule";
        throw new Refusal(RouteCode.PATH, what, "no route can start from storefront:" + id + "/" + what, remedy);
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getWhat() {
        return what;
    }

    public void setWhat(String what) {
        this.what = what;
    }

    public long getEvery() {
        return every;
    }

    public void setEvery(long every) {
        this.every = every;
    }
}
