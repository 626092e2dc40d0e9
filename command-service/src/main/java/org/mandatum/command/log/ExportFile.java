package org.mandatum.command.log;

import java.io.IOException;
import java.nio.file.Path;
import org.mandatum.log.ExportLines;
import org.mandatum.log.ExportLines.Entry;
import org.mandatum.log.ExportLines.Footer;
import org.mandatum.log.ExportLines.Header;
import org.mandatum.log.ExportLines.Note;
import org.mandatum.log.TextLines;
import org.mandatum.log.TextLines.Unfit;

/** Reads an export (docs/log-format.md) line by line, compressed or not, and never more than a line may hold. */
final class ExportFile implements AutoCloseable {
    private final TextLines lines;

    ExportFile(Path file) throws IOException {
        lines = new TextLines(file);
    }

    Unfit unfit(String what) {
        return lines.unfit(what);
    }

    Header header() throws IOException {
        String text = lines.next();
        if (text == null) throw unfit("the file is empty");
        Header header = lines.read(text, Header.class);
        if (!ExportLines.FORMAT.equals(header.format()) || header.version() != ExportLines.VERSION)
            throw unfit("this is not an export of version " + ExportLines.VERSION);
        return header;
    }

    /** An {@link Entry}, a {@link Note} or the {@link Footer}, after which nothing may come. */
    Record next() throws IOException {
        String text = lines.next();
        if (text == null) throw unfit("the file was cut: it has no footer");
        if (text.startsWith("{\"index\"")) return lines.read(text, Entry.class);
        if (text.startsWith("{\"checkpoint\"")) return lines.read(text, Note.class);
        Footer footer = lines.read(text, Footer.class);
        if (!footer.end()) throw unfit("neither an event nor a checkpoint nor the footer");
        if (lines.next() != null) throw unfit("something follows the footer");
        return footer;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
