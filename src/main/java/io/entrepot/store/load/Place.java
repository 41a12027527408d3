package io.entrepot.store.load;

/**
 * Where a row starts.
 *
 * @param line physical line of the file, from 1; 0 for the file as a whole
 */
record Place(String file, long line) {

    static Place whole(InputFile file) {
        return new Place(file.name(), 0);
    }
}
