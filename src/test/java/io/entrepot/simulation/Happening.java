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
    STALL,
    DUPLICATE_RECORD,
    LATE_VISIBLE,
    BROKEN_PAGE,
    UNKNOWN_STATUS,
    SHIFTED_PAGE,
    SKEWED_CLOCK,
    COARSE_CLOCK,
    PUSH_LOST,
    PUSH_LATE,
    PUSH_TWICE,
    FOREIGN_SQL,
    LOST_WAKE_UP,
    TERMS_CHANGED,
    UNPAID_EXPIRED,
    CANCELLED_PAID,
    DEATH,
    HELD_UP
}
