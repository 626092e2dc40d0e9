package org.mandatum.verifier.export;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Bytes as lines, of which none may be longer than an export's may. */
public final class LineReader implements AutoCloseable {
    /** Bytes of a line with its newline. */
    private static final int LONGEST = Json.LONGEST;

    private static final int BUFFER = 128 * 1024;

    private final String name;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long number = 1;

    public LineReader(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /** The stream itself, or what it holds when it is gzip. */
    public static InputStream unpacked(InputStream in) throws IOException {
        var marked = new BufferedInputStream(in, BUFFER);
        marked.mark(2);
        boolean gzip = marked.read() == 0x1f && marked.read() == 0x8b;
        marked.reset();
        return gzip ? new GZIPInputStream(marked, BUFFER) : marked;
    }

    /** Of the next line, from 1. */
    public long number() {
        return number;
    }

    /**
     * Without its newline; null at the end.
     *
     * @throws Unreadable when it is too long, or has no newline
     */
    public byte @Nullable [] line() throws Unreadable, IOException {
        ByteArrayOutputStream begun = null;
        while (true) {
            if (from == to) {
                to = Math.max(0, in.read(buffer, 0, buffer.length));
                from = 0;
                if (to == 0) {
                    if (begun == null) return null;
                    throw new Unreadable(name, number, "cut", "the last line has no end; the file was cut off");
                }
            }
            int end = from;
            while (end < to && buffer[end] != '\n') end++;
            int length = end - from + (begun == null ? 0 : begun.size());
            if (length >= LONGEST)
                throw new Unreadable(
                        name, number, "line-too-long", "the line is longer than " + LONGEST / 1024 / 1024 + " MiB");
            boolean whole = end < to;
            byte[] piece = Arrays.copyOfRange(buffer, from, end);
            from = whole ? end + 1 : end;
            if (whole) number++;
            if (whole && begun == null) return piece;
            if (begun == null) begun = new ByteArrayOutputStream(2 * piece.length + 16);
            begun.writeBytes(piece);
            if (whole) return begun.toByteArray();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
