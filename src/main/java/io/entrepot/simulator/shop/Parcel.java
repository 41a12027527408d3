package io.entrepot.simulator.shop;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parcel that the shop was told of.
 *
 * @param units by line number
 */
public record Parcel(
        String code, String carrier, @Nullable String trackingNumber, Instant shippedAt, Map<String, Long> units) {}
