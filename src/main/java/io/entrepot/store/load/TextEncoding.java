package io.entrepot.store.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a file's bytes are text.
 *
 * @param mark length of the byte-order mark at its start; 0 without
 */
record TextEncoding(Charset charset, int mark) {

    /** Reads the text behind the mark; fails rather than replaces where bytes are not of the encoding. */
    Reader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.skipNBytes(mark);
        return new InputStreamReader(bytes, charset.newDecoder());
    }

    /** The name the report shows. */
    String label() {
        return charset.name() + (mark > 0 ? " with byte-order mark" : "");
    }
}
