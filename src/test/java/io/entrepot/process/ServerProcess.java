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
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;

/**
 * The server in a process of its own that works in a given folder: its config, its routes, its data. It is the jar that the system
 * property {@code entrepot.jar} names; without it, the classes that the tests were compiled against.
 */
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
    public static ServerProcess start(Path folder, String... settings) {
        ServerProcess server = launch(folder, settings);
        server.awaitReady();
        return server;
    }

    /** Starts it in that folder, at any free port of loopback, with those settings ({@code --name=value}), and does not wait. */
    public static ServerProcess launch(Path folder, String... settings) {
        try {
            Path log = Files.createTempFile(folder, "server", ".log");
            Process process = new ProcessBuilder(command(settings))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ServerProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it is ready. */
    public void awaitReady() {
        try {
            await().atMost(START).failFast(this::mustLive).until(this::isReady);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not ready in time; it said:\n" + said(), e);
        }
    }

    private static List<String> command(String... settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx300m", "-XX:TieredStopAtLevel=1"));
        String jar = System.getProperty("entrepot.jar", "");
        command.addAll(
                jar.isEmpty()
                        ? List.of("-cp", classPath(), "io.entrepot.Entrepot")
                        : List.of("-jar", Path.of(jar).toAbsolutePath().toString()));
        command.add("--server.port=0");
        command.addAll(List.of(settings));
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
        return JSON.readTree(mustTake(path, send("GET", path, "", "")));
    }

    /** The same where the answer is not JSON. */
    public String text(String path) throws IOException, InterruptedException {
        return mustTake(path, send("GET", path, "", ""));
    }

    /** Sends what it must not refuse, and tells its answer. */
    public JsonNode give(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        return JSON.readTree(mustTake(path, send(method, path, type, body)));
    }

    /**
     * Sends JSON.
     *
     * @return the answer's status
     * @throws IOException when there is no answer
     */
    public int post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, "application/json", body).statusCode();
    }

    private String mustTake(String path, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            String why = answer.statusCode() == 500 ? "\n" + said() : "";
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body() + why);
        }
        return answer.body();
    }

    private HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Asks it to end, as a service manager does: SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it without notice: SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Holds it where it is, as a machine does that is short of memory or is moved: SIGSTOP. {@link #goOn} lets it go on.
     *
     * @throws org.opentest4j.TestAbortedException where there are no signals
     */
    public void hold() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on: SIGCONT. */
    public void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Assumptions.assumeFalse(File.separatorChar == '\\', "there are no signals here");
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Whether it runs, held or not. */
    public boolean isAlive() {
        return process.isAlive();
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
