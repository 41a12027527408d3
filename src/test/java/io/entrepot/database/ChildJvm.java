package io.entrepot.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another Java process, which talks to its test by lines on standard output. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(List<String> command) {
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            lines = process.inputReader(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a class of ours with everything that the test itself has on its class path. */
    static ChildJvm run(Class<?> program, String... arguments) {
        return run(System.getProperty("java.class.path"), program.getName(), arguments);
    }

    static ChildJvm run(String classPath, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath, program));
        command.addAll(List.of(arguments));
        return new ChildJvm(command);
    }

    /** The next line it prints; null when it has ended. */
    @Nullable
    String line() throws IOException {
        return lines.readLine();
    }

    /** Every line it still prints. */
    List<String> remainingLines() throws IOException {
        List<String> remaining = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            remaining.add(line);
        }
        return remaining;
    }

    /** Asks it to end, as a service manager does; what it prints can still be read. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Ends it without notice: SIGKILL, where there is such a thing. What it has printed can still be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Its exit status, once it has ended. */
    int await() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException(process.info() + " does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
