package org.mandatum.query.projection;

import java.util.ArrayList;
import java.util.List;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;

/** What the projection makes of a history, without a database. */
public final class Projections {
    private Projections() {}

    public static List<Revision> of(OrganisationId organisation, List<RecordedEvent> events) {
        var course = new Course(organisation);
        var revisions = new ArrayList<Revision>();
        var whole = new ArrayList<RecordedEvent>();
        for (RecordedEvent event : events) {
            whole.add(event);
            if (event.remaining() > 0) continue;
            revisions.add(new Revision(
                    organisation, event.recordedAt(), event.position(), event.sequence() + 1, course.take(whole)));
            whole.clear();
        }
        return revisions;
    }
}
