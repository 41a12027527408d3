package io.entrepot.route.files;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import java.util.Comparator;

/**
 * Something wrong in a route file.
 *
 * @param file the file's name within the routes folder
 * @param line counted from 1; 0 when it is the file as a whole
 * @param column counted from 1; 0 when it is the line as a whole
 * @param problem what is wrong, with the value
 * @param remedy what to do next
 * @param warning true when the file is used nevertheless
 */
public record RouteProblem(
        String file, int line, int column, ErrorCode code, String problem, String remedy, boolean warning) {

    static final Comparator<RouteProblem> BY_PLACE = Comparator.comparing(RouteProblem::file)
            .thenComparing(RouteProblem::line)
            .thenComparing(RouteProblem::column);

    static RouteProblem refused(Spot spot, ErrorCode code, String problem, String remedy) {
        return new RouteProblem(spot.file(), spot.line(), spot.column(), code, problem, remedy, false);
    }

    static RouteProblem refused(Spot spot, Refusal refusal) {
        return refused(spot, refusal.code(), String.valueOf(refusal.getMessage()), refusal.remedy());
    }

    static RouteProblem warning(Spot spot, ErrorCode code, String problem, String remedy) {
        return new RouteProblem(spot.file(), spot.line(), spot.column(), code, problem, remedy, true);
    }

    Spot spot() {
        return new Spot(file, line, column);
    }

    /** Where it is, as {@code file:line:column}, leaving out what is not known. */
    public String place() {
        return file + (line > 0 ? ":" + line : "") + (column > 0 ? ":" + column : "");
    }

    /** What is wrong and what to do, without the place. */
    public String text() {
        return " " + code + (warning ? " warning: " : " ") + problem + " – " + remedy;
    }

    /** One line for a log or a terminal. */
    @Override
    public String toString() {
        return place() + text();
    }
}
