package io.entrepot.bench;

/** Somebody who changes stock. Used by several threads. */
interface StockWriter {

    /** Sets a SKU's stock on hand; it is committed when this returns. */
    void set(String sku, long onHand) throws Exception;

    /** Commits a change of one number that nobody looks at: what a commit alone costs on this database by this way. */
    void commitOnly() throws Exception;
}
