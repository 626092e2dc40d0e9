package org.mandatum.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.projection.Revision.Entry;

class CourseTest {
    private static final OrganisationId OAS = new OrganisationId("oas");

    /** As a service that was started again knows it. */
    @Test
    void a_course_that_was_recalled_goes_on_as_one_that_was_taken_in() {
        long seed = new Random().nextLong();
        var history = new RandomHistory(OAS, seed, 20);
        history.grow(800);
        List<List<RecordedEvent>> packages = packages(history.events());
        int known = packages.size() / 2;
        var takenIn = new Course(OAS);
        packages.subList(0, known).forEach(takenIn::take);
        var recalled = new Course(OAS);
        packages.subList(0, known).forEach(each -> each.forEach(recalled::recall));

        for (List<RecordedEvent> next : packages.subList(known, packages.size()))
            assertThat(entries(recalled, next))
                    .as("seed %d, position %d", seed, next.getLast().position())
                    .isEqualTo(entries(takenIn, next));
    }

    private static Set<Entry> entries(Course course, List<RecordedEvent> next) {
        return new HashSet<>(course.take(next).entries());
    }

    private static List<List<RecordedEvent>> packages(List<RecordedEvent> events) {
        var packages = new ArrayList<List<RecordedEvent>>();
        var open = new ArrayList<RecordedEvent>();
        for (RecordedEvent event : events) {
            open.add(event);
            if (event.remaining() > 0) continue;
            packages.add(List.copyOf(open));
            open.clear();
        }
        return packages;
    }
}
