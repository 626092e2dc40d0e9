package org.mandatum.command.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file, one at a time; no more than one line and one block of the file is held. */
final class Lines {
    /** Bytes of the longest line that is read. */
    static final int LONGEST = 8 * 1024 * 1024;

    private final InputStream file;
    private final byte[] block = new byte[64 * 1024];
    private int next;
    private int end;
    private long number;

    Lines(InputStream file) {
        this.file = file;
    }

    /**
     * @param number from 1
     * @param bytes without the line's end; null: longer than {@value #LONGEST}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read once
    record Line(long number, byte @Nullable [] bytes) {}

    /** The next line, or null after the last. A file may end with or without a line's end. */
    @Nullable
    Line next() throws IOException {
        if (next == end && !fill()) return null;
        var line = new ByteArrayOutputStream(256);
        boolean tooLong = false;
        boolean ended = false;
        do {
            int from = next;
            while (next < end && block[next] != '\n') next++;
            tooLong |= line.size() + (next - from) > LONGEST;
            if (tooLong) line.reset();
            else line.write(block, from, next - from);
            ended = next < end;
        } while (!ended && fill());
        if (ended) next++;
        number++;
        return new Line(number, tooLong ? null : line.toByteArray());
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, file.read(block));
        return end > 0;
    }
}
