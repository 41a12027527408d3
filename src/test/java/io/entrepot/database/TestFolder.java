package io.entrepot.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Where the databases of tests keep their files: below the build's own directory, one folder for each JVM. */
final class TestFolder {

    private static final Path ALL = Path.of("target", "test-databases").toAbsolutePath();
    private static final Path OURS = ours();

    private TestFolder() {}

    /** A new folder that no other JVM uses, deleted by the next JVM after this one has ended. */
    static Path fresh(String name) {
        try {
            return Files.createTempDirectory(OURS, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that is kept from run to run. */
    static Path kept(String name) {
        return ALL.resolve(name + System.getProperty("test.fork", ""));
    }

    /** A file or folder that all JVMs share. */
    static Path shared(String name) {
        return ALL.resolve(name);
    }

    private static Path ours() {
        try {
            Path ours = Files.createDirectories(
                    ALL.resolve("jvm-" + ProcessHandle.current().pid()));
            deleteThoseOfTheDead();
            return ours;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteThoseOfTheDead() throws IOException {
        List<Path> folders;
        try (Stream<Path> found = Files.list(ALL)) {
            folders = found.filter(folder -> folder.getFileName().toString().matches("jvm-\\d+"))
                    .toList();
        }
        for (Path folder : folders) {
            long pid = Long.parseLong(folder.getFileName().toString().substring("jvm-".length()));
            if (ProcessHandle.of(pid).isEmpty()) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }
}
