package org.mandatum.query.projection;

import java.util.ArrayList;
import java.util.List;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;

/** What the projection makes of a log from its beginning, in memory: for replays, tests and measurements. */
public final class Revisions {
    private Revisions() {}

    /** @param events one organisation's log, in order; of a package that is cut short nothing is taken */
    public static List<Revision> of(OrganisationId organisation, List<RecordedEvent> events) {
        var course = new Course(organisation);
        var revisions = new ArrayList<Revision>();
        var whole = new ArrayList<RecordedEvent>();
        for (RecordedEvent event : events) {
            whole.add(event);
            if (event.remaining() > 0) continue;
            revisions.add(new Revision(
                    organisation,
                    event.recordedAt(),
                    event.position(),
                    event.sequence() + 1,
                    course.take(whole).entries()));
            whole.clear();
        }
        return revisions;
    }
}
