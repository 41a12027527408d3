package io.entrepot.store.aftersale;

import static io.entrepot.database.schema.Tables.AFTER_SALE;
import static io.entrepot.database.schema.Tables.AFTER_SALE_ANSWER;

import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.AfterSaleTarget;
import io.entrepot.channel.spi.AfterSaleTarget.AfterSaleAnswer;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.AfterSaleAnswerRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.aftersale.AfterSales.Answer;
import io.entrepot.store.aftersale.AfterSales.Request;
import io.entrepot.sync.CallTimes;
import io.entrepot.sync.OpenStorefront;
import io.entrepot.sync.Storefronts;
import io.entrepot.sync.Switches;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the seller's answers to what buyers ask for. Each is written down before the storefront is told; one whose outcome nobody
 * knows is not given again by itself, and by a person only when the first can no longer arrive.
 */
public final class AfterSaleAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(AfterSaleAnswers.class);
    private static final ErrorCode NONE_SUCH = new ErrorCode("ENT-4210");
    private static final ErrorCode CANNOT = new ErrorCode("ENT-4211");
    private static final ErrorCode NOT_ASKED = new ErrorCode("ENT-4212");
    private static final ErrorCode SWITCHED_OFF = new ErrorCode("ENT-4213");
    private static final ErrorCode UNDER_WAY = new ErrorCode("ENT-4214");

    private final Database database;
    private final AfterSales requests;
    private final Storefronts storefronts;
    private final Switches switches;
    private final CallTimes times;
    private final Clock clock;

    /** Made once per process. */
    public AfterSaleAnswers(
            Database database,
            AfterSales requests,
            Storefronts storefronts,
            Switches switches,
            CallTimes times,
            Clock clock) {
        this.database = database;
        this.requests = requests;
        this.storefronts = storefronts;
        this.switches = switches;
        this.times = times;
        this.clock = clock;
    }

    /**
     * Tells the storefront what the seller says to a request, and reads the request anew.
     *
     * @param reason why not, as the buyer may read it; empty when it is accepted
     * @return what became of it
     * @throws Refusal ENT-4210 when there is no such request, ENT-4211 when the storefront cannot be told, ENT-4212 when the request
     *     does not wait for the seller, ENT-4213 when nothing is written to the storefront now, ENT-4214 when an answer is under way
     */
    public Answer answer(StorefrontId storefront, String number, boolean accepts, String reason) {
        OpenStorefront open = storefronts.get(storefront);
        AfterSaleTarget target = open.capability(AfterSaleTarget.class)
                .orElseThrow(() -> new Refusal(
                        CANNOT,
                        "storefront",
                        storefront + " takes no answers to requests",
                        "Answer on the storefront's own page; what it then says is read from there."));
        if (!open.pushed().contains(Aspect.SHIPMENTS) || !switches.mayWrite(storefront, Aspect.SHIPMENTS)) {
            throw new Refusal(
                    SWITCHED_OFF,
                    "storefront",
                    "nothing is told to " + storefront + " of its orders now",
                    "Set sync.shipments to push, and resume what is paused or stopped.");
        }
        Request request = requests.find(storefront, number).orElseThrow(() -> noneSuch(storefront, number));
        ChannelAfterSale told = told(open, request);
        long attempt = begin(request, accepts, reason);
        Outcome outcome = target.answer(new AfterSaleAnswer(told, accepts, reason));
        end(attempt, outcome);
        readAnew(open, number);
        return requests.answers(request).get(0);
    }

    private ChannelAfterSale told(OpenStorefront open, Request request) {
        String payload = requests.payload(open.id(), request.number()).orElseThrow();
        try {
            ChannelAfterSale told =
                    open.capability(AfterSaleSource.class).orElseThrow().parse(payload);
            if (told.state() == ChannelAfterSale.State.ASKED || told.state() == ChannelAfterSale.State.RETURNED) {
                return told;
            }
        } catch (MalformedRecord changed) {
            LOG.warn("request {} of {} can no longer be read", request.number(), open.id(), changed);
        }
        throw new Refusal(
                NOT_ASKED,
                "number",
                "request " + request.number() + " is " + request.state() + " (" + request.channelState() + ")",
                "Only what is asked or returned waits for the seller; look it up on the storefront.");
    }

    /** Commits the attempt, unless one is there that may still arrive. */
    private long begin(Request request, boolean accepts, String reason) {
        return database.inTransaction(tx -> {
            tx.selectFrom(AFTER_SALE)
                    .where(AFTER_SALE.ID.eq(request.id()))
                    .forUpdate()
                    .fetchSingle();
            Instant now = clock.instant();
            tx.selectFrom(AFTER_SALE_ANSWER)
                    .where(AFTER_SALE_ANSWER.AFTER_SALE_ID.eq(request.id()))
                    .orderBy(AFTER_SALE_ANSWER.ID.desc())
                    .limit(1)
                    .fetchOptional()
                    .filter(last -> mayArrive(last, now))
                    .ifPresent(last -> {
                        throw new Refusal(
                                UNDER_WAY,
                                "number",
                                "an answer of " + last.getSentAt() + " may still arrive",
                                "Wait until " + last.getSentAt().plus(times.lastArrival())
                                        + ", and look whether the request has changed.");
                    });
            AfterSaleAnswerRecord row = tx.newRecord(AFTER_SALE_ANSWER);
            row.setAfterSaleId(request.id());
            row.setAccepts(accepts);
            row.setReason(reason);
            row.setSentAt(now);
            row.store();
            return row.getId();
        });
    }

    private boolean mayArrive(AfterSaleAnswerRecord last, Instant now) {
        boolean open = last.getOutcome() == null || last.getOutcome().equals("unknown");
        return open && last.getSentAt().plus(times.lastArrival()).isAfter(now);
    }

    private void end(long attempt, Outcome outcome) {
        Said said = Said.of(outcome);
        database.transact(tx -> tx.update(AFTER_SALE_ANSWER)
                .set(AFTER_SALE_ANSWER.OUTCOME, said.outcome())
                .set(
                        AFTER_SALE_ANSWER.ERROR_CODE,
                        said.code() == null ? null : said.code().value())
                .set(AFTER_SALE_ANSWER.ERROR, said.message())
                .set(AFTER_SALE_ANSWER.ENDED_AT, clock.instant())
                .where(AFTER_SALE_ANSWER.ID.eq(attempt))
                .execute());
    }

    /** The feed brings it as well; this only makes it sooner. */
    private void readAnew(OpenStorefront open, String number) {
        try {
            AfterSaleSource source = open.capability(AfterSaleSource.class).orElseThrow();
            String payload = source.fetch(number).payload();
            ChannelAfterSale told = source.parse(payload);
            database.transact(tx -> requests.put(tx, open.id(), told, payload, clock.instant()));
        } catch (IOException e) {
            LOG.debug("request {} of {} was not had at once: {}", number, open.id(), e.getMessage());
        }
    }

    private static Refusal noneSuch(StorefrontId storefront, String number) {
        return new Refusal(
                NONE_SUCH,
                "number",
                "no request '" + number + "' of " + storefront + " is known",
                "Check the number; new requests come with the feed of after-sales.");
    }

    private record Said(
            String outcome,
            @Nullable ErrorCode code,
            @Nullable String message) {

        static Said of(Outcome outcome) {
            if (outcome instanceof Outcome.Rejected no) {
                return new Said("rejected", no.code(), shortened(no.message()));
            }
            if (outcome instanceof Outcome.NotDone no) {
                return new Said("not_done", no.code(), shortened(no.message()));
            }
            if (outcome instanceof Outcome.Throttled no) {
                return new Said("throttled", null, "to be tried again after " + no.retryAfter());
            }
            if (outcome instanceof Outcome.Unknown nobody) {
                return new Said("unknown", null, shortened(nobody.message()));
            }
            return new Said("applied", null, null);
        }

        private static String shortened(String message) {
            return Optional.of(message)
                    .filter(all -> all.length() <= 1000)
                    .orElseGet(() -> message.substring(0, 999) + "…");
        }
    }
}
