package io.entrepot.bench;

import java.nio.file.Path;

/** Something that can be measured, again and again. */
interface Benchmark {

    /** Names the figure in the results. */
    String name();

    /** How often it is measured unless the command says otherwise. */
    int runs();

    /**
     * Measures once.
     *
     * @param folder empty, for whatever the run leaves behind
     * @throws Exception when the run failed; it then has no figure
     */
    Run run(Path folder) throws Exception;
}
