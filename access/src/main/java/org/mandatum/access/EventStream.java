package org.mandatum.access;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Server-sent events as they go to one person. Used by one thread. */
public final class EventStream {
    private final OutputStream out;
    private final Duration heartbeat;
    private final Instant until;
    private Instant heard = Instant.now();

    /** @param until when the person's token ends */
    EventStream(OutputStream out, Duration heartbeat, Instant until) {
        this.out = out;
        this.heartbeat = heartbeat;
        this.until = until;
    }

    /** What one stream tells, from its beginning to its end. */
    @FunctionalInterface
    public interface Story {
        /** @throws IOException when nobody listens any more */
        void tell(EventStream out) throws IOException, InterruptedException;
    }

    /** Until the token ends: with another one, who listens goes on where this stream stopped. */
    public boolean isOpen() {
        return Instant.now().isBefore(until);
    }

    /** How long nothing may be said: to the next heartbeat, or to the end of the token. */
    public Duration mayBeSilent() {
        Instant due = heard.plus(heartbeat);
        return Duration.between(Instant.now(), due.isBefore(until) ? due : until);
    }

    /** What no program takes for an event. */
    public void remark(String text) throws IOException {
        write(": " + text + "\n\n");
        flush();
    }

    /** To be called whenever there is nothing to say: a connection that has failed is noticed by writing to it. */
    public void stayAlive() throws IOException {
        if (!Instant.now().isBefore(heard.plus(heartbeat))) remark("still here");
    }

    /** Sent at once. */
    public void event(String name, byte[] json) throws IOException {
        write("event: " + name + "\ndata: ");
        out.write(json);
        write("\n\n");
        flush();
    }

    /**
     * Sent with the next {@link #flush()}.
     *
     * @param id by which the receiver tells how far it has come
     */
    public void add(long id, String name, String json) throws IOException {
        write("id: " + id + "\nevent: " + name + "\ndata: " + json + "\n\n");
    }

    public void flush() throws IOException {
        out.flush();
        heard = Instant.now();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
