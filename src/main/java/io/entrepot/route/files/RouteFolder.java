package io.entrepot.route.files;

import io.entrepot.route.RouteCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder with the route files: every {@code .yaml} and {@code .yml} in it, but no hidden one and no folder below. */
final class RouteFolder {

    private static final Predicate<String> ROUTE_FILE =
            Pattern.compile("[^.#~].*\\.ya?ml").asMatchPredicate();

    private final Path folder;

    RouteFolder(Path folder) {
        this.folder = folder;
    }

    /** What tells one state of a file from another. */
    record Mark(FileTime written, long size, String identity) {}

    /**
     * The marks of the files by name.
     *
     * @throws IOException when the folder cannot be listed, or does not exist
     */
    Map<String, Mark> marks() throws IOException {
        Map<String, Mark> marks = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path path :
                    entries.filter(entry -> ROUTE_FILE.test(name(entry))).toList()) {
                mark(path).ifPresent(mark -> marks.put(name(path), mark));
            }
        }
        return marks;
    }

    /** Empty for what is no file, and for what was renamed or deleted since the folder was listed. */
    private static Optional<Mark> mark(Path path) throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            Mark mark = new Mark(file.lastModifiedTime(), file.size(), String.valueOf(file.fileKey()));
            return file.isRegularFile() ? Optional.of(mark) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * @throws BadFile ENT-1103 when the file cannot be read as UTF-8 text
     */
    RouteText read(String file) throws BadFile {
        try {
            return new RouteText(file, Files.readString(folder.resolve(file)));
        } catch (CharacterCodingException e) {
            throw unreadable(file, "the file is not UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            throw unreadable(
                    file, "the file cannot be read: " + e, "see that it is there and this process may read it");
        }
    }

    /** The complaint that the folder itself cannot be read. */
    RouteProblem unreadable(IOException failure) {
        String problem = "the folder " + folder.toAbsolutePath() + " cannot be read: " + failure;
        return unreadable("", problem, "bring it back, or set entrepot.routes; running routes run on")
                .problem();
    }

    private static BadFile unreadable(String file, String problem, String remedy) {
        return new BadFile(RouteProblem.refused(Spot.wholeOf(file), RouteCode.UNREADABLE, problem, remedy));
    }

    /** All files as they are now; the unreadable ones go to the problems. */
    List<RouteText> readAll(List<RouteProblem> problems) throws IOException {
        return marks().keySet().stream()
                .flatMap(file -> {
                    try {
                        return Stream.of(read(file));
                    } catch (BadFile e) {
                        problems.add(e.problem());
                        return Stream.empty();
                    }
                })
                .toList();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
