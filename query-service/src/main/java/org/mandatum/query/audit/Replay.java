package org.mandatum.query.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.OrganisationId;
import tools.jackson.databind.node.ObjectNode;

/** A replay that was asked for: how far it has come, and what came of it. */
final class Replay {
    final String id;
    final OrganisationId organisation;
    final LocalDate effectiveOn;
    final Instant knownAt;
    private final long events;
    private String state = "running";
    private long read;
    private int changes;
    private byte @Nullable [] result;

    Replay(String id, OrganisationId organisation, LocalDate effectiveOn, Instant knownAt, long events) {
        this.id = id;
        this.organisation = organisation;
        this.effectiveOn = effectiveOn;
        this.knownAt = knownAt;
        this.events = events;
    }

    synchronized void hasRead(long events) {
        read = events;
        told();
    }

    /** @param facts the answer, or why there is none */
    synchronized void ended(String state, ObjectNode facts) {
        this.state = state;
        ObjectNode answer = progress();
        facts.properties().forEach(fact -> answer.set(fact.getKey(), fact.getValue()));
        result = EventJson.MAPPER.writeValueAsBytes(answer);
        told();
    }

    private void told() {
        changes++;
        notifyAll();
    }

    /** Bytes. */
    synchronized int weight() {
        return result == null ? 0 : result.length;
    }

    /** How often there was news so far. */
    synchronized int changes() {
        return changes;
    }

    synchronized boolean isOver() {
        return result != null;
    }

    /** Until there is other news than after {@code seen}, or the time is over. */
    synchronized void await(int seen, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (changes == seen) {
            long left = end - System.nanoTime();
            if (left <= 0) return;
            wait(Math.ceilDiv(left, 1_000_000));
        }
    }

    /** The result once it is there, else the progress. */
    synchronized byte[] answer() {
        return result == null ? EventJson.MAPPER.writeValueAsBytes(progress()) : result;
    }

    private ObjectNode progress() {
        ObjectNode progress = EventJson.MAPPER.createObjectNode();
        progress.put("id", id);
        progress.put("organisation", organisation.value());
        progress.put("effectiveOn", effectiveOn.toString());
        progress.put("knownAt", knownAt.toString());
        progress.put("state", state);
        progress.put("events", events);
        progress.put("read", read);
        return progress;
    }
}
