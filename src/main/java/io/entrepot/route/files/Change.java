package io.entrepot.route.files;

import io.entrepot.route.files.Outline.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The difference between what runs and what might run next. */
final class Change {

    private final Map<String, Outline> running;
    private final Map<String, Outline> next;
    private final Set<String> changed = new TreeSet<>();
    private final World world;

    Change(Map<String, Outline> running, Map<String, Outline> next) {
        this.running = running;
        this.next = next;
        next.forEach((file, outline) -> {
            if (!outline.equals(running.get(file))) {
                changed.add(file);
            }
        });
        // What runs already comes first, so that of two equal ids the newcomer is at fault.
        List<Outline> ordered = new ArrayList<>();
        next.values().stream().filter(file -> !changed.contains(file.file())).forEach(ordered::add);
        next.values().stream().filter(file -> changed.contains(file.file())).forEach(ordered::add);
        this.world = new World(ordered);
    }

    World world() {
        return world;
    }

    Set<String> changed() {
        return changed;
    }

    /** The changed files, and the users of changed templates. */
    Set<String> affected() {
        Set<String> affected = new TreeSet<>(changed);
        affected.addAll(world.usersOf(changedTemplates()));
        return affected;
    }

    private Set<String> changedTemplates() {
        World before = new World(running.values());
        Set<String> ids = new HashSet<>();
        for (String id : world.templateIds()) {
            String source = world.template(id).map(Template::source).orElse("");
            if (before.template(id).filter(old -> old.source().equals(source)).isEmpty()) {
                ids.add(id);
            }
        }
        return ids;
    }

    Set<String> changedProvidersOf(String user) {
        Set<String> providers = new TreeSet<>();
        Outline file = next.get(user);
        if (file != null) {
            providers.addAll(world.templateFilesOf(file));
            providers.retainAll(changed);
        }
        return providers;
    }

    Plan plan(List<RouteProblem> problems) {
        Set<String> affected = affected();
        List<Outline> old = running.values().stream()
                .filter(file -> affected.contains(file.file()) || !next.containsKey(file.file()))
                .toList();
        List<Outline> fresh = world.providersFirst().stream()
                .filter(file -> affected.contains(file.file()))
                .toList();
        return new Plan(next, old, fresh, List.copyOf(problems));
    }
}
