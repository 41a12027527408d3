package io.entrepot.engine;

import io.entrepot.sync.announce.Announcer;
import java.util.ArrayList;
import java.util.List;

/** Tells people, each notifier on a thread of its own, so that a slow one keeps no other waiting. */
public final class Announcing implements AutoCloseable {

    private final List<Announcer> announcers;
    private final List<Worker> workers = new ArrayList<>();

    /** Nothing runs yet. */
    public Announcing(List<Announcer> announcers) {
        this.announcers = List.copyOf(announcers);
    }

    /** Lets them tell. */
    public void start() {
        announcers.forEach(each -> workers.add(new Worker("notifier-" + each.id(), each::tellOne, new Signal())));
    }

    /** Lets the calls in hand end. */
    @Override
    public void close() {
        workers.forEach(Worker::dismiss);
        workers.forEach(Worker::close);
        workers.clear();
    }
}
