package org.mandatum.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mandatum.event.Event;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.resolution.ResolutionEvent;

/**
 * An event with what the register knows of its recording.
 *
 * @param id unique for ever
 * @param stream whose log it stands in: the organisation's id, or the resolution's
 * @param sequence its place in that log, from 0, without gaps
 * @param position its place in the whole register's log, increasing, with gaps
 * @param recordedAt assigned by the register, to the microsecond, never decreasing within a log
 * @param correlation what request it goes back to
 * @param causation what event or command brought it about
 */
public record RecordedEvent(
        String id,
        String stream,
        long sequence,
        long position,
        Instant recordedAt,
        @Nullable String correlation,
        @Nullable String causation,
        Event event) {

    /** The change that this event records; only structural events record one. */
    public Change change() {
        return Change.of(id, sequence, (StructuralEvent) event);
    }

    /** {@code /organisations/oas} or {@code /resolutions/ag-res-2876}. */
    public String source() {
        return switch (event) {
            case OrganisationEvent e -> "/organisations/" + e.organisation();
            case ResolutionEvent e -> "/resolutions/" + e.resolution();
            default -> throw new IllegalStateException(event.getClass() + " has no source");
        };
    }
}
