package io.entrepot.wrong.sync;

import io.entrepot.wrong.database.Tables;
import java.sql.Connection;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import redis.clients.jedis.Jedis;

/** The core with a database, a message route, a cache, Spring, and its own idea of time. */
public class Lane {
    @Nullable
    Tables tables;

    @Nullable
    Connection connection;

    @Nullable
    CamelContext camel;

    @Nullable
    ApplicationContext spring;

    @Nullable
    Jedis jedis;

    Supplier<Instant> now() {
        return Instant::now;
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    Instant pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            e.printStackTrace();
        }
        return Instant.now();
    }
}
