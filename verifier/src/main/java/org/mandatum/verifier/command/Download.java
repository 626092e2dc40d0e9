package org.mandatum.verifier.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.export.Line.Footer;
import org.mandatum.verifier.export.Line.Header;
import org.mandatum.verifier.export.LineParser;
import org.mandatum.verifier.export.LineReader;
import org.mandatum.verifier.export.Unreadable;
import org.mandatum.verifier.register.Fault;
import org.mandatum.verifier.register.Register;

/**
 * An export that is being fetched. {@code FILE.part} holds whole lines of events and checkpoints; header and footer are put
 * around them at the end, when it is known what they have to say.
 */
final class Download {
    private static final byte[] EVENT = "{\"index\":".getBytes(UTF_8);
    private static final byte[] CHECKPOINT = "{\"checkpoint\":".getBytes(UTF_8);

    private final Path file;
    private final Path part;
    private long events;
    private long checkpoints;
    private @Nullable Header header;

    Download(Path file) throws Unreadable, IOException {
        this.file = file;
        part = file.resolveSibling(file.getFileName() + ".part");
        if (Files.exists(part)) takeUp();
        else if (Files.exists(file)) goOn();
    }

    long events() {
        return events;
    }

    long checkpoints() {
        return checkpoints;
    }

    /** Counts what is there already, and cuts off a line that has no end. */
    private void takeUp() throws Unreadable, IOException {
        long whole = 0;
        try (var reader = new LineReader(part.toString(), new BufferedInputStream(Files.newInputStream(part)))) {
            for (byte[] line = reader.line(); line != null; line = reader.line()) {
                count(line);
                whole += line.length + 1L;
            }
        } catch (Unreadable cut) {
            if (!cut.rule().equals("cut")) throw cut;
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.truncate(whole);
        }
    }

    /** Takes the lines of a whole export. */
    private void goOn() throws Unreadable, IOException {
        try (var reader = new LineReader(file.toString(), LineReader.unpacked(Files.newInputStream(file)));
                OutputStream out = appending()) {
            parse(reader.line(), reader);
            for (byte[] line = reader.line(); line != null; line = reader.line()) if (count(line)) write(line, out);
        }
    }

    private OutputStream appending() throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16);
    }

    /** Fetches what is not there yet. */
    void from(Register register, Progress progress) throws Unreadable, Fault, IOException {
        try (InputStream in = register.export(events);
                var reader = new LineReader("the answer", in);
                OutputStream out = appending()) {
            Header begun = parse(reader.line(), reader);
            if (begun.from() != events)
                throw new Unreadable(
                        "the answer", 1, "header", "begins with event " + begun.from() + ", not " + events);
            header = begun;
            long eventsBefore = events;
            long checkpointsBefore = checkpoints;
            for (byte[] line = reader.line(); line != null; line = reader.line()) {
                if (count(line)) {
                    write(line, out);
                    progress.at(events - begun.from(), begun.size() - begun.from());
                    continue;
                }
                if (!(parsed(line, reader) instanceof Footer footer)
                        || footer.events() != events - eventsBefore
                        || footer.checkpoints() != checkpoints - checkpointsBefore)
                    throw new Unreadable(
                            "the answer", reader.number() - 1, "counts", "the footer is not that of these lines");
                return;
            }
        } catch (Unreadable cut) {
            // What came is kept; the rest is asked for again.
            if (cut.rule().equals("cut")) throw new IOException("the answer was cut off", cut);
            throw cut;
        }
        throw new IOException("the answer was cut off");
    }

    /** Whether it is an event or a checkpoint. */
    private boolean count(byte[] line) {
        if (begins(line, EVENT)) events++;
        else if (begins(line, CHECKPOINT)) checkpoints++;
        else return false;
        return true;
    }

    private static boolean begins(byte[] line, byte[] with) {
        return line.length > with.length && java.util.Arrays.equals(line, 0, with.length, with, 0, with.length);
    }

    private static void write(byte[] line, OutputStream out) throws IOException {
        out.write(line);
        out.write('\n');
    }

    private Header parse(byte @Nullable [] line, LineReader reader) throws Unreadable {
        if (line != null && parsed(line, reader) instanceof Header header) return header;
        throw new Unreadable("the answer", 1, "header", "does not begin with a header; is that a register?");
    }

    private static Object parsed(byte[] line, LineReader reader) throws Unreadable {
        try {
            return LineParser.line(line);
        } catch (Unreadable.Line broken) {
            throw broken.at("the answer", reader.number() - 1);
        }
    }

    /** Puts the whole export in its place. */
    void finish() throws IOException {
        Header last = header;
        if (last == null) throw new IllegalStateException("nothing was fetched");
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole), 1 << 16)) {
            var head = new LinkedHashMap<String, @Nullable Object>();
            head.put("format", "mandatum-log-export");
            head.put("version", 1);
            head.put("origin", last.origin());
            head.put("keys", last.keys());
            head.put("from", 0);
            head.put("size", last.size());
            write(Json.text(head).getBytes(UTF_8), out);
            Files.copy(part, out);
            var foot = new LinkedHashMap<String, @Nullable Object>();
            foot.put("end", true);
            foot.put("events", events);
            foot.put("checkpoints", checkpoints);
            write(Json.text(foot).getBytes(UTF_8), out);
        }
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(part);
    }
}
