package io.entrepot.simulator;

import java.time.Duration;

/**
 * How long the faults that take time last.
 *
 * @param retryAfter what a scripted 429 asks for; sent in whole seconds
 * @param hang how long a time-out keeps the connection open before it is dropped
 * @param slow how late a slow answer is
 * @param late how long after its arrival a late commit is done
 * @param skew how far ahead a skewed clock is
 */
public record FaultTimes(Duration retryAfter, Duration hang, Duration slow, Duration late, Duration skew) {

    /** One second, half a minute, three tenths of a second, a quarter of a minute, one hour. */
    public static final FaultTimes DEFAULT = new FaultTimes(
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofMillis(300),
            Duration.ofSeconds(15),
            Duration.ofHours(1));
}
