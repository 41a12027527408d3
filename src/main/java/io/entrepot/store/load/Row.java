package io.entrepot.store.load;

import java.util.List;

/** One row of a file below its header, as wide as the header. */
record Row(Place place, Header header, List<String> values) {

    String at(Column column) {
        int index = header.indexOf(column);
        return index < 0 ? "" : values.get(index);
    }
}
