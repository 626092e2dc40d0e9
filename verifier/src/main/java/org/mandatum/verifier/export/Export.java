package org.mandatum.verifier.export;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Line.Placed;

/**
 * The lines of one or more files, each a whole export, in their order. Lines are parsed and hashed by as many threads as there
 * are processors; only a few stretches of the file are in memory at once, whatever the file is. Gzip is understood.
 */
public final class Export implements AutoCloseable {
    /** A stretch of lines that one thread parses. */
    private static final int STRETCH = 256 * 1024;

    private final List<Path> files;
    private final LongConsumer progress;
    private final int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    private final ExecutorService parsers = Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("parser-", 0).factory());
    private final Deque<Future<Parsed>> ahead = new ArrayDeque<>();
    private Parsed current = new Parsed(List.of(), null);
    private int next;

    private int opened;
    private long bytesOfEarlierFiles;
    private @Nullable Lines lines;
    private @Nullable Unreadable broken;
    private boolean inFile;

    /** @param progress told how many bytes of the files have been read */
    public Export(List<Path> files, LongConsumer progress) {
        this.files = List.copyOf(files);
        this.progress = progress;
    }

    /** What one stretch holds, up to where it cannot be read on. */
    private record Parsed(List<Placed> lines, @Nullable Unreadable broken) {}

    /** The next line, null after the last file's footer. Every file begins with a header and ends with a footer. */
    public @Nullable Placed next() throws Unreadable, IOException {
        while (next == current.lines().size()) {
            Unreadable end = current.broken();
            if (end != null) throw end;
            readAhead();
            Future<Parsed> first = ahead.poll();
            if (first == null) return null;
            current = await(first);
            next = 0;
        }
        Placed placed = current.lines().get(next++);
        boolean header = placed.line() instanceof Line.Header;
        if (header == inFile)
            throw new Unreadable(
                    placed.file(),
                    placed.number(),
                    "order-of-lines",
                    header
                            ? "a header stands within the file"
                            : "the first line is no header, or more follows the footer");
        inFile = !(placed.line() instanceof Line.Footer);
        return placed;
    }

    private void readAhead() throws IOException {
        while (broken == null && ahead.size() <= threads) {
            Lines open = lines;
            if (open == null) {
                if (opened == files.size()) return;
                open = new Lines(files.get(opened++));
                lines = open;
            }
            Stretch stretch = open.stretch();
            progress.accept(bytesOfEarlierFiles + open.read());
            if (stretch.last()) {
                bytesOfEarlierFiles += open.read();
                open.close();
                lines = null;
            }
            if (stretch.broken() != null) broken = stretch.broken();
            ahead.add(parsers.submit(() -> parse(stretch)));
        }
    }

    private static Parsed parse(Stretch stretch) {
        var lines = new ArrayList<Placed>(stretch.lines().size());
        long number = stretch.firstNumber();
        for (byte[] line : stretch.lines()) {
            try {
                lines.add(new Placed(LineParser.line(line), stretch.file(), number));
            } catch (Unreadable.Line broken) {
                return new Parsed(lines, broken.at(stretch.file(), number));
            }
            number++;
        }
        Unreadable broken = stretch.broken();
        boolean whole = !lines.isEmpty() && lines.getLast().line() instanceof Line.Footer;
        if (broken == null && stretch.last() && !whole)
            broken = new Unreadable(
                    stretch.file(),
                    number - 1,
                    "cut",
                    "the file ends without a footer; it was cut off, or is still being written");
        return new Parsed(lines, broken);
    }

    private static Parsed await(Future<Parsed> parsed) throws IOException {
        try {
            return parsed.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) throw error;
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException | CancellationException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    @Override
    public void close() throws IOException {
        parsers.shutdownNow();
        Lines open = lines;
        if (open != null) open.close();
    }

    /** Whole lines that follow one another, and what is wrong with the one after them. */
    private record Stretch(
            String file,
            long firstNumber,
            List<byte[]> lines,
            boolean last,
            @Nullable Unreadable broken) {}

    /** A file as stretches. */
    private static final class Lines implements AutoCloseable {
        private final String file;
        private final Counting counting;
        private final LineReader reader;

        Lines(Path path) throws IOException {
            file = String.valueOf(path.getFileName());
            counting = new Counting(Files.newInputStream(path));
            reader = new LineReader(file, unpacked(counting));
        }

        /** A gzip that is damaged from its first bytes on is told of when it is read, like any other. */
        private static InputStream unpacked(InputStream in) throws IOException {
            try {
                return LineReader.unpacked(in);
            } catch (EOFException | ZipException damaged) {
                in.close();
                return new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw damaged;
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        throw damaged;
                    }
                };
            }
        }

        long read() {
            return counting.count;
        }

        Stretch stretch() throws IOException {
            var lines = new ArrayList<byte[]>();
            long first = reader.number();
            int size = 0;
            try {
                while (size < STRETCH) {
                    byte[] line = reader.line();
                    if (line == null) return new Stretch(file, first, lines, true, null);
                    lines.add(line);
                    size += line.length;
                }
            } catch (Unreadable broken) {
                return new Stretch(file, first, lines, true, broken);
            } catch (EOFException | ZipException damaged) {
                String why = "the gzip is damaged or cut off: " + damaged.getMessage();
                return new Stretch(file, first, lines, true, new Unreadable(file, reader.number(), "gzip", why));
            }
            return new Stretch(file, first, lines, false, null);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /** How much of a file has been read. */
    private static final class Counting extends java.io.FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) count++;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) count += read;
            return read;
        }
    }
}
