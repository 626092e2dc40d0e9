package org.mandatum.log;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.mandatum.journal.EventJson;
import tools.jackson.databind.JsonNode;

/**
 * What a service keeps beside the log, and nobody can make again from it: JSON lines with a header and a footer. Each line
 * between them has one member, which names the kind of thing that it holds (ADR 0025).
 */
public final class Annex {
    public static final String FORMAT = "mandatum-annex";
    public static final int VERSION = 1;

    private Annex() {}

    /**
     * The first line.
     *
     * @param of the service that keeps these things, and to which alone they may be given back
     * @param position everything here belongs to events up to this position of the log
     */
    @JsonPropertyOrder({"format", "version", "of", "position"})
    public record Header(String format, int version, String of, long position) {}

    /** The last line: nothing is missing before it. */
    @JsonPropertyOrder({"end", "lines"})
    public record Footer(boolean end, long lines) {}

    /** Writes an annex; without {@link #end} a reader takes it for cut. */
    public static final class Writer {
        private final OutputStream out;
        private long lines;

        public Writer(OutputStream out, String of, long position) throws IOException {
            this.out = out;
            line(new Header(FORMAT, VERSION, of, position));
        }

        public void write(String kind, Record thing) throws IOException {
            line(Map.of(kind, thing));
            lines++;
        }

        public void end() throws IOException {
            line(new Footer(true, lines));
        }

        private void line(Object line) throws IOException {
            out.write((EventJson.MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Reads one kind of line. */
    public record Kind<T>(String name, Class<T> type, BiConsumer<T, TextLines> take) {
        private void take(JsonNode thing, TextLines lines) {
            take.accept(lines.read(thing.toString(), type), lines);
        }
    }

    /**
     * Reads an annex to its end, and answers its header.
     *
     * @throws TextLines.Unfit when it is not one of {@code of}, was cut, or holds something that is none of {@code kinds}
     */
    public static Header read(Path file, String of, List<Kind<?>> kinds) throws IOException {
        try (var lines = new TextLines(file)) {
            String first = lines.next();
            if (first == null) throw lines.unfit("the file is empty");
            Header header = lines.read(first, Header.class);
            if (!FORMAT.equals(header.format()) || header.version() != VERSION)
                throw lines.unfit("this is not an annex of version " + VERSION);
            if (!of.equals(header.of())) throw lines.unfit("this is the annex of " + header.of() + ", not of " + of);
            long count = 0;
            for (String text = lines.next(); text != null; text = lines.next()) {
                if (text.startsWith("{\"end\"")) {
                    Footer footer = lines.read(text, Footer.class);
                    if (!footer.end() || footer.lines() != count)
                        throw lines.unfit("the footer tells of " + footer.lines() + " lines, there were " + count);
                    if (lines.next() != null) throw lines.unfit("something follows the footer");
                    return header;
                }
                take(lines.read(text, JsonNode.class), kinds, lines);
                count++;
            }
            throw lines.unfit("the file was cut: it has no footer");
        }
    }

    private static void take(JsonNode line, List<Kind<?>> kinds, TextLines lines) {
        for (Kind<?> kind : kinds)
            if (line.size() == 1 && line.has(kind.name())) {
                kind.take(line.path(kind.name()), lines);
                return;
            }
        throw lines.unfit("none of " + kinds.stream().map(Kind::name).toList());
    }
}
