package org.mandatum.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.mandatum.journal.CanonicalJson;

/**
 * Everything that is stored of an event, as the log sees it: no meaning, only columns.
 *
 * @param id in lower case, with hyphens
 * @param stream such as {@code organisations/oas}
 * @param recordedAt to the microsecond
 * @param payload canonical JSON
 * @param metadata canonical JSON
 */
public record StoredEvent(
        String id,
        String stream,
        long sequence,
        long position,
        int remaining,
        String type,
        int revision,
        Instant recordedAt,
        String payload,
        String metadata) {
    /** What {@link #of(ResultSet)} reads, of the table {@code event}. */
    public static final String COLUMNS =
            "id, stream, sequence, position, remaining, type, revision, recorded_at, payload, metadata";

    private static final String FORM = "mandatum.event.v1";

    static StoredEvent of(ResultSet row) throws SQLException {
        return of(
                row.getString("id"),
                row.getString("stream"),
                row.getLong("sequence"),
                row.getLong("position"),
                row.getInt("remaining"),
                row.getString("type"),
                row.getInt("revision"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("payload"),
                row.getString("metadata"));
    }

    /** From the columns as PostgreSQL gives them: its {@code jsonb} has lost the writer's text, so the canonical one stands in. */
    public static StoredEvent of(
            String id,
            String stream,
            long sequence,
            long position,
            int remaining,
            String type,
            int revision,
            Instant recordedAt,
            String payload,
            String metadata) {
        return new StoredEvent(
                id,
                stream,
                sequence,
                position,
                remaining,
                type,
                revision,
                recordedAt,
                CanonicalJson.of(payload),
                CanonicalJson.of(metadata));
    }

    /** The leaf: every field after its length in four bytes, in one order; numbers in eight bytes, the highest first. */
    public byte[] leaf() {
        var leaf = new ByteArrayOutputStream(payload.length() + metadata.length() + 256);
        field(leaf, FORM);
        field(leaf, id);
        field(leaf, stream);
        field(leaf, sequence);
        field(leaf, position);
        field(leaf, remaining);
        field(leaf, type);
        field(leaf, revision);
        field(leaf, ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt));
        field(leaf, payload);
        field(leaf, metadata);
        return leaf.toByteArray();
    }

    public Hash leafHash() {
        return Hash.ofLeaf(leaf());
    }

    private static void field(ByteArrayOutputStream leaf, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        leaf.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        leaf.writeBytes(bytes);
    }

    private static void field(ByteArrayOutputStream leaf, long number) {
        leaf.writeBytes(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(Long.BYTES)
                .putLong(number)
                .array());
    }
}
