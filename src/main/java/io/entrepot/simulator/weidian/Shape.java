package io.entrepot.simulator.weidian;

/** How the shop shows its items; it may be changed while it runs. */
final class Shape {

    private volatile boolean withoutSkus;

    boolean withoutSkus() {
        return withoutSkus;
    }

    void dropSkus() {
        withoutSkus = true;
    }
}
