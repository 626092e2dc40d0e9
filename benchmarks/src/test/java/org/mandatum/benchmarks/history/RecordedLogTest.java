package org.mandatum.benchmarks.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Timeline;

class RecordedLogTest {
    private static final List<RecordedEvent> TEN_THOUSAND = all(RecordedLog.ofOne("org", 10_000, 7, 1));

    @Test
    void every_day_of_it_can_be_folded() {
        Timeline timeline = timeline(TEN_THOUSAND, "org");
        timeline.on(LocalDate.MAX);
        assertThat(timeline.changes()).hasSize(10_000);
    }

    @Test
    void the_fold_holds_at_every_moment_of_knowledge() {
        var timeline = new Timeline(new OrganisationId("org"));
        int count = 0;
        for (RecordedEvent event : TEN_THOUSAND) {
            if (!(event.event() instanceof StructuralEvent)) continue;
            timeline.add(event.change());
            if (event.remaining() == 0 && ++count % 50 == 0) timeline.on(LocalDate.MAX);
        }
    }

    @Test
    void about_a_thousand_units_are_in_force_once_it_is_built_up() {
        Timeline timeline = timeline(TEN_THOUSAND, "org");
        for (LocalDate day = History.FIRST_DAY.plusYears(10); day.isBefore(History.LAST_DAY); day = day.plusMonths(7))
            assertThat(timeline.on(day).size()).isBetween(900, 1_150);
    }

    @Test
    void every_kind_of_change_occurs() {
        assertThat(structural(TEN_THOUSAND).stream().map(Object::getClass).collect(Collectors.toSet()))
                .hasSize(StructuralEvent.class.getPermittedSubclasses().length);
    }

    @Test
    void so_many_are_future_dated_and_so_many_back_dated() {
        assertThat(percentage(1, 90)).isCloseTo(18, within(1.5));
        assertThat(percentage(-60, -1)).isCloseTo(2, within(0.7));
        assertThat(percentage(-60, 90)).isEqualTo(100);
    }

    @Test
    void the_same_seed_makes_the_same_log() {
        assertThat(all(RecordedLog.ofMany("small", 20, 4_000, 3, 1)))
                .isEqualTo(all(RecordedLog.ofMany("small", 20, 4_000, 3, 1)));
    }

    @Test
    void the_logs_of_many_organisations_stand_in_one() {
        List<RecordedEvent> events = all(RecordedLog.ofMany("small", 20, 4_000, 3, 100));
        for (int i = 0; i < 20; i++) timeline(events, "small-" + i).on(LocalDate.MAX);
        assertThat(events.getFirst().position()).isEqualTo(100);
        assertThat(events.getLast().position()).isEqualTo(100 + events.size() - 1);
        assertThat(structural(events)).hasSize(4_000);
    }

    @Test
    void logs_at_different_positions_share_no_event_id() {
        assertThat(ids(all(RecordedLog.ofOne("one", 500, 3, 1))))
                .doesNotContainAnyElementsOf(ids(all(RecordedLog.ofOne("two", 500, 3, 1_000))));
    }

    private static List<String> ids(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::id).toList();
    }

    @Test
    void the_cloud_event_reads_back() {
        for (RecordedEvent event : TEN_THOUSAND.subList(0, 1_000))
            assertThat(CloudEvent.read(CloudEvent.write(event))).isEqualTo(event);
    }

    @Test
    void the_lines_of_an_import_hold_every_change() {
        var lines = new ImportLines(new History(Extent.of("org", 2_000, "act-"), 5), "key-");
        int count = 0;
        while (lines.hasNext()) {
            assertThat(lines.next()).contains("\"key\":\"key-" + count++ + "\"", "\"resolution\":\"act-");
        }
        assertThat(lines.changes()).isEqualTo(2_000);
    }

    private static double percentage(int fewestDaysAhead, int mostDaysAhead) {
        List<RecordedEvent> changes = TEN_THOUSAND.stream()
                .filter(event -> event.event() instanceof StructuralEvent)
                .toList();
        long found = changes.stream()
                .mapToLong(RecordedLogTest::daysAhead)
                .filter(days -> days >= fewestDaysAhead && days <= mostDaysAhead)
                .count();
        return 100.0 * found / changes.size();
    }

    private static long daysAhead(RecordedEvent event) {
        return ChronoUnit.DAYS.between(
                LocalDate.ofInstant(event.recordedAt(), ZoneOffset.UTC),
                event.change().effectiveOn());
    }

    private static Timeline timeline(List<RecordedEvent> events, String organisation) {
        var id = new OrganisationId(organisation);
        var timeline = new Timeline(id);
        for (RecordedEvent event : events)
            if (event.event() instanceof StructuralEvent
                    && ((OrganisationEvent) event.event()).organisation().equals(id)) timeline.add(event.change());
        return timeline;
    }

    private static List<StructuralEvent> structural(List<RecordedEvent> events) {
        return events.stream()
                .map(RecordedEvent::event)
                .filter(StructuralEvent.class::isInstance)
                .map(StructuralEvent.class::cast)
                .toList();
    }

    private static List<RecordedEvent> all(RecordedLog log) {
        var events = new ArrayList<RecordedEvent>();
        log.forEachRemaining(events::add);
        return events;
    }
}
