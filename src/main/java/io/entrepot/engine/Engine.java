package io.entrepot.engine;

import io.entrepot.channel.spi.Storefront;
import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.database.ChangeSignal;
import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.adoption.Adoption;
import io.entrepot.store.aftersale.AfterSaleAnswers;
import io.entrepot.store.aftersale.AfterSales;
import io.entrepot.store.aftersale.Funds;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.attention.Remedies;
import io.entrepot.store.brake.BrakeWatch;
import io.entrepot.store.brake.Brakes;
import io.entrepot.store.change.Projector;
import io.entrepot.store.fulfilment.Cancellations;
import io.entrepot.store.fulfilment.NoticeReading;
import io.entrepot.store.fulfilment.NoticeWorklist;
import io.entrepot.store.fulfilment.Notices;
import io.entrepot.store.fulfilment.Parcels;
import io.entrepot.store.order.Inbox;
import io.entrepot.store.order.OpenOrders;
import io.entrepot.store.order.OrderBook;
import io.entrepot.store.order.OrderFeedStore;
import io.entrepot.store.order.OrderIntake;
import io.entrepot.store.order.OrderReading;
import io.entrepot.store.oversold.OversoldReading;
import io.entrepot.store.oversold.OversoldWatch;
import io.entrepot.store.publication.AbandonedLeases;
import io.entrepot.store.publication.ContentCases;
import io.entrepot.store.publication.Drifts;
import io.entrepot.store.publication.DueDates;
import io.entrepot.store.publication.LagRecord;
import io.entrepot.store.publication.Looks;
import io.entrepot.store.publication.PriceCases;
import io.entrepot.store.publication.PublicationRetry;
import io.entrepot.store.publication.PublicationWorklist;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.store.publication.ShelfDrifts;
import io.entrepot.store.publication.ShownStock;
import io.entrepot.store.publication.StockCases;
import io.entrepot.store.seal.Sealed;
import io.entrepot.store.stock.Locations;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.UncountedShipments;
import io.entrepot.store.storefront.DeclaredStorefronts;
import io.entrepot.store.storefront.ForgetfulStorefronts;
import io.entrepot.store.storefront.Pauses;
import io.entrepot.sync.CallTimes;
import io.entrepot.sync.DriftScans;
import io.entrepot.sync.FeedId;
import io.entrepot.sync.Inbound;
import io.entrepot.sync.LaneSignals;
import io.entrepot.sync.ListingScans;
import io.entrepot.sync.OpenStorefront;
import io.entrepot.sync.Outbound;
import io.entrepot.sync.ReceivedOrders;
import io.entrepot.sync.RungOrders;
import io.entrepot.sync.RungOrders.Rung;
import io.entrepot.sync.Storefronts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One process's store and sync core, put together from the configuration. */
public final class Engine implements AutoCloseable {

    private final EntrepotConfig config;
    private final SalesTerms terms;
    private final Storefronts storefronts;
    private final Attention attention;
    private final Inbox inbox;
    private final StockLevels stock;
    private final Pauses pauses;
    private final Outbound outbound;
    private final Inbound inbound;
    private final AfterSales afterSales;
    private final AfterSaleAnswers afterSaleAnswers;
    private final Funds funds;
    private final Projector projector;
    private final OrderIntake intake;
    private final OpenOrders openOrders;
    private final Parcels parcels;
    private final Cancellations cancellations;
    private final NoticeReading notices;
    private final UncountedShipments uncounted;
    private final ChangeSignal signal;
    private final DeclaredStorefronts declared;
    private final OversoldReading oversold;
    private final Brakes brakes;
    private final OrderReading orderReading;
    private final ShownStock shownStock;
    private final PublicationRetry retry;
    private final String node;
    private final ForgetfulStorefronts forgetful;
    private final Adoption adoption;
    private final ListingScans scans;
    private final DriftScans driftScans;
    private final LaneSignals lanes;
    private final Signal orderRang = new Signal();
    private final RungOrders rung;
    private final AbandonedLeases abandoned;
    private final ClockWatch clockWatch;
    private final AccessWatch accessWatch;
    private final DueDates dueDates;
    private final Clock clock;
    private final Signal inboxFilled = new Signal();
    private final List<Worker> workers = new ArrayList<>();

