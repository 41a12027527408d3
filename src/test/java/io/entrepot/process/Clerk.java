package io.entrepot.process;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Somebody who changes stock through the API, one change after the other, and knows which of them were acknowledged. */
final class Clerk {

    private record Change(String key, String sku, long units) {
        String path() {
            return "/api/v1/stock/" + sku + "/adjust";
        }

        String body() {
            return "{\"location\":\"main\",\"change\":%d,\"reason\":\"count\",\"key\":\"%s\"}".formatted(units, key);
        }
    }

    private final Set<Change> sent = ConcurrentHashMap.newKeySet();
    private final Set<Change> acknowledged = ConcurrentHashMap.newKeySet();
    private final String name;
    private volatile boolean going;
    private Thread thread = new Thread();

    Clerk(String name) {
        this.name = name;
    }

    /** Goes on until told to stop, or until the server does not answer. */
    void works(ServerProcess server) {
        going = true;
        thread = new Thread(() -> sendUntilStopped(server), name);
        thread.start();
    }

    private void sendUntilStopped(ServerProcess server) {
        boolean answered = true;
        while (going && answered) {
            answered = send(server, next());
        }
    }

    private Change next() {
        int number = sent.size();
        return new Change(name + "-" + number, Shops.SKUS.get(number % Shops.SKUS.size()), number % 3 == 0 ? -1 : 1);
    }

    void stops() throws InterruptedException {
        going = false;
        thread.join();
    }

    /** Sends every change once more, under its old key, the acknowledged ones too. */
    void sendsAllAgain(ServerProcess server) {
        List<Change> all = List.copyOf(sent);
        if (!all.stream().map(change -> send(server, change)).reduce(true, Boolean::logicalAnd)) {
            throw new IllegalStateException("not all were acknowledged");
        }
    }

    private boolean send(ServerProcess server, Change change) {
        sent.add(change);
        try {
            boolean taken = server.post(change.path(), change.body()) == 200;
            if (taken) {
                acknowledged.add(change);
            }
            return taken;
        } catch (IOException noAnswer) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many changes were acknowledged. */
    int acknowledged() {
        return acknowledged.size();
    }

    /** The business keys that the acknowledged changes have in the store. */
    List<String> acknowledgedKeys() {
        return acknowledged.stream()
                .map(change -> "api/" + change.key() + "/" + change.sku() + "/main")
                .toList();
    }

    /** The sum of the acknowledged changes of a SKU. */
    long acknowledgedUnits(String sku) {
        return units(acknowledged.stream(), sku);
    }

    /** The sum of all changes of a SKU, acknowledged or not. */
    long units(String sku) {
        return units(sent.stream(), sku);
    }

    /** The sum of the decreases of a SKU that were not acknowledged. */
    long unansweredLess(String sku) {
        return units(unanswered().filter(change -> change.units() < 0), sku);
    }

    /** The sum of the increases of a SKU that were not acknowledged. */
    long unansweredMore(String sku) {
        return units(unanswered().filter(change -> change.units() > 0), sku);
    }

    private Stream<Change> unanswered() {
        return sent.stream().filter(change -> !acknowledged.contains(change));
    }

    private static long units(Stream<Change> changes, String sku) {
        return changes.filter(change -> change.sku().equals(sku))
                .mapToLong(Change::units)
                .sum();
    }
}
