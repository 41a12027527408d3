package io.entrepot.store.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

class AuditLogTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    @TestOnEachDatabase
    void keepsWhoDidWhatAndCutsWhatIsTooLong(TestDatabase database) {
        AuditLog audit = new AuditLog(database.database(), Clock.fixed(NOW, ZoneOffset.UTC));
        audit.note("local", "stock.set", "sku/茶-1", "main: 3");
        audit.note("api-token", "stock.bulk", "s".repeat(300), null);

        assertThat(audit.newest(10).get(1))
                .isEqualTo(new AuditLog.Entry(NOW, "local", "stock.set", "sku/茶-1", "main: 3"));
        assertThat(audit.newest(1)).singleElement().satisfies(entry -> assertThat(entry.subject())
                .hasSize(255));
    }
}
