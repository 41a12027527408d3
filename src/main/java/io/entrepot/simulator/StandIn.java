package io.entrepot.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The wire side of one channel's stand-in; called by several threads at once. */
public interface StandIn {

    /** What a request is: the operation that the channel counts it under, and its shape. */
    record CallKind(String operation, CallShape shape) {}

    /** What this request is; a request for nothing that exists is a read of operation {@code ""}. */
    CallKind kindOf(WireRequest request);

    /** The answer that keeps a request out before it is looked at: a wrong token, too many calls. */
    Optional<WireResponse> refuse(WireRequest request, CallKind kind);

    /** Does what is asked, with this fault in it where the fault is one of the content. */
    WireResponse answer(WireRequest request, Optional<Fault> fault);

    /** The channel's way to say that there were too many calls. */
    WireResponse tooManyCalls(Duration retryAfter);

    /** The channel's way to say that a credential has expired. */
    default WireResponse expiredToken() {
        return new WireResponse(401, Map.of(), "");
    }

    /** The channel's way to say that it is closed and has done nothing. */
    WireResponse unavailable();
}
