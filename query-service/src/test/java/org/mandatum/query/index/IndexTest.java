package org.mandatum.query.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.StructureAsOf;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Structure;
import org.mandatum.query.projection.RandomHistory;
import org.mandatum.query.projection.Revision;
import org.mandatum.query.projection.Revisions;

/** The index equals the fold at any point of both clocks, while it is being revised and afterwards. No database. */
class IndexTest {
    private static final OrganisationId ORG = new OrganisationId("random");

    /** Seeds that found a fault, and a new one every time. */
    static long[] seeds() {
        return new long[] {-8297583555340255775L, 1, new Random().nextLong()};
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_index_is_the_fold(long seed) {
        var history = new RandomHistory(ORG, seed, 5);
        history.grow(2_500);
        var random = new Random(seed + 1);

        List<Point> points = points(history, random);
        points.addAll(borders(Revisions.of(ORG, history.events())));

        Point difference = firstDifference(history.events(), points);

        if (difference != null)
            fail("seed %d: the index is not the fold at %s%nA shortest history that shows it:%n%s"
                    .formatted(seed, difference, shrunk(history.events(), difference)));
    }

    /** What was recorded while the index was being read must not show in an answer as known before. */
    @ParameterizedTest
    @MethodSource("seeds")
    void an_answer_as_known_then_stays_the_same_whatever_comes(long seed) {
        var history = new RandomHistory(ORG, seed, 5);
        history.grow(600);
        var random = new Random(seed + 2);
        var index = new OrganisationIndex();
        var asked = new ArrayList<Point>();
        var answers = new ArrayList<OrganisationIndex.Snapshot>();

        for (Revision revision : Revisions.of(ORG, history.events())) {
            index.revise(revision);
            var point = new Point(RandomHistory.START.plusDays(random.nextInt(300) - 5), revision.recordedAt());
            asked.add(point);
            answers.add(index.at(point.effectiveOn(), point.knownAt()));
        }

        for (int i = 0; i < asked.size(); i++) {
            Point point = asked.get(i);
            assertThat(index.at(point.effectiveOn(), point.knownAt()))
                    .as("seed %d, %s", seed, point)
                    .isEqualTo(answers.get(i));
        }
    }

    /** A point of both clocks. */
    record Point(LocalDate effectiveOn, Instant knownAt) {}

    /** 100 moments of knowledge, 120 days each: as often near the moment as anywhere. */
    private static List<Point> points(RandomHistory history, Random random) {
        var points = new ArrayList<Point>();
        int days = (int) (history.lastDay().toEpochDay() - RandomHistory.START.toEpochDay()) + 120;
        for (int i = 0; i < 100; i++) {
            int known = random.nextInt(history.packages());
            Instant knownAt = history.recordedAt(known).plusMillis(random.nextInt(2) == 0 ? 0 : -1);
            int today = known * days / history.packages();
            for (int n = 0; n < 120; n++)
                points.add(new Point(
                        RandomHistory.START.plusDays(
                                random.nextBoolean() ? random.nextInt(days) - 10 : today + random.nextInt(200) - 100),
                        knownAt));
        }
        return points;
    }

    /**
     * Where the index passes over whole blocks of what was recorded: the moment before each block of each kind, and the
     * earliest days about which the block says something new.
     */
    private static List<Point> borders(List<Revision> revisions) {
        var points = new ArrayList<Point>();
        for (Revision.Kind kind : List.of(Revision.Kind.UNIT, Revision.Kind.FUNCTION)) {
            Instant before = Instant.EPOCH;
            Instant last = Instant.EPOCH;
            var days = new TreeSet<LocalDate>();
            int count = 0;
            for (Revision revision : revisions) {
                for (Revision.Entry entry : revision.entries()) {
                    if (entry.kind() != kind) continue;
                    if (count++ % Touches.BLOCK == 0) {
                        for (LocalDate day : days.stream().limit(5).toList()) points.add(new Point(day, before));
                        days.clear();
                        before = last;
                    }
                    days.addAll(firstOtherwise(entry));
                }
                last = revision.recordedAt();
            }
        }
        return points;
    }

    private static List<LocalDate> firstOtherwise(Revision.Entry entry) {
        var days = new ArrayList<LocalDate>();
        List<LocalDate> asserted =
                entry.asserted().stream().map(Revision.Period::from).toList();
        entry.superseded().stream().filter(day -> !asserted.contains(day)).forEach(days::add);
        for (Revision.Period period : entry.asserted())
            if (!entry.superseded().contains(period.from())) days.add(period.from());
            else if (period.until() != null) days.add(period.until());
        return days;
    }

    private static @Nullable Point firstDifference(List<RecordedEvent> events, List<Point> points) {
        var index = new OrganisationIndex();
        Revisions.of(ORG, events).forEach(index::revise);
        Instant moment = null;
        List<Change> changes = List.of();
        var sorted = new ArrayList<>(points);
        sorted.sort(java.util.Comparator.comparing(Point::knownAt).thenComparing(Point::effectiveOn));
        Structure fold = Structure.empty(ORG);
        int next = 0;
        for (Point point : sorted) {
            if (!point.knownAt().equals(moment)) {
                moment = point.knownAt();
                changes = StructureAsOf.changes(events, moment);
                fold = Structure.empty(ORG);
                next = 0;
            }
            while (next < changes.size() && !changes.get(next).effectiveOn().isAfter(point.effectiveOn()))
                fold = fold.after(changes.get(next++));
            if (!index.at(point.effectiveOn(), point.knownAt())
                    .equals(new OrganisationIndex.Snapshot(fold.units(), fold.functions(), fold.links()))) return point;
        }
        return null;
    }

    /** Leaves out packages, ever fewer at a time and for half a minute, as long as what is left still differs. */
    private static String shrunk(List<RecordedEvent> events, Point point) {
        List<List<RecordedEvent>> packages = new ArrayList<>();
        var whole = new ArrayList<RecordedEvent>();
        for (RecordedEvent event : events) {
            whole.add(event);
            if (event.remaining() > 0) continue;
            packages.add(List.copyOf(whole));
            whole.clear();
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        for (int size = packages.size() / 2; size > 0; size /= 2) {
            for (int from = packages.size() - size; from >= 1 && System.nanoTime() < deadline; from -= size) {
                var fewer = new ArrayList<>(packages);
                fewer.subList(from, Math.min(from + size, fewer.size())).clear();
                if (differs(numbered(fewer), point)) packages = fewer;
                if (from > packages.size()) from = packages.size();
            }
        }
        var text = new StringBuilder();
        for (RecordedEvent event : numbered(packages))
            text.append(event.recordedAt())
                    .append(' ')
                    .append(event.id())
                    .append(' ')
                    .append(event.event())
                    .append('\n');
        return text.toString();
    }

    private static List<RecordedEvent> numbered(List<List<RecordedEvent>> packages) {
        var events = new ArrayList<RecordedEvent>();
        for (List<RecordedEvent> whole : packages)
            for (RecordedEvent event : whole)
                events.add(new RecordedEvent(
                        event.id(),
                        event.stream(),
                        events.size(),
                        event.position(),
                        event.remaining(),
                        event.recordedAt(),
                        null,
                        null,
                        null,
                        event.event()));
        return events;
    }

    private static boolean differs(List<RecordedEvent> events, Point point) {
        try {
            return firstDifference(events, List.of(point)) != null;
        } catch (RuntimeException impossible) {
            return false;
        }
    }
}
