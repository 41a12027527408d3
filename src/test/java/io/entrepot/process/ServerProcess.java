package io.entrepot.process;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server as shipped, in a process of its own that works in a given folder: its config, its routes, its data. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Entrepot is ready: open (http://\\S+)/ ");
    private static final Duration START = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();
    private String url = "";

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it in that folder and waits until it says that it is ready. */
    public static ServerProcess start(Path folder) {
        ServerProcess server = launch(folder);
        await().atMost(START).failFast(server::mustLive).until(server::isReady);
        return server;
    }

    /** Starts it in that folder, at any free port of loopback, and does not wait. */
    public static ServerProcess launch(Path folder) {
        try {
            Path log = Files.createTempFile(folder, "server", ".log");
            Process process = new ProcessBuilder(command())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ServerProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx300m", "-XX:TieredStopAtLevel=1", "-cp", classPath()));
        command.addAll(List.of("io.entrepot.Entrepot", "--server.port=0"));
        return command;
    }

    /** Without the tests' own classes and settings. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(entry -> !entry.endsWith("test-classes"))
                .map(Path::toString)
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElseThrow();
    }

    private void mustLive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("it has ended with " + process.exitValue() + ":\n" + said());
        }
    }

    private boolean isReady() {
        Matcher ready = READY.matcher(said());
        if (ready.find()) {
            url = ready.group(1);
        }
        return !url.isEmpty();
    }

    /** Everything it has printed. */
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it answers to a GET, which it must not refuse. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /**
     * Sends JSON.
     *
     * @return the answer's status
     * @throws IOException when there is no answer
     */
    public int post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    /** Asks it to end, as a service manager does: SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it without notice: SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Whether it has ended, or does within that time. */
    public boolean ends(Duration longest) throws InterruptedException {
        return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Its exit status, once it has ended. */
    public int status() {
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
