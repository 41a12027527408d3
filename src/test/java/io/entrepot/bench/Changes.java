package io.entrepot.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Changes of stock at fixed times, however long each takes: several threads take them in turn, and a late one is made at once.
 * Each SKU has its turn, so that two changes of one SKU are as far apart as can be.
 */
final class Changes {

    private static final int THREADS = 4;
    private static final int LEAST = 100;

    private final List<String> order;
    private final long everyNanos;
    private final StockWriter writer;
    private int round;

    Changes(int skus, int perSecond, StockWriter writer) {
        List<String> codes =
                new ArrayList<>(IntStream.range(0, skus).mapToObj(Site::sku).toList());
        Collections.shuffle(codes, new Random(1));
        this.order = codes;
        this.everyNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.writer = writer;
    }

    /** Makes so many changes; returns when the last is committed. Of each two changes of a SKU one is a rise and one a fall. */
    List<Change> make(int count) throws Exception {
        Queue<Change> made = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        int first = round;
        long start = System.nanoTime();
        Callable<Void> work = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                made.add(change(first + i, start + i * everyNanos));
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Void> each : threads.invokeAll(Collections.nCopies(THREADS, work))) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
        round += count;
        return List.copyOf(made);
    }

    private Change change(int number, long due) throws Exception {
        String sku = order.get(number % order.size());
        int turn = number / order.size();
        long onHand = LEAST + (turn % 2 == 0 ? LEAST : 0) + turn % LEAST;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        long called = System.nanoTime();
        writer.set(sku, onHand);
        return new Change(sku, onHand, called, System.nanoTime(), called - due);
    }
}