    /**
     * Puts everything together; nothing runs yet.
     *
     * @param open opens a declared storefront; no call is made
     * @param sealed keeps what storefronts tell about buyers
     */
    public Engine(
            EntrepotConfig config,
            Database database,
            ChangeSignal signal,
            Function<StorefrontConfig, Storefront> open,
            Sealed sealed,
            LagRecord lag,
            Clock clock) {
        this.config = config;
        this.rung = new RungOrders(config.followed(), orderRang);
        this.signal = signal;
        Locations locations = new Locations(database);
        config.locations().forEach(each -> locations.put(each.code(), each.name(), each.externalOwner()));
        this.terms = new SalesTerms(config.storefronts().stream()
                .map(each -> terms(each, locations))
                .toList());
        this.storefronts = new Storefronts(config.storefronts().stream()
                .map(each -> new OpenStorefront(
                        each.id(),
                        open.apply(each),
                        pushed(each.sync()),
                        each.sync().orders()))
                .toList());
        this.attention = new Attention(database, clock, new Remedies());
        this.stock = new StockLevels(database, signal::raise, clock);
        this.pauses = new Pauses(database, config.stop(), observed(config), clock);
        this.node = "node-" + UUID.randomUUID();
        this.lanes = new LaneSignals();
        Drifts drifts = new Drifts(
                config.storefronts().stream().collect(Collectors.toMap(StorefrontConfig::id, each -> each.edits()
                        .theirs())),
                attention);
        StockCases stockCases = new StockCases(database, terms, drifts, node);
        PublicationWorklist publications = new PublicationWorklist(database, terms, attention, lag, node);
        this.driftScans = new DriftScans(
                storefronts,
                pauses,
                publications,
                new Looks(database, node),
                stockCases,
                CallTimes.DEFAULT,
                config.storefronts().stream().collect(Collectors.toMap(StorefrontConfig::id, each -> each.edits()
                        .lookAgain())),
                clock);
        this.outbound = new Outbound(
                storefronts,
                pauses,
                publications,
                new NoticeWorklist(database, attention, node),
                new Outbound.Books(
                        new ContentCases(database, terms, lanes, node),
                        new PriceCases(database, terms, node),
                        stockCases,
                        new Notices(database, sealed, node)),
                lanes,
                CallTimes.DEFAULT,
                clock);
        ReceivedOrders received = new ReceivedOrders();
        this.inbox = new Inbox(database, sealed, attention);
        this.inbound = new Inbound(
                storefronts, pauses, new OrderFeedStore(database, inbox, attention), received, inboxFilled, clock);
        OrderBook orders = new OrderBook(terms, attention, sealed);
        this.parcels =
                new Parcels(database, storefronts, orders, attention, config.followers(), lanes, signal::raise, clock);
        this.cancellations = new Cancellations(database, storefronts, lanes, clock);
        this.notices = new NoticeReading(database);
        this.openOrders = new OpenOrders(database, inbox, storefronts, pauses, clock);
        this.uncounted = new UncountedShipments(database);
        this.afterSales = new AfterSales(database, sealed);
        this.afterSaleAnswers =
                new AfterSaleAnswers(database, afterSales, storefronts, pauses, CallTimes.DEFAULT, clock);
        this.funds = new Funds(database);
        this.intake = new OrderIntake(
                database,
                inbox,
                orders,
                Map.of(FeedId.Kind.AFTER_SALES, afterSales, FeedId.Kind.FUNDS, funds),
                storefronts,
                received,
                signal,
                lanes,
                clock);
        this.projector = new Projector(
                database, terms, new OversoldWatch(terms, attention), new BrakeWatch(terms, attention), lanes, clock);
        this.brakes = new Brakes(database, attention, lanes, clock);
        this.oversold = new OversoldReading(database, terms, storefronts);
        this.declared = new DeclaredStorefronts(database, terms, clock);
        this.orderReading = new OrderReading(database, sealed);
        this.shownStock = new ShownStock(database, terms);
        this.retry = new PublicationRetry(database, lanes, clock);
        this.forgetful = new ForgetfulStorefronts(database, clock);
        this.adoption = new Adoption(
                database,
                terms,
                storefronts,
                attention,
                new ShelfDrifts(terms, drifts),
                signal::raise,
                owed -> lanes.raise(owed.storefront(), owed.aspect()),
                clock);
        this.scans = new ListingScans(storefronts, pauses, adoption.listings(), clock);
        this.abandoned = new AbandonedLeases(database);
        this.clock = clock;
        this.dueDates = new DueDates(database);
        this.clockWatch = new ClockWatch(clock, this::setBack);
        this.accessWatch = new AccessWatch(List.copyOf(storefronts.all()), attention, clock);
    }

