package org.mandatum.verifier.export;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.tree.Hash;

/** A line of an export (docs/log-format.md, "Export"): well-formed, which is all that is known of it. */
public sealed interface Line {
    /** The first line of a file. */
    record Header(String origin, List<String> keys, long from, long size) implements Line {
        public Header {
            keys = List.copyOf(keys);
        }
    }

    /**
     * An event with everything that is stored of it.
     *
     * @param recordedAt microseconds since 1970-01-01T00:00:00Z
     * @param leaf computed from the fields
     * @param organisation what the payload names as its organisation, if it names one
     * @param effectiveOn likewise, as it stands there
     */
    record Entry(
            long index,
            String id,
            String stream,
            long sequence,
            long position,
            int remaining,
            String type,
            int revision,
            String recordedAtText,
            long recordedAt,
            String payload,
            String metadata,
            Hash leaf,
            @Nullable String organisation,
            @Nullable String effectiveOn)
            implements Line {}

    /** A checkpoint, as the note that it is. */
    record Note(String text) implements Line {}

    /** The last line of a file. */
    record Footer(long events, long checkpoints) implements Line {}

    /** Where it stands: for people, from 1. */
    record Placed(Line line, String file, long number) {}
}
