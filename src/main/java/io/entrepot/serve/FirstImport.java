package io.entrepot.serve;

/** Imports the declared files when the store has no product yet. */
final class FirstImport {

    void run() {}
}
