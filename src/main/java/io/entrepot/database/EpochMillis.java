package io.entrepot.database;

import java.time.Instant;
import org.jooq.impl.AbstractConverter;
import org.jspecify.annotations.Nullable;

/** Reads and writes an instant as UTC milliseconds since 1970, the one form that means the same on every database. */
public final class EpochMillis extends AbstractConverter<Long, Instant> {

    /** Made by the generated tables. */
    public EpochMillis() {
        super(Long.class, Instant.class);
    }

    @Override
    public @Nullable Instant from(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public @Nullable Long to(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
