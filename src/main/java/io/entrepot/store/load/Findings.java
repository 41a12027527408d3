package io.entrepot.store.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what one import has to tell of its files. A row is refused once, for the first reason found. */
final class Findings {

    private final List<RefusedRow> refused = new ArrayList<>();
    private final Set<Place> places = new HashSet<>();
    private final List<Note> notes = new ArrayList<>();

    void refuse(Place place, RowRefused why) {
        if (places.add(place)) {
            refused.add(why.at(place));
        }
    }

    boolean hasRefused(Place place) {
        return places.contains(place);
    }

    void note(Place place, String text) {
        notes.add(new Note(place.file(), place.line(), text));
    }

    /** Notes of a whole file how many of something it has, unless there are none. */
    void noteCount(InputFile file, long count, String text) {
        if (count > 0) {
            note(Place.whole(file), count + " " + text);
        }
    }

    /** In the order of files and lines. */
    List<RefusedRow> refused() {
        return refused.stream()
                .sorted(Comparator.comparing(RefusedRow::file).thenComparingLong(RefusedRow::line))
                .toList();
    }

    List<Note> notes() {
        return List.copyOf(notes);
    }
}
