package io.entrepot.simulator;

import java.time.Instant;

/**
 * A call that came in.
 *
 * @param at on the simulator's clock
 * @param arrivedNanos of {@link System#nanoTime}, when its first bytes had been read
 * @param target path and query
 * @param status what was answered; 0 where no answer was sent
 * @param requestBytes size of the request's body
 * @param responseBytes size of the answer's body
 */
public record SeenCall(
        Instant at,
        long arrivedNanos,
        String method,
        String target,
        String operation,
        int status,
        int requestBytes,
        int responseBytes) {}
