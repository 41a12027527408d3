package io.entrepot.bench;

import java.util.List;

/** Somewhere that changes of stock come from. */
interface Load extends AutoCloseable {

    /** Makes so many changes at the agreed rate; returns when the last is committed. */
    List<Change> make(int count) throws Exception;

    /** What a commit alone costs from there. */
    Times commits() throws Exception;

    @Override
    void close() throws Exception;
}
