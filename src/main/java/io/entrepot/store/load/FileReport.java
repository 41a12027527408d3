package io.entrepot.store.load;

/**
 * What became of one file.
 *
 * @param format the name of the format it was taken for; "unknown" when it was refused before
 * @param reading its encoding and delimiter; empty when it was refused before
 * @param read rows below the header, without empty lines
 * @param refused rows of these that were not taken
 */
public record FileReport(String file, String format, String reading, long read, long refused) {

    /** The report as one line of text. */
    @Override
    public String toString() {
        return file + " (" + format + (reading.isEmpty() ? "" : "; " + reading) + "): " + read + " rows read, "
                + (read - refused) + " taken, " + refused + " refused";
    }
}
