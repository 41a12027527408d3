package io.entrepot.channel.quota;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a tally down in a line, and reads it back. */
final class TallyText {

    private static final String VERSION = "2";
    private static final int FIELDS = 8;
    private static final int BASE = 36;

    private TallyText() {}

    static String of(Tally tally) {
        return String.join(
                "|",
                VERSION,
                text(tally.full),
                text(tally.turn),
                text(tally.pausedUntil),
                text(tally.refusals),
                text(tally.thousandths),
                Arrays.stream(tally.booked).mapToObj(TallyText::text).collect(Collectors.joining(",")),
                tally.calls.entrySet().stream()
                        .map(grain -> text(grain.getKey()) + ":" + text(grain.getValue()))
                        .collect(Collectors.joining(",")));
    }

    /** Empty where there is none, or none that this version wrote. */
    static Optional<Tally> read(@Nullable String line) {
        String[] fields = line == null ? new String[0] : line.split("\\|", -1);
        if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(fields));
        } catch (NumberFormatException | IndexOutOfBoundsException notOurs) {
            return Optional.empty();
        }
    }

    private static Tally read(String... fields) {
        Tally tally = new Tally();
        tally.full = number(fields[1]);
        tally.turn = number(fields[2]);
        tally.pausedUntil = number(fields[3]);
        tally.refusals = Math.toIntExact(number(fields[4]));
        tally.thousandths = number(fields[5]);
        String[] booked = fields[6].split(",", -1);
        for (int i = 0; i < tally.booked.length; i++) {
            tally.booked[i] = number(booked[i]);
        }
        for (String grain : fields[7].isEmpty() ? new String[0] : fields[7].split(",", -1)) {
            String[] parts = grain.split(":", -1);
            tally.calls.put(number(parts[0]), number(parts[1]));
        }
        return tally;
    }

    private static String text(long number) {
        return Long.toString(number, BASE);
    }

    private static long number(String text) {
        return Long.parseLong(text, BASE);
    }
}
