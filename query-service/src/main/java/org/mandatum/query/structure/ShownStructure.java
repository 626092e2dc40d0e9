package org.mandatum.query.structure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import org.mandatum.journal.EventJson;
import org.mandatum.query.index.OrganisationIndex;
import tools.jackson.databind.JsonNode;

/** A structure as questions are answered with it, to be held against the fold. */
public final class ShownStructure {
    private ShownStructure() {}

    /** Its {@code units} and {@code coordination}, see {@link FoldedStructure#document}. */
    public static JsonNode document(OrganisationIndex index, LocalDate effectiveOn, Instant knownAt) {
        var bytes = new ByteArrayOutputStream();
        bytes.write('{');
        try {
            index.body(effectiveOn, knownAt).writeTo(bytes);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return EventJson.MAPPER.readTree(bytes.toByteArray());
    }
}
