package io.entrepot.route.files;

import io.entrepot.route.files.RouteFolder.Mark;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The texts of files that nobody is writing just now: a file counts once it looked the same twice in a row. */
final class SettledFiles {

    private final RouteFolder folder;
    private final Map<String, RouteText> texts = new TreeMap<>();
    private final Map<String, RouteProblem> unreadable = new TreeMap<>();
    private final Map<String, Mark> taken = new TreeMap<>();
    private Map<String, Mark> seen = Map.of();

    SettledFiles(RouteFolder folder) {
        this.folder = folder;
    }

    /** Looks at the folder and tells whether a file has settled in a new state, or is gone, since the last look. */
    boolean look() throws IOException {
        Map<String, Mark> now = folder.marks();
        Set<String> names = new TreeSet<>(now.keySet());
        names.addAll(taken.keySet());
        boolean news = false;
        for (String name : names) {
            Mark mark = now.get(name);
            if (Objects.equals(mark, seen.get(name)) && !Objects.equals(mark, taken.get(name))) {
                take(name, mark != null);
                taken.compute(name, (same, before) -> mark);
                news = true;
            }
        }
        seen = now;
        return news;
    }

    private void take(String name, boolean exists) {
        texts.remove(name);
        unreadable.remove(name);
        if (exists) {
            try {
                texts.put(name, folder.read(name));
            } catch (BadFile e) {
                unreadable.put(name, e.problem());
            }
        }
    }

    Collection<RouteText> texts() {
        return texts.values();
    }

    /** Files that are there and cannot be read: what they were runs on. */
    Map<String, RouteProblem> unreadable() {
        return unreadable;
    }
}
