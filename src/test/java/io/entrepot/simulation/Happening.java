package io.entrepot.simulation;

/** What goes wrong in a simulated world. */
enum Happening {
    LOST_BEFORE_COMMIT,
    LOST_AFTER_COMMIT,
    LATE_COMMIT,
    THROTTLED,
    UNAVAILABLE,
    PARTIAL_BATCH,
    NOT_APPLIED,
    CLAMPED,
    DUPLICATE_RECORD,
    LATE_VISIBLE,
    BROKEN_PAGE,
    FOREIGN_SQL,
    UNPAID_EXPIRED,
    CANCELLED_PAID,
    DEATH,
    STALL,
    LOST_WAKE_UP
}
