package io.entrepot.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Calls of our own API inside the server's process: a {@link ServerMain}. */
final class ApiLoad implements Load {

    private final JavaProcess server;
    private final Path changes;

    ApiLoad(JavaProcess server, Site site) {
        this.server = server;
        this.changes = site.folder().resolve("changes.tsv");
    }

    /** What to start as the server. */
    static List<String> program(int skus, int perSecond) {
        List<String> program = new ArrayList<>(JavaProcess.classPath(ServerMain.class));
        program.addAll(List.of(String.valueOf(skus), String.valueOf(perSecond)));
        return program;
    }

    @Override
    public List<Change> make(int count) throws IOException, InterruptedException {
        server.ask("change " + count + " " + changes);
        return Change.read(changes);
    }

    @Override
    public Times commits() throws IOException, InterruptedException {
        String[] times = server.ask("commits").split(" ", -1);
        return new Times(Double.parseDouble(times[0]), Double.parseDouble(times[1]), Double.parseDouble(times[2]));
    }

    @Override
    public void close() {}
}
