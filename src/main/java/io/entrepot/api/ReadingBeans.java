package io.entrepot.api;

import io.entrepot.database.Database;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.audit.AuditLog;
import io.entrepot.store.order.FeedWindows;
import io.entrepot.store.view.AttemptReading;
import io.entrepot.store.view.DriftReading;
import io.entrepot.store.view.Feeds;
import io.entrepot.store.view.ListingReading;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of the store only faces use. */
@Configuration(proxyBeanMethods = false)
class ReadingBeans {

    @Bean
    AuditLog auditLog(Database database, Clock clock) {
        return new AuditLog(database, clock);
    }

    @Bean
    ListingReading listingReading(Database database) {
        return new ListingReading(database);
    }

    @Bean
    AttemptReading attemptReading(Database database) {
        return new AttemptReading(database);
    }

    @Bean
    Feeds feeds(Database database) {
        return new Feeds(database);
    }

    @Bean
    DriftReading driftReading(Database database) {
        return new DriftReading(database);
    }

    @Bean
    FeedWindows feedWindows(Database database, Attention attention) {
        return new FeedWindows(database, attention);
    }
}
