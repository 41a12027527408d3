package io.entrepot.route.files;

import io.entrepot.route.files.Outline.Sentence;
import io.entrepot.route.files.Outline.Template;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Several route files together, as they would run. Of two templates with one id the first counts. */
final class World {

    private final Map<String, Outline> files = new LinkedHashMap<>();
    private final Map<String, Template> templates = new LinkedHashMap<>();

    World(Collection<Outline> outlines) {
        outlines.forEach(outline -> files.put(outline.file(), outline));
        outlines.forEach(outline -> outline.templates()
                .forEach(template -> templates.putIfAbsent(template.id().value(), template)));
    }

    Collection<Outline> files() {
        return files.values();
    }

    Set<String> templateIds() {
        return templates.keySet();
    }

    Optional<Template> template(String id) {
        return Optional.ofNullable(templates.get(id));
    }

    /** All routes, those made from templates as they will be. */
    List<Sentence> sentences() {
        return files().stream().flatMap(this::sentences).toList();
    }

    /** The routes of one file, those made from templates as they will be. */
    Stream<Sentence> sentences(Outline file) {
        Stream<Sentence> made =
                file.uses().stream().flatMap(use -> template(use.template().value()).flatMap(use::expand).stream());
        return Stream.concat(file.routes().stream(), made);
    }

    /** The bodies of templates, with their placeholders. */
    List<Sentence> bodies() {
        return templates.values().stream()
                .flatMap(template -> template.body().stream())
                .toList();
    }

    /** Files that use one of these templates. */
    Set<String> usersOf(Collection<String> templateIds) {
        return files().stream()
                .filter(file -> file.uses().stream()
                        .anyMatch(use -> templateIds.contains(use.template().value())))
                .map(Outline::file)
                .collect(Collectors.toSet());
    }

    /** Other files that hold a template which this file uses. */
    Set<String> templateFilesOf(Outline user) {
        return user.uses().stream()
                .flatMap(use -> template(use.template().value()).stream())
                .map(template -> template.id().spot().file())
                .filter(file -> !file.equals(user.file()))
                .collect(Collectors.toSet());
    }

    /** All files, each after those whose templates it uses. */
    List<Outline> providersFirst() {
        Set<Outline> ordered = new LinkedHashSet<>();
        files().forEach(file -> place(file, ordered, new HashSet<>()));
        return List.copyOf(ordered);
    }

    private void place(Outline file, Set<Outline> ordered, Set<String> onTheWay) {
        if (onTheWay.add(file.file())) {
            templateFilesOf(file).forEach(provider -> place(outline(provider), ordered, onTheWay));
            ordered.add(file);
        }
    }

    private Outline outline(String file) {
        return Objects.requireNonNull(files.get(file));
    }
}
