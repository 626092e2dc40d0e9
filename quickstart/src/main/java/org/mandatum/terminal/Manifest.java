package org.mandatum.terminal;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an export says of itself.
 *
 * @param madeAt when it was finished
 * @param origin which log it holds
 * @param size events in it, all of them under its last checkpoint
 * @param root of the tree over them, in base64 (docs/log-format.md)
 * @param position of the last of them, 0 when there is none
 * @param effectiveOn the day of which the digests are
 * @param files by their names, all that the export consists of but this one
 * @param organisations in the order of their ids
 */
record Manifest(
        String format,
        int version,
        String madeAt,
        String origin,
        long size,
        String root,
        long position,
        String effectiveOn,
        Counts counts,
        Map<String, Content> files,
        List<Structure> organisations) {
    static final String FORMAT = "mandatum-register";
    static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder(new JsonFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** How many lines of each kind; {@code submissions} also counts what became of imports, {@code webhooks} dead letters. */
    record Counts(long events, long checkpoints, long submissions, long webhooks) {}

    record Content(long bytes, String sha256) {}

    /**
     * What an organisation looks like at the end of the log.
     *
     * @param version how many events it has
     * @param position of the last of them
     * @param knownAt when that was recorded
     * @param digest of its structure on {@code effectiveOn} as known then
     */
    record Structure(String organisation, long version, long position, String knownAt, String digest) {}

    String text() {
        return JSON.writeValueAsString(this) + "\n";
    }

    /** @throws IllegalArgumentException when it is no manifest of this version */
    static Manifest parse(String text) {
        try {
            Manifest manifest = JSON.readValue(text, Manifest.class);
            if (manifest == null || !FORMAT.equals(manifest.format()) || manifest.version() != VERSION) {
                throw new IllegalArgumentException("it is not that of a register's export of version " + VERSION);
            }
            return manifest;
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException(unreadable.getOriginalMessage(), unreadable);
        }
    }
}
