package org.mandatum.terminal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A stream on its way to the register, which tells now and then how much of it has gone. */
final class Sending extends FilterInputStream {
    private static final long BETWEEN_LINES = Duration.ofSeconds(2).toNanos();

    private final OptionalLong size;
    private final Consumer<String> progress;
    private final AtomicLong sent = new AtomicLong();
    private long toldAt = System.nanoTime();

    Sending(InputStream stream, OptionalLong size, Consumer<String> progress) {
        super(stream);
        this.size = size;
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    /** Bytes, so far. */
    long sent() {
        return sent.get();
    }

    private void count(int bytes) {
        long now = sent.addAndGet(bytes);
        if (System.nanoTime() - toldAt >= BETWEEN_LINES) {
            toldAt = System.nanoTime();
            progress.accept(
                    "sent " + (now >> 10) + (size.isPresent() ? " of " + (size.getAsLong() >> 10) : "") + " KiB");
        }
    }
}
