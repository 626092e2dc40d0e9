package org.mandatum.command.decision;

import java.util.List;
import org.mandatum.event.Event;

/**
 * What came of an order. A refusal is an outcome and not an exception: an exception would roll back and throw the cached
 * aggregate away (ADR 0007).
 */
public sealed interface Outcome {
    /** Events {@code firstSequence} to {@code lastSequence} of the stream are in the journal once this is committed. */
    record Recorded(String stream, long firstSequence, long lastSequence) implements Outcome {}

    /** What would have been recorded; nothing was. */
    record Rehearsed(long version, List<? extends Event> events) implements Outcome {}

    /** Nothing was recorded. */
    record Refused(List<Reason> reasons) implements Outcome {
        public Refused {
            reasons = List.copyOf(reasons);
        }

        public static Refused because(Refusal refusal) {
            return new Refused(List.of(new Reason(0, refusal)));
        }
    }

    /** The order was given against an older version than there is now; nothing was recorded. */
    record Stale(long expectedVersion, long version) implements Outcome {}

    /** A refusal, and which of the package's changes it concerns, from 0. */
    record Reason(int index, Refusal refusal) {}
}
