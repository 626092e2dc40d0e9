package org.mandatum.log;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.mandatum.journal.EventJson;

/** The lines of an export (docs/log-format.md): a header, events with the checkpoints between them, a footer. */
public final class ExportLines {
    /** Bytes of a line with its newline, at most. */
    public static final int LONGEST = 16 * 1024 * 1024;

    public static final String FORMAT = "mandatum-log-export";
    public static final int VERSION = 1;

    /** Always six digits of the second, so that one moment has one text. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private ExportLines() {}

    /**
     * The first line.
     *
     * @param keys those that have signed the log, as far as the register knows; an auditor trusts none for that
     * @param from index of the first event in the export
     * @param size how many events the log has at the checkpoint that ends the export
     */
    @JsonPropertyOrder({"format", "version", "origin", "keys", "from", "size"})
    public record Header(String format, int version, String origin, List<String> keys, long from, long size) {
        public static Header of(String origin, List<String> keys, long from, long size) {
            return new Header(FORMAT, VERSION, origin, keys, from, size);
        }
    }

    /** An event with all its columns; {@code payload} and {@code metadata} are canonical texts. */
    @JsonPropertyOrder({
        "index",
        "id",
        "stream",
        "sequence",
        "position",
        "remaining",
        "type",
        "revision",
        "recordedAt",
        "payload",
        "metadata"
    })
    public record Entry(
            long index,
            String id,
            String stream,
            long sequence,
            long position,
            int remaining,
            String type,
            int revision,
            String recordedAt,
            String payload,
            String metadata) {
        public static Entry of(long index, StoredEvent event) {
            return new Entry(
                    index,
                    event.id(),
                    event.stream(),
                    event.sequence(),
                    event.position(),
                    event.remaining(),
                    event.type(),
                    event.revision(),
                    MICROS.format(event.recordedAt()),
                    event.payload(),
                    event.metadata());
        }

        public StoredEvent event() {
            return new StoredEvent(
                    id,
                    stream,
                    sequence,
                    position,
                    remaining,
                    type,
                    revision,
                    Instant.from(MICROS.parse(recordedAt)),
                    payload,
                    metadata);
        }
    }

    /** The note that was signed when the log had as many leaves as stand before this line, from the log's beginning. */
    public record Note(String checkpoint) {}

    /** The last line: nothing is missing before it. */
    @JsonPropertyOrder({"end", "events", "checkpoints"})
    public record Footer(boolean end, long events, long checkpoints) {}

    /** With its newline. */
    public static String line(Record line) {
        return EventJson.MAPPER.writeValueAsString(line) + "\n";
    }
}
