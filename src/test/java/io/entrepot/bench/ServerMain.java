package io.entrepot.bench;

import io.entrepot.serve.Server;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;

/** The server as shipped, and in its process somebody who changes stock by its API when told to on standard input. */
public final class ServerMain {

    private final ApiWriter writer;
    private final Changes changes;

    private ServerMain(ApiWriter writer, Changes changes) {
        this.writer = writer;
        this.changes = changes;
    }

    /** The arguments are how many SKUs there are, how many changes to make a second, and the server's own. */
    public static void main(String... arguments) throws Exception {
        String[] options = Arrays.copyOfRange(arguments, 2, arguments.length);
        ApiWriter writer = ApiWriter.of(SpringApplication.run(Server.class, options));
        ServerMain server = new ServerMain(
                writer, new Changes(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), writer));
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println(JavaProcess.ANSWER + server.answer(line.split(" ", 3)));
        }
        System.exit(0);
    }

    private String answer(String[] words) throws Exception {
        if (words[0].equals("change")) {
            Change.write(Path.of(words[2]), changes.make(Integer.parseInt(words[1])).stream());
            return "changed";
        }
        Times times = Commits.ofDatabase(writer);
        return times.p50() + " " + times.p99() + " " + times.max();
    }
}
