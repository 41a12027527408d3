package io.entrepot.bench;

import io.entrepot.database.Database;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.StockLevels.Count;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** Writes through the store's own API, as the HTTP API, an import and an order do. */
record ApiWriter(StockLevels stock, Database database) implements StockWriter {

    static ApiWriter of(ApplicationContext server) {
        Database database = server.getBean(Database.class);
        database.queries().execute("create table if not exists bench_commit (n bigint)");
        database.queries().execute("insert into bench_commit values (0)");
        return new ApiWriter(server.getBean(StockLevels.class), database);
    }

    @Override
    public void set(String sku, long onHand) {
        stock.set(
                List.of(new Count(sku, "main", onHand, null)),
                "count",
                UUID.randomUUID().toString());
    }

    @Override
    public void commitOnly() {
        database.transact(tx -> tx.execute("update bench_commit set n = n + 1"));
    }
}
