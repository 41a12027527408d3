package io.entrepot.config;

import io.entrepot.model.ErrorCode;
import java.nio.file.Path;

/**
 * One thing that is wrong with a configuration file. It never holds a secret.
 *
 * @param line counted from 1; 0 when the file as a whole is meant
 * @param column counted from 1, where the key stands; 0 when the file as a whole is meant
 * @param path the key's way from the top: {@code storefronts[1].currency}; empty for the file as a whole
 * @param problem what is wrong, with the value unless it may be a secret; no full stop
 * @param remedy what to do next, in whole sentences
 */
public record ConfigProblem(
        Path file, int line, int column, String path, ErrorCode code, String problem, String remedy) {

    /** One line: {@code file:line:column path: problem. ENT-1006. Remedy.} */
    @Override
    public String toString() {
        String place = line == 0 ? file.toString() : file + ":" + line + ":" + column;
        String key = path.isEmpty() ? "" : " " + path;
        return place + key + ": " + problem + ". " + code + ". " + remedy;
    }
}
