package io.entrepot.store.load;

import java.util.List;

/** One kind of file, known by its header row. */
interface Format {

    /** The name the report shows. */
    String name();

    /** The columns without which a file is not of this format, as a person would write them. */
    String header();

    /** Every column that is read. */
    List<Column> columns();

    boolean fits(Header header);

    /** Reads all rows into the draft this format was made for. */
    void read(Table table, Findings findings);

    /** Whether columns that are not read deserve a note: in formats of our own they are probably misspelt. */
    default boolean notesOtherColumns() {
        return false;
    }
}
