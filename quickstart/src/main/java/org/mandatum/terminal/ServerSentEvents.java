package org.mandatum.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One connection's server-sent events. A register that says nothing at all for {@code silence}, not even that it is
 * still there, is taken for gone: a line cut without a word would otherwise be waited at for ever.
 */
final class ServerSentEvents implements AutoCloseable {
    private final InputStream stream;
    private final BufferedReader lines;
    private final long silence;
    private final Thread watchdog;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean closed;
    private volatile boolean silent;

    ServerSentEvents(InputStream stream, Duration silence) {
        this.stream = stream;
        this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        this.silence = silence.toNanos();
        this.watchdog = Thread.ofVirtual().start(this::closeWhenSilent);
    }

    /** {@code id} is null if the event bore none. */
    record Received(@Nullable String id, String data) {}

    /** The next whole event; what was cut off in the middle is none. Null at the end of the stream. */
    @Nullable
    Received next() throws IOException {
        String id = null;
        StringBuilder data = null;
        String line;
        while ((line = read()) != null) {
            if (line.isEmpty()) {
                if (data != null) {
                    return new Received(id, data.toString());
                }
                id = null;
            } else if (line.startsWith("id:")) {
                id = value(line, "id:");
            } else if (line.startsWith("data:")) {
                // A line break between lines of data stands between tokens of JSON, where a space does as well.
                data = data == null ? new StringBuilder() : data.append(' ');
                data.append(value(line, "data:"));
            }
        }
        return null;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watchdog);
        try {
            stream.close();
        } catch (IOException alreadyGone) {
            // that is what was wanted
        }
    }

    private @Nullable String read() throws IOException {
        try {
            String line = lines.readLine();
            heardAt = System.nanoTime();
            return line;
        } catch (IOException broken) {
            throw silent
                    ? new IOException(
                            "nothing heard for " + Duration.ofNanos(silence).toSeconds() + " s")
                    : broken;
        }
    }

    private static String value(String line, String field) {
        String value = line.substring(field.length());
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private void closeWhenSilent() {
        while (!closed) {
            long left = silence - (System.nanoTime() - heardAt);
            if (left <= 0) {
                silent = true;
                close();
                return;
            }
            LockSupport.parkNanos(left);
        }
    }
}
