package io.entrepot.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Another Java process. What it prints goes to a log file and can be waited for; it ends when this process does. */
final class JavaProcess implements AutoCloseable {

    /** What a process of ours begins its answers with, so that they can be told from its log. */
    static final String ANSWER = "bench: ";

    private static final String ENDED = "\0ended";
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(3);
    private static final long ENDS_WITHIN_SECONDS = 20;

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Thread reader = new Thread(this::read, "bench-" + log.getFileName());
        reader.setDaemon(true);
        reader.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * Starts a program.
     *
     * @param folder its working directory
     * @param name of its log file there
     * @param arguments options of the virtual machine, then the program and its arguments
     */
    static JavaProcess start(Path folder, String name, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(tool("java"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new JavaProcess(builder.start(), folder.resolve(name + ".log"));
    }

    /** Options that run a class with all that this process has on its class path. */
    static List<String> classPath(Class<?> program) {
        String absolute = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        return List.of("-cp", absolute, program.getName());
    }

    /** A program of the JDK that this process runs on. */
    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The next line that holds this text; lines before it are gone. */
    String await(String text, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new IllegalStateException("no '" + text + "' within " + longest + " in " + log);
            }
            if (line.equals(ENDED)) {
                throw new IllegalStateException("the process has ended before it said '" + text + "': " + log);
            }
            if (line.contains(text)) {
                return line;
            }
        }
    }

    /** Sends a line to a process of ours, and waits for its answer. */
    String ask(String question) throws IOException, InterruptedException {
        BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(question + "\n");
        input.flush();
        return await(ANSWER, ANSWERS_WITHIN).substring(ANSWER.length());
    }

    /** Asks it to end, and makes it if it does not. */
    @Override
    public void close() {
        // By its handle: otherwise its output would be closed, too, and the end of its log lost.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter copy = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                copy.write(line + "\n");
                copy.flush();
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lines.add(ENDED);
        }
    }
}
