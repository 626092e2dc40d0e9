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
            return because(List.of(refusal));
        }

        /** What speaks against an order that stands alone. */
        public static Refused because(List<Refusal> refusals) {
            return because(0, refusals);
        }

        /** What speaks against one of several orders, counted from 0. */
        public static Refused because(int index, List<Refusal> refusals) {
            return new Refused(
                    refusals.stream().map(refusal -> new Reason(index, refusal)).toList());
        }
    }

    /** The order was given against an older version than there is now; nothing was recorded. */
    record Stale(long expectedVersion, long version) implements Outcome {}

    /** A refusal, and which of the package's changes it concerns, from 0. */
    record Reason(int index, Refusal refusal) {}
}
