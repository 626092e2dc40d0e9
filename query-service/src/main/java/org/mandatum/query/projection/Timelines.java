package org.mandatum.query.projection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Timeline;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Organisations' time lines, folded from the log as it arrived. */
@Repository
public class Timelines {
    private final JdbcTemplate jdbc;

    Timelines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** An organisation as known at one moment: how it was opened, its time line, and each change's place in the log. */
    public record Known(OrganisationOpened opened, Timeline timeline, java.util.Map<String, RecordedEvent> recorded) {}

    /** Everything projected that was recorded by {@code knownAt}; null when the organisation was not open by then. */
    public @Nullable Known asKnownAt(OrganisationId organisation, Instant knownAt) {
        return fold(
                organisation,
                jdbc.query(
                        "select cloud_event from event join stream on stream.name = event.stream"
                                + " where organisation = ? and recorded_at <= ? and sequence <= projected_sequence"
                                + " order by sequence",
                        (row, number) -> CloudEvent.read(row.getString(1)),
                        organisation.value(),
                        knownAt.atOffset(ZoneOffset.UTC)));
    }

    static @Nullable Known fold(OrganisationId organisation, List<RecordedEvent> events) {
        OrganisationOpened opened = null;
        var timeline = new Timeline(organisation);
        var recorded = new java.util.HashMap<String, RecordedEvent>();
        for (RecordedEvent event : events) {
            if (event.event() instanceof OrganisationOpened first) opened = first;
            if (event.event() instanceof StructuralEvent) timeline.add(event.change());
            if (event.event() instanceof Correction correction) timeline.correct(correction);
            recorded.put(event.id(), event);
        }
        return opened == null ? null : new Known(opened, timeline, recorded);
    }
}
