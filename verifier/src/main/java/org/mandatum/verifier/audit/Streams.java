package org.mandatum.verifier.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.mandatum.verifier.export.Line.Entry;
import org.mandatum.verifier.export.Line.Placed;
import org.mandatum.verifier.tree.Hash;

/** Continuity: every stream has its events one after the other, in whole packages, each package at a later moment. */
final class Streams {
    /** By digest of the name, so that long names cost no more than short ones. */
    private final Map<Name, Stream> streams = new HashMap<>();

    private final Findings findings;

    Streams(Findings findings) {
        this.findings = findings;
    }

    private record Name(long high, long low) {
        static Name of(String name) {
            ByteBuffer digest = ByteBuffer.wrap(Hash.sha256().digest(name.getBytes(UTF_8)));
            return new Name(digest.getLong(), digest.getLong());
        }
    }

    private static final class Stream {
        private long next;
        private int remaining;
        private long recordedAt = Long.MIN_VALUE;
    }

    void take(Placed placed, Entry entry) {
        Stream stream = streams.computeIfAbsent(Name.of(entry.stream()), unknown -> new Stream());
        if (entry.sequence() != stream.next)
            findings.event(
                    "sequence",
                    placed,
                    entry,
                    entry.stream() + " has event " + entry.sequence() + " where " + stream.next + " is due: "
                            + (entry.sequence() > stream.next ? "something was removed" : "something was slipped in"));
        if (stream.remaining > 0 && entry.remaining() != stream.remaining - 1)
            findings.event(
                    "package",
                    placed,
                    entry,
                    "its package had " + stream.remaining + " more to come, so " + (stream.remaining - 1)
                            + " must be left after it, not " + entry.remaining());
        boolean samePackage = stream.remaining > 0;
        if (samePackage && entry.recordedAt() != stream.recordedAt)
            findings.event(
                    "recorded-time", placed, entry, "it was recorded at another moment than the rest of its package");
        if (!samePackage && entry.recordedAt() <= stream.recordedAt)
            findings.event("recorded-time", placed, entry, "it was not recorded later than the package before it");
        int slash = entry.stream().indexOf('/');
        String organisation = entry.organisation();
        if (entry.stream().startsWith("organisations/")
                && organisation != null
                && !entry.stream().substring(slash + 1).equals(organisation))
            findings.event("stream", placed, entry, "it is of " + organisation + ", and stands in " + entry.stream());
        stream.next = entry.sequence() + 1;
        stream.remaining = entry.remaining();
        stream.recordedAt = Math.max(stream.recordedAt, entry.recordedAt());
    }

    /** Streams whose last package is not whole yet: an export may end there. */
    long open() {
        return streams.values().stream().filter(stream -> stream.remaining > 0).count();
    }

    int count() {
        return streams.size();
    }
}
