package io.entrepot.ops;

import io.entrepot.store.view.Feed;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is asked of this process's health. A storefront that is down degrades it only: restarting us would not mend that. */
@Configuration(proxyBeanMethods = false)
class HealthIndicators {

    private static final Status DEGRADED = new Status("DEGRADED");
    private static final Duration PROJECTOR_PATIENCE = Duration.ofSeconds(30);
    private static final int FEED_PATIENCE = 3;

    @Bean
    HealthIndicator databaseHealthIndicator(Overviews overviews) {
        return () -> tried(overviews, all -> Health.up().withDetail("vendor", all.database()));
    }

    @Bean
    HealthIndicator projectorHealthIndicator(Overviews overviews) {
        return () -> tried(overviews, all -> {
            Instant oldest = all.changes().oldest();
            boolean stuck = oldest != null && oldest.isBefore(all.at().minus(PROJECTOR_PATIENCE));
            return Health.status(stuck ? Status.DOWN : Status.UP)
                    .withDetail("waiting", all.changes().rows());
        });
    }

    @Bean
    HealthIndicator storefrontsHealthIndicator(Overviews overviews) {
        return () -> tried(overviews, all -> {
            Health.Builder health = Health.up();
            for (Overview.StorefrontStatus each : all.storefronts()) {
                boolean failing = each.feeds().stream().anyMatch(HealthIndicators::failing);
                if (failing) {
                    health.status(DEGRADED);
                }
                health.withDetail(each.storefront(), failing ? "its order feed fails" : "up");
            }
            return health;
        });
    }

    private static boolean failing(Feed feed) {
        return feed.failures() >= FEED_PATIENCE;
    }

    private interface Look {
        Health.Builder at(Overview overview);
    }

    private static Health tried(Overviews overviews, Look look) {
        try {
            return look.at(overviews.now()).build();
        } catch (RuntimeException e) {
            return Health.down(e).build();
        }
    }
}