    /** What was dated by a clock that is set back, be it while no process ran, waits no longer for it. */
    private void setBack(Instant now) {
        List<StorefrontId> ids =
                config.storefronts().stream().map(StorefrontConfig::id).toList();
        dueDates.bringForward(now, now.plus(CallTimes.DEFAULT.lastArrival()), ids);
        outbound.forgetRests();
        inbound.forgetRests();
        inboxFilled.run();
        ids.forEach(id -> Arrays.stream(Aspect.values()).forEach(aspect -> lanes.raise(id, aspect)));
    }

    private static Terms terms(StorefrontConfig each, Locations locations) {
        return new Terms(
                each.id(),
                locations.ids(each.locations()),
                each.priceList(),
                each.currency(),
                each.stock(),
                each.sync().orders(),
                pushed(each.sync()),
                each.valueDigest(),
                each.brake());
    }

    /** What is written, and what is only observed until it is released: both are computed. */
    private static Set<Aspect> pushed(Switches sync) {
        Set<Aspect> pushed = EnumSet.allOf(Aspect.class);
        pushed.removeIf(aspect -> sync.of(aspect) == StorefrontConfig.Outbound.OFF);
        return pushed;
    }

    private static Map<StorefrontId, Set<Aspect>> observed(EntrepotConfig config) {
        Map<StorefrontId, Set<Aspect>> observed = new HashMap<>();
        for (StorefrontConfig each : config.storefronts()) {
            Set<Aspect> aspects = EnumSet.allOf(Aspect.class);
            aspects.removeIf(aspect -> each.sync().of(aspect) != StorefrontConfig.Outbound.OBSERVE);
            if (!aspects.isEmpty()) {
                observed.put(each.id(), aspects);
            }
        }
        return observed;
    }

    /**
     * Takes over what an earlier process had in hand when it was killed, as soon as nothing that it sent can still arrive. To
     * be called before the start, and only by the one process that works on its database.
     */
    public void takeOver() {
        abandoned.endBy(
                clock.instant().plus(CallTimes.DEFAULT.lastArrival()),
                config.storefronts().stream().map(StorefrontConfig::id).toList());
    }

    /**
     * Declares the storefronts in the store, and lets projector and order intake run. A simulated storefront of this process
     * has forgotten all it knew, so the store forgets what it knew of it.
     */
    public void start() {
        declare();
        setBack(clock.instant());
        work().forEach(each -> workers.add(new Worker(each.name(), each.step(), each.rest())));
    }

    void declare() {
        config.storefronts().stream()
                .filter(each -> each.simulated() != null)
                .forEach(each -> forgetful.forget(each.id()));
        config.storefronts().forEach(each -> declared.declare(terms.of(each.id()), each.channel(), each.valueDigest()));
    }

