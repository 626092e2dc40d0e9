package org.mandatum.query.http;

import java.time.Instant;
import java.time.LocalDate;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two clocks of a question.
 *
 * @param effectiveOn the day asked about
 * @param knownAt what was recorded by then counts
 * @param explicit whether both were asked for; if not, the answer may be another one tomorrow
 */
public record AsOf(LocalDate effectiveOn, Instant knownAt, boolean explicit) {
    /** Tells the answer which point of both clocks it is about. */
    public ObjectNode into(ObjectNode answer) {
        return answer.put("effectiveOn", effectiveOn.toString()).put("knownAt", knownAt.toString());
    }
}
