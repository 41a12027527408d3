package io.entrepot.store.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of one import into a draft. */
final class Reading {

    private static final String UNKNOWN = "unknown";

    private final Findings findings;
    private final Draft draft = new Draft();
    private final MallExport mall;
    private final List<Format> formats = new ArrayList<>();
    private final List<Read> read = new ArrayList<>();

    /** A file and how far it came. */
    private record Read(String file, String format, String reading, long rows) {}

    Reading(ImportSettings settings, Findings findings) {
        this.findings = findings;
        this.mall = new MallExport(draft, settings);
        formats.addAll(MallFormats.of(mall));
        formats.add(new ShopifyFormat(draft, settings));
        formats.add(new ProductsFormat(draft, settings));
        formats.add(new OffersFormat(draft, settings));
    }

    Draft read(List<InputFile> files) {
        files.stream().distinct().forEach(this::read);
        mall.finish(findings);
        return draft;
    }

    private void read(InputFile file) {
        try (OpenedFile opened = OpenedFile.open(file, formats)) {
            read(file, opened);
        } catch (RowRefused e) {
            findings.refuse(Place.whole(file), e);
            read.add(new Read(file.name(), UNKNOWN, "", 0));
        } catch (IOException e) {
            findings.refuse(
                    Place.whole(file), new RowRefused(Problem.UNREADABLE, null, null, "the file cannot be read: " + e));
            read.add(new Read(file.name(), UNKNOWN, "", 0));
        }
    }

    private void read(InputFile file, OpenedFile opened) {
        try {
            opened.read(findings);
        } catch (RowRefused e) {
            findings.refuse(Place.whole(file), e);
        } catch (UncheckedIOException e) {
            findings.refuse(
                    Place.whole(file),
                    new RowRefused(
                            Problem.UNREADABLE, null, null, "the file cannot be read to its end: " + e.getCause()));
        }
        read.add(new Read(
                file.name(),
                opened.format().name(),
                opened.table().reading(),
                opened.table().rowsRead()));
    }

    /** What became of each file, once everything is written. */
    List<FileReport> reports() {
        return read.stream().map(this::report).toList();
    }

    private FileReport report(Read file) {
        boolean whole = findings.hasRefused(new Place(file.file(), 0));
        long refused = findings.refused().stream()
                .filter(row -> row.file().equals(file.file()))
                .count();
        return new FileReport(file.file(), file.format(), file.reading(), file.rows(), whole ? file.rows() : refused);
    }
}
