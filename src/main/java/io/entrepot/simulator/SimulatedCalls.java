package io.entrepot.simulator;

import com.sun.net.httpserver.HttpExchange;
import io.entrepot.simulator.Faults.Due;
import io.entrepot.simulator.StandIn.CallKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a stand-in's calls with the faults that are due, and logs each. */
public final class SimulatedCalls {

    private static final Runnable NOTHING = () -> {};
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCalls.class);

    private final StandIn standIn;
    private final Faults faults;
    private final FaultTimes times;
    private final CallLog log;
    private final Clock clock;

    /** Calls to this stand-in. */
    public SimulatedCalls(StandIn standIn, Faults faults, FaultTimes times, CallLog log, Clock clock) {
        this.standIn = standIn;
        this.faults = faults;
        this.times = times;
        this.log = log;
        this.clock = clock;
    }

    void handle(HttpExchange exchange, ScheduledExecutorService later) throws IOException {
        long arrivedNanos = System.nanoTime();
        Arrival arrival = new Arrival(clock.instant(), arrivedNanos, WireRequest.read(exchange));
        CallKind kind = standIn.kindOf(arrival.request());
        log.arrived(arrival.request(), kind.operation(), arrivedNanos);
        Optional<WireResponse> refused = standIn.refuse(arrival.request(), kind);
        Optional<Due> fault = refused.isPresent() ? Optional.empty() : faults.take(kind.operation(), kind.shape());
        fault.ifPresent(it -> LOG.debug(
                "{} {} meets {}", arrival.request().method(), arrival.request().target(), it.fault()));
        Turn turn = turn(arrival.request(), refused, fault);
        log.add(arrival.seen(kind.operation(), turn));
        turn.play(Reply.to(exchange), later);
    }

    private Turn turn(WireRequest request, Optional<WireResponse> refused, Optional<Due> due) {
        if (refused.isPresent()) {
            return Turn.answered(refused.get());
        }
        Optional<Fault> fault = due.map(Due::fault);
        if (fault.isEmpty()) {
            return Turn.answered(standIn.answer(request, fault));
        }
        Optional<Duration> lasts = due.flatMap(Due::lasts);
        return switch (fault.get()) {
            case TOO_MANY_CALLS -> Turn.answered(standIn.tooManyCalls(lasts.orElse(times.retryAfter())));
            case UNAVAILABLE -> Turn.answered(standIn.unavailable());
            case EXPIRED_TOKEN -> Turn.answered(standIn.expiredToken());
            case TIMEOUT_BEFORE_COMMIT -> Turn.dropped(lasts.orElse(times.hang()), NOTHING);
            case DROP_BEFORE_COMMIT -> Turn.dropped(Duration.ZERO, NOTHING);
            case LATE_COMMIT -> Turn.dropped(lasts.orElse(times.late()), () -> standIn.answer(request, fault));
            case TIMEOUT_AFTER_COMMIT -> done(Ending.DROP, request, fault, lasts.orElse(times.hang()));
            case DROP_AFTER_COMMIT -> done(Ending.DROP, request, fault, Duration.ZERO);
            case TRUNCATED_BODY -> done(Ending.HALF, request, fault, Duration.ZERO);
            case SLOW_ANSWER -> done(Ending.SEND, request, fault, lasts.orElse(times.slow()));
            default -> done(Ending.SEND, request, fault, Duration.ZERO);
        };
    }

    private Turn done(Ending ending, WireRequest request, Optional<Fault> fault, Duration after) {
        return new Turn(ending, Optional.of(standIn.answer(request, fault)), after, NOTHING);
    }

    private enum Ending {
        SEND,
        HALF,
        DROP
    }

    private record Arrival(Instant at, long nanos, WireRequest request) {
        SeenCall seen(String operation, Turn turn) {
            int status = turn.ending() == Ending.DROP
                    ? 0
                    : turn.response().map(WireResponse::status).orElse(0);
            int answered = status == 0
                    ? 0
                    : turn.response().map(it -> it.bytes().length).orElse(0);
            return new SeenCall(
                    at,
                    nanos,
                    request.method(),
                    request.target(),
                    operation,
                    status,
                    request.body().getBytes(StandardCharsets.UTF_8).length,
                    answered);
        }
    }

    /** How one exchange ends. Waiting takes no thread, so that calls that hang keep no other out. */
    private record Turn(Ending ending, Optional<WireResponse> response, Duration after, Runnable before) {
        static Turn answered(WireResponse response) {
            return new Turn(Ending.SEND, Optional.of(response), Duration.ZERO, NOTHING);
        }

        /**
         * @param before what is done right before the connection is closed
         */
        static Turn dropped(Duration after, Runnable before) {
            return new Turn(Ending.DROP, Optional.empty(), after, before);
        }

        void play(Reply reply, ScheduledExecutorService later) throws IOException {
            if (after.isZero()) {
                end(reply);
            } else {
                Future<?> unused = later.schedule(() -> endQuietly(reply), after.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void end(Reply reply) throws IOException {
            before.run();
            if (ending == Ending.DROP || response.isEmpty()) {
                reply.drop();
            } else if (ending == Ending.HALF) {
                reply.sendHalf(response.get());
            } else {
                reply.send(response.get());
            }
        }

        private void endQuietly(Reply reply) {
            try {
                end(reply);
            } catch (IOException callerIsGone) {
                reply.drop();
            }
        }
    }
}
