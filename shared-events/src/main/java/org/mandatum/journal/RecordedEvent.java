package org.mandatum.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mandatum.event.Event;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.proposal.ProposalEvent;
import org.mandatum.resolution.ResolutionEvent;
import tools.jackson.databind.JsonNode;

/**
 * An event with what the register knows of its recording.
 *
 * @param id unique for ever
 * @param stream whose log it stands in: the id of the organisation, resolution, mandate or proposal
 * @param sequence its place in that log, from 0, without gaps
 * @param position its place in the whole register's log, increasing, with gaps
 * @param remaining how many events of the same package follow it in its log. A package is atomic: nothing may be
 *     concluded from its events until the last one ({@code 0}) is there, since a back-dated package may pass through
 *     structures that never were
 * @param recordedAt assigned by the register, to the microsecond, increasing from package to package within a log and the
 *     same for all events of one package, so that no knownAt lies in the middle of one
 * @param correlation what request it goes back to
 * @param causation what event or command brought it about
 * @param actor who ordered it; absent where the register itself acted, or recorded it before it knew people
 */
public record RecordedEvent(
        String id,
        String stream,
        long sequence,
        long position,
        int remaining,
        Instant recordedAt,
        @Nullable String correlation,
        @Nullable String causation,
        @Nullable Actor actor,
        Event event) {

    /**
     * As the log's table keeps it.
     *
     * @param stream such as {@code organisations/oas}
     * @param metadata what is known of the request and of who ordered it, as JSON
     */
    public static RecordedEvent stored(
            String id,
            String stream,
            long sequence,
            long position,
            int remaining,
            Instant recordedAt,
            String metadata,
            Event event) {
        JsonNode known = EventJson.MAPPER.readTree(metadata);
        return new RecordedEvent(
                id,
                stream.substring(stream.lastIndexOf('/') + 1),
                sequence,
                position,
                remaining,
                recordedAt,
                known.path("correlation").asString(null),
                known.path("causation").asString(null),
                EventJson.MAPPER.treeToValue(known.get("actor"), Actor.class),
                event);
    }

    /** The change that this event records; only structural events record one. */
    public Change change() {
        return Change.of(id, sequence, (StructuralEvent) event);
    }

    /** {@code /organisations/oas}, {@code /resolutions/ag-res-2876}, {@code /mandates/m-1} or {@code /proposals/p-1}. */
    public String source() {
        return switch (event) {
            case OrganisationEvent e -> "/organisations/" + e.organisation();
            case ResolutionEvent e -> "/resolutions/" + e.resolution();
            case MandateEvent e -> "/mandates/" + e.mandate();
            case ProposalEvent e -> "/proposals/" + e.proposal();
            default -> throw new IllegalStateException(event.getClass() + " has no source");
        };
    }

    /** The organisation that it concerns; null for legal acts, which belong to the whole register. */
    public @Nullable OrganisationId organisation() {
        return switch (event) {
            case OrganisationEvent e -> e.organisation();
            case MandateEvent e -> e.organisation();
            case ProposalEvent e -> e.organisation();
            default -> null;
        };
    }
}
