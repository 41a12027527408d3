package io.entrepot.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Somebody who changes stock through the API, one change after the other, and knows which of them were acknowledged. */
final class Clerk {

    /** What one change was, and whether the server has acknowledged it. */
    record Change(String key, String sku, long units) {
        String path() {
            return "/api/v1/stock/" + sku + "/adjust";
        }

        String body() {
            return "{\"location\":\"main\",\"change\":%d,\"reason\":\"count\",\"key\":\"%s\"}".formatted(units, key);
        }
    }

    private final Map<Change, Boolean> changes = new ConcurrentHashMap<>();
    private final String name;
    private volatile boolean going;
    private Thread thread = new Thread();

    Clerk(String name) {
        this.name = name;
    }

    /** Goes on until told to stop, or until the server does not answer. */
    void works(ServerProcess server) {
        going = true;
        thread = new Thread(() -> {
            while (going) {
                int number = changes.size();
                String sku = Shops.SKUS.get(number % Shops.SKUS.size());
                going &= send(server, new Change(name + "-" + number, sku, number % 3 == 0 ? -1 : 1));
            }
        });
        thread.start();
    }

    void stops() throws InterruptedException {
        going = false;
        thread.join();
    }

    /** Sends every change once more, under its old key, the acknowledged ones too. */
    void sendsAllAgain(ServerProcess server) {
        List.copyOf(changes.keySet()).forEach(change -> send(server, change));
    }

    private boolean send(ServerProcess server, Change change) {
        changes.putIfAbsent(change, false);
        try {
            boolean taken = server.post(change.path(), change.body()) == 200;
            if (taken) {
                changes.put(change, true);
            }
            return taken;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sum of all changes of a SKU, acknowledged or not. */
    long units(String sku) {
        return sum(List.copyOf(changes.keySet()), sku);
    }

    /** The changes that were acknowledged. */
    List<Change> acknowledged() {
        List<Change> acknowledged = new ArrayList<>();
        changes.forEach((change, taken) -> {
            if (taken) {
                acknowledged.add(change);
            }
        });
        return acknowledged;
    }

    private static long sum(List<Change> some, String sku) {
        return some.stream()
                .filter(change -> change.sku().equals(sku))
                .mapToLong(Change::units)
                .sum();
    }
}