    /** What goes on by itself, each on a thread of its own. */
    record Work(String name, Worker.Step step, Worker.Rest rest) {}

    List<Work> work() {
        return List.of(
                new Work("projector", () -> projector.project() > 0, signal::await),
                new Work("clock-watch", clockWatch::look, new Signal()),
                new Work("access-watch", accessWatch::look, new Signal()),
                new Work("open-orders", this::rereadOpenOrders, new Signal()),
                new Work("callbacks", this::askForOne, orderRang),
                new Work("order-intake", () -> uncounted.release() | intake.takeSome(), inboxFilled));
    }

    private boolean askForOne() {
        Optional<Rung> next = rung.take();
        next.filter(order -> !inbound.ask(order.storefront(), order.orderNo()))
                .ifPresent(unanswered -> rung.forget(unanswered.storefront()));
        return next.isPresent();
    }

    private boolean rereadOpenOrders() {
        boolean more = openOrders.rereadSome();
        if (more) {
            inboxFilled.run();
        }
        return more;
    }

    /** Lets the steps in hand end, then closes the storefronts; the database stays open. */
    @Override
    public void close() {
        workers.forEach(Worker::dismiss);
        workers.forEach(Worker::close);
        workers.clear();
        storefronts.close();
    }

    /** The configuration in force. */
    public EntrepotConfig config() {
        return config;
    }

    /** What wakes the lanes of this process. */
    public LaneSignals lanes() {
        return lanes;
    }

    /** The open storefronts. */
    public Collection<OpenStorefront> storefronts() {
        return storefronts.all();
    }

    /** The orders that storefronts rang for. */
    public RungOrders rung() {
        return rung;
    }

    /** The outbound half of the sync core. */
    public Outbound outbound() {
        return outbound;
    }

    /** What buyers ask for after the sale. */
    public AfterSales afterSales() {
        return afterSales;
    }

    /** Answers to what buyers ask for. */
    public AfterSaleAnswers afterSaleAnswers() {
        return afterSaleAnswers;
    }

    /** The seller's accounts with the storefronts. */
    public Funds funds() {
        return funds;
    }

    /** The inbound half of the sync core. */
    public Inbound inbound() {
        return inbound;
    }

    /** Stock, to be counted and moved. */
    public StockLevels stock() {
        return stock;
    }

    /** What a person must look at. */
    public Attention attention() {
        return attention;
    }

    /** Raw records, to be looked into and replayed. */
    public Inbox inbox() {
        return inbox;
    }

    /** What is paused. */
    public Pauses pauses() {
        return pauses;
    }

    /** Names this process in leases. */
    public String node() {
        return node;
    }

    /** Orders, for those who look at them. */
    public OrderReading orders() {
        return orderReading;
    }

    /** Writes parcels down. */
    public Parcels parcels() {
        return parcels;
    }

    /** Writes cancellations by the seller down. */
    public Cancellations cancellations() {
        return cancellations;
    }

    /** The parcels and cancellations of an order. */
    public NoticeReading notices() {
        return notices;
    }

    /** What is held until a person has looked. */
    public Brakes brakes() {
        return brakes;
    }

    /** SKUs of which more is promised than there is. */
    public OversoldReading oversold() {
        return oversold;
    }

    /** What storefronts are believed to show. */
    public ShownStock shownStock() {
        return shownStock;
    }

    /** Reads what storefronts list. */
    public ListingScans scans() {
        return scans;
    }

    /** Reads stock anew that was not read for long. */
    public DriftScans driftScans() {
        return driftScans;
    }

    /** What storefronts list already, and which SKU of ours each of it is. */
    public Adoption adoption() {
        return adoption;
    }

    /** Lets a person have a publication tried at once. */
    public PublicationRetry retry() {
        return retry;
    }
}
