package io.entrepot.simulator.mall;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parcel that the shop was told of.
 *
 * @param units by line number
 */
record Parcel(
        String code, String carrier, @Nullable String trackingNumber, String shippedAt, Map<String, Long> units) {}
