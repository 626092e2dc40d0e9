package org.mandatum.verifier.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.export.Line.Entry;
import org.mandatum.verifier.export.LineParser;
import org.mandatum.verifier.export.Unreadable;
import org.mandatum.verifier.tree.Hash;

/** An event as a register would store it. */
public record Recorded(
        String id,
        String stream,
        long sequence,
        long position,
        int remaining,
        String type,
        int revision,
        long recordedAt,
        String payload,
        String metadata) {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Its line in an export, without the newline. */
    public String line(long index) {
        return Json.text(document(index));
    }

    public LinkedHashMap<String, @Nullable Object> document(long index) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("index", index);
        members.put("id", id);
        members.put("stream", stream);
        members.put("sequence", sequence);
        members.put("position", position);
        members.put("remaining", remaining);
        members.put("type", type);
        members.put("revision", revision);
        members.put("recordedAt", MICROS.format(Instant.EPOCH.plus(recordedAt, ChronoUnit.MICROS)));
        members.put("payload", payload);
        members.put("metadata", metadata);
        return members;
    }

    public Entry entry(long index) {
        try {
            return LineParser.entry(line(index));
        } catch (Unreadable.Line impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public Hash leaf() {
        return Hash.ofLeaf(LineParser.leaf(
                id, stream, sequence, position, remaining, type, revision, recordedAt, payload, metadata));
    }

    public Recorded withId(String id) {
        return new Recorded(id, stream, sequence, position, remaining, type, revision, recordedAt, payload, metadata);
    }

    public Recorded withStream(String stream) {
        return new Recorded(id, stream, sequence, position, remaining, type, revision, recordedAt, payload, metadata);
    }

    public Recorded withSequence(long sequence) {
        return new Recorded(id, stream, sequence, position, remaining, type, revision, recordedAt, payload, metadata);
    }

    public Recorded withPosition(long position) {
        return new Recorded(id, stream, sequence, position, remaining, type, revision, recordedAt, payload, metadata);
    }

    public Recorded withRemaining(int remaining) {
        return new Recorded(id, stream, sequence, position, remaining, type, revision, recordedAt, payload, metadata);
    }

    public Recorded withType(String type) {
        return new Recorded(id, stream, sequence, position, remaining, type, revision, recordedAt, payload, metadata);
    }

    public Recorded withRevision(int revision) {
        return new Recorded(id, stream, sequence, position, remaining, type, revision, recordedAt, payload, metadata);
    }

    public Recorded withRecordedAt(long recordedAt) {
        return new Recorded(id, stream, sequence, position, remaining, type, revision, recordedAt, payload, metadata);
    }

    public Recorded withPayload(String payload) {
        return new Recorded(id, stream, sequence, position, remaining, type, revision, recordedAt, payload, metadata);
    }

    public Recorded withMetadata(String metadata) {
        return new Recorded(id, stream, sequence, position, remaining, type, revision, recordedAt, payload, metadata);
    }
}
