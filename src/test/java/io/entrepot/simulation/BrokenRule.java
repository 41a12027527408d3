package io.entrepot.simulation;

import io.entrepot.simulation.Broken.Edit;
import java.util.List;

/** Rules of the sync core, each with what its guard looks like when it is broken. */
enum BrokenRule {
    NO_LEASE(
            edit(
                    "store/publication/PublicationWorklist.java",
                    ".set(PUBLICATION.DUE_AT, leaseUntil)",
                    ".set(PUBLICATION.DUE_AT, now)"),
            edit(
                    "store/publication/Leases.java",
                    ".filter(row -> row.getAttempts().equals(leases.get(row.getId())))",
                    ".filter(row -> true)")),
    LEASE_SHORTER_THAN_THE_CALL(
            edit(
                    "sync/CallTimes.java",
                    "if (lease.compareTo(hardTimeout.plus(TO_BEGIN).multipliedBy(2).plus(transit)) <= 0)",
                    "if (false)"),
            edit(
                    "sync/CallTimes.java",
                    "Duration.ofSeconds(5), Duration.ofMinutes(1))",
                    "Duration.ofSeconds(5), Duration.ofSeconds(1))"),
            edit("sync/CallTimes.java", "return leaseUntil.minus(transit);", "return Instant.MAX;"),
            edit("sync/StockPublisher.java", ".isAfter(leaseUntil)", ".isBefore(Instant.EPOCH)"),
            edit("sync/PricePublisher.java", ".isAfter(leaseUntil)", ".isBefore(Instant.EPOCH)"),
            edit(
                    "sync/ContentPublisher.java",
                    "                                .isAfter(leaseUntil)",
                    "                                .isBefore(Instant.EPOCH)"),
            edit(
                    "sync/ContentPublisher.java",
                    "if (clock.instant().plus(times.lastArrival()).isAfter(leaseUntil)) {",
                    "if (false) {")),
    CALL_BEGUN_TOO_LATE(edit(
            "channel/spi/CallTerms.java",
            "if (overBy.isBefore(Instant.MAX) && clock.instant().plus(longest).isAfter(overBy)) {",
            "if (overBy.isBefore(Instant.MAX) && clock.instant().isBefore(Instant.MIN)) {")),
    TAKE_OVER_IS_NOT_UNKNOWN(edit(
            "store/publication/PublicationWorklist.java",
            "Settlement.Result.UNKNOWN.id())",
            "Settlement.Result.NOT_DONE.id())")),
    ACKNOWLEDGED_TO_NEWEST(
            edit(
                    "store/publication/Settlements.java",
                    "Math.max(row.getAcceptedRevision(), settlement.accepted())",
                    "row.getWantedRevision()"),
            edit(
                    "store/publication/Settlements.java",
                    "if (row.getWantedRevision() > settlement.accepted())",
                    "if (false)")),
    CURSOR_BEFORE_INBOX(
            edit(
                    "store/order/OrderFeedStore.java",
                    "            inbox.put(tx, read.feed(), read.page().records(), newsSince(row), now);\n",
                    ""),
            edit(
                    "store/order/OrderFeedStore.java",
                    "    @Override\n    public boolean accept(PageRead read, Instant now) {\n",
                    "    @Override\n    public boolean accept(PageRead read, Instant now) {\n        boolean more = cursorFirst(read, now);\n        database.transact(tx -> inbox.put(tx, read.feed(), read.page().records(), read.windowFrom(), now));\n        return more;\n    }\n\n    private boolean cursorFirst(PageRead read, Instant now) {\n")),
    CURSOR_PAST_AN_INCOMPLETE_WINDOW(
            edit("store/order/WindowPass.java", "if (!steady) {", "if (false) {"),
            edit(
                    "store/order/WindowPass.java",
                    "if (total.isPresent() && total.getAsInt() != distinct) {",
                    "if (false) {")),
    FIRST_PAGE_FIRST(
            edit(
                    "simulation/Shop.java",
                    "int number = token == null ? last : Math.min(Integer.parseInt(token), last);",
                    "int number = token == null ? 0 : Integer.parseInt(token);"),
            edit(
                    "simulation/Shop.java",
                    "String next = number == 0 ? null : String.valueOf(number - 1);",
                    "String next = number >= last ? null : String.valueOf(number + 1);")),
    STRICTLY_AFTER_ON_A_COARSE_CLOCK(
            edit("simulation/Shop.java", "!order.changedAt().isBefore(from)", "order.changedAt().isAfter(from)"),
            edit("simulation/Shop.java", "rules.visibilityLag().plus(grain).plusMillis(50)", "rules.visibilityLag()")),
    ABSOLUTE_WRITE_OF_WANTED(
            edit(
                    "sync/StockDecision.java",
                    "fresh,\n                                difference,\n                                WriteKind.ABSOLUTE,",
                    "fresh,\n                                Math.max(0, wanted) - (fresh == null ? 0 : fresh.quantity()),\n                                WriteKind.ABSOLUTE,")),
    LOWER_END_BELIEVED(edit(
            "sync/StockDecision.java",
            "long difference = difference(wanted, believed, ledger);",
            "long difference = wanted - believed.low();")),
    UNSETTLED_ANCHOR_USED(edit(
            "sync/ChannelLedger.java",
            ".filter(read -> read.settled() || !read.to().isAfter(completeUpTo))",
            ".filter(read -> true)")),
    WINDOW_THAT_ENDS_IN_THE_FUTURE(
            edit("store/order/WindowPass.java", "first ? endOfPages() : read.windowTo()", "read.windowTo()")),
    WATERMARK_TAKEN_FOR_COMPLETE(
            edit("store/publication/StockCases.java", "FEED_CURSOR.COMPLETE_TO,", "FEED_CURSOR.WATERMARK,")),
    DIFFERENCE_COUNTED_WHERE_LESS_WAS_WRITTEN(edit(
            "sync/StockDecision.java",
            "new Send(write.of(fresh.quantity(), target), kind, change, fresh)",
            "new Send(write.of(fresh.quantity(), target), kind, difference, fresh)")),
    UNDONE_SALE_NOT_GIVEN_BACK(
            edit(
                    "sync/ChannelLedger.java",
                    "return !overBeforeRead && !own.from().isAfter(lastArrival);",
                    "return false;"),
            edit(
                    "sync/ChannelLedger.java",
                    "return kind == WriteKind.ABSOLUTE && !open && afterRead && own.to().isBefore(sentAt);",
                    "return false;")),
    CLAMP_TAKEN_FOR_THE_WHOLE(
            edit("sync/StockDecision.java", "rules.tooLarge() == TooLarge.CLAMPS && believed.decreased()", "false")),
    DRIFT_ON_AN_UNSETTLED_ANCHOR(edit(
            "sync/StockDrift.java",
            ".filter(read -> read.settled() || !read.to().isAfter(completeUpTo))",
            ".filter(read -> true)")),
    UNKNOWN_DELTA_SETTLED_BY_A_READ(edit(
            "sync/ChannelLedger.java",
            "                || (write.open() && !write.lastArrival().isBefore(read.from()));",
            ";")),
    UNKNOWN_DELTA_REPEATED(edit(
            "sync/ChannelLedger.java",
            "high += uncertain ? Math.max(0, write.change()) : write.change();",
            "high += uncertain ? Math.min(0, write.change()) : write.change();")),
    ATTEMPT_ROW_AFTER_THE_CALL(edit(
            "store/publication/PublicationWorklist.java",
            "            tx.update(ATTEMPT)\n                    .set(ATTEMPT.OUTCOME, Settlement.Result.UNKNOWN.id())\n                    .set(ATTEMPT.MESSAGE, \"the lease was lost before the outcome was known\")\n",
            "            tx.deleteFrom(ATTEMPT)\n")),
    OWN_ORDER_DOES_NOT_LOWER_BELIEVED(edit(
            "store/order/OrderPosting.java",
            "LedgerRows.ownChange(tx, publication, -owed.lowered(), theirClock.earliest(from), theirClock.latest(to));",
            "")),
    OWN_ORDER_DOES_NOT_RECOMPUTE(
            edit(
                    "store/order/OrderPosting.java",
                    "Wants.raiseListing(tx, Aspect.STOCK, listing, now);",
                    "tx.update(PUBLICATION).setNull(PUBLICATION.DUE_AT).where(PUBLICATION.ID.eq(publication)).execute();"),
            edit(
                    "store/change/Projector.java",
                    "return subjects(changes, row -> row.getKind().equals(kind));",
                    "return subjects(changes, row -> row.getKind().equals(kind) && (!kind.equals(\"stock\") || row.getQuantityChange() != 0));")),
    LATE_CREATE_AFTER_CANCEL_APPLIED(edit(
            "store/order/OrderBook.java",
            "if (!first && order.changedAt().isBefore(row.getRevisionAt())) {",
            "if (false) {")),
    RESTORE_IGNORED(edit(
            "store/order/LineEffect.java",
            "long restored = restores ? Math.min(cancelled, lowered) : 0;",
            "long restored = 0;")),
    RESTORE_COUNTED_TWICE(edit(
            "store/order/OrderPosting.java",
            "LedgerRows.ownChange(tx, publication, owed.restored(),",
            "LedgerRows.ownChange(tx, publication, 2 * owed.restored(),")),
    EFFECT_PER_REVISION(edit(
            "store/order/OrderPosting.java", "LineEffect owed = target.minus(before);", "LineEffect owed = target;")),
    FOREIGN_SQL_NOT_SEEN(
            edit(
                    "store/change/Projector.java",
                    "        stock(tx, changes, owing, now);",
                    "        stock(tx, changes.stream().filter(ChangeLogRecord::getOwn).toList(), owing, now);"),
            edit(
                    "store/change/Projector.java",
                    ".min(Instant::compareTo)\n                .orElseThrow();",
                    ".min(Instant::compareTo)\n                .orElse(Instant.EPOCH);")),
    CHANGED_BUFFER_RAISES_NOTHING(edit(
            "store/storefront/DeclaredStorefronts.java",
            "if (known != null && !known.equals(digest)) {",
            "if (false) {")),
    WAKE_UP_WITHOUT_SWEEP(
            edit(
                    "sync/Outbound.java",
                    "Instant due = worklist.nextDue(storefront, aspect).orElse(latest);",
                    "Instant due = worklist.nextDue(storefront, aspect).filter(at -> !at.isAfter(clock.instant())).orElse(latest.plusSeconds(100_000));"),
            edit("sync/Outbound.java", "return next.isBefore(latest) ? next : latest;", "return next;")),
    UNKNOWN_CREATE_REPEATED(edit(
            "sync/ContentPublisher.java", "if (item.step() == Step.PUBLISH) {", "if (item.step() != Step.LOOK) {")),
    CREATE_REPEATED_WHILE_IT_MAY_LAND(
            edit("sync/ContentPublisher.java", "if (lastLanding(item).isPresent() &&", "if (false &&")),
    CONTENT_TAKEN_FOR_SEEN_WHILE_AN_OLDER_CHANGE_MAY_LAND(edit(
            "sync/ContentPublisher.java",
            "return older != null && !older.isBefore(from)",
            "return older != null && older.isBefore(Instant.MIN)")),
    TOKEN_ASKED_FOR_BY_ALL(edit(
            "store/token/TokenRows.java",
            "if (row.getAskingUntil() != null && row.getAskingUntil().isAfter(now)) {",
            "if (false) {")),
    BUDGET_PER_NODE(edit("simulation/Node.java", "return world.redis == null", "return true")),
    BUDGET_FULL_AFTER_REDIS_FORGOT(edit(
            "channel/quota/Tally.java",
            "        Tally tally = new Tally();\n        tally.startEmpty(rule, now);\n",
            "        Tally tally = new Tally();\n"));

    final List<Edit> edits;

    BrokenRule(Edit... edits) {
        this.edits = List.of(edits);
    }

    private static Edit edit(String file, String from, String to) {
        return new Edit(file, from, to);
    }
}
