package org.mandatum.command.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.log.ExportLines;
import org.mandatum.log.ExportLines.Entry;
import org.mandatum.log.ExportLines.Footer;
import org.mandatum.log.ExportLines.Header;
import org.mandatum.log.ExportLines.Note;
import tools.jackson.core.JacksonException;

/** Reads an export (docs/log-format.md) line by line, compressed or not, and never more than a line may hold. */
final class ExportFile implements AutoCloseable {
    private final InputStream in;
    private long line;

    ExportFile(Path file) throws IOException {
        var raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        raw.mark(2);
        boolean compressed = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        in = compressed ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16) : raw;
    }

    /** It is not an export, or not a whole one; names the line. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfit(String what) {
            super(what);
        }
    }

    Unfit unfit(String what) {
        return new Unfit("line " + line + ": " + what);
    }

    Header header() throws IOException {
        String text = line();
        if (text == null) throw unfit("the file is empty");
        Header header = read(text, Header.class);
        if (!ExportLines.FORMAT.equals(header.format()) || header.version() != ExportLines.VERSION)
            throw unfit("this is not an export of version " + ExportLines.VERSION);
        return header;
    }

    /** An {@link Entry}, a {@link Note} or the {@link Footer}, after which nothing may come. */
    Record next() throws IOException {
        String text = line();
        if (text == null) throw unfit("the file was cut: it has no footer");
        if (text.startsWith("{\"index\"")) return read(text, Entry.class);
        if (text.startsWith("{\"checkpoint\"")) return read(text, Note.class);
        Footer footer = read(text, Footer.class);
        if (!footer.end()) throw unfit("neither an event nor a checkpoint nor the footer");
        if (line() != null) throw unfit("something follows the footer");
        return footer;
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return EventJson.MAPPER.readValue(text, type);
        } catch (JacksonException unreadable) {
            throw unfit("cannot be read as " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT) + ": "
                    + unreadable.getOriginalMessage());
        }
    }

    private @Nullable String line() throws IOException {
        line++;
        var bytes = new ByteArrayOutputStream(1024);
        try {
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    if (bytes.size() == 0) return null;
                    throw unfit("the file was cut within this line");
                }
                bytes.write(b);
                if (bytes.size() >= ExportLines.LONGEST) throw unfit("longer than " + ExportLines.LONGEST + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException unreadable) {
            throw unfit("not UTF-8");
        } catch (EOFException cut) {
            throw unfit("the compressed file was cut");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
