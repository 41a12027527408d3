package io.entrepot.cli;

import io.entrepot.config.ConfigRefused;
import io.entrepot.model.Refusal;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a command could not do: what was refused in plain words, anything else with its trace, on the log. */
final class Complaints {

    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);

    private Complaints() {}

    static void print(Exception e, PrintWriter out) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigRefused) {
                out.println(cause.getMessage());
                out.flush();
                return;
            }
            if (cause instanceof Refusal refusal) {
                out.println(refusal.code() + ": " + refusal.getMessage() + ". " + refusal.remedy());
                out.flush();
                return;
            }
        }
        LOG.error("the command failed", e);
    }
}
