package org.mandatum.query.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.SecretariatEliminated;
import org.mandatum.organisation.StructuralEvent.UnitConverted;
import org.mandatum.organisation.StructuralEvent.UnitEliminated;
import org.mandatum.organisation.StructuralEvent.UnitSplit;
import org.mandatum.organisation.StructuralEvent.UnitsMerged;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.history.UnitLife.Step;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.projection.RandomHistory;
import org.mandatum.query.projection.Revisions;

/** Lives as they are told, of random histories, against the fold. */
class UnitLifeTest {
    private static final OrganisationId ORG = new OrganisationId("org");
    private static final int LIVES = 400;

    static long[] seeds() {
        return new long[] {1, 2, 3, new Random().nextLong()};
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void each_day_begins_as_the_day_before_ended_and_each_change_where_the_one_before_it_left_off(long seed) {
        var history = new RandomHistory(ORG, seed, 5);
        history.grow(500);
        var index = OrganisationIndex.of(Revisions.of(ORG, history.events()));
        var random = new Random(seed + 1);
        int told = 0;
        while (told < LIVES) {
            Instant knownAt = history.recordedAt(random.nextInt(history.packages()));
            Timeline timeline = known(history, knownAt);
            for (UnitId unit : some(timeline, random)) {
                told++;
                Map<LocalDate, List<Step>> days = told(index, history, timeline, unit, knownAt);

                var all = new TreeSet<>(days.keySet());
                for (Change change : timeline.changes()) all.add(change.effectiveOn());
                for (LocalDate day : all) {
                    String eve = shape(timeline.on(day.minusDays(1)).unit(unit));
                    String evening = shape(timeline.on(day).unit(unit));
                    List<Step> steps = days.getOrDefault(day, List.of());
                    String as = "seed %d, %s on %s as known at %s: %s".formatted(seed, unit, day, knownAt, steps);
                    if (steps.isEmpty()) {
                        assertThat(evening).as(as).isEqualTo(eve);
                        continue;
                    }
                    assertThat(steps).as(as).allMatch(step -> isItsOwn(step, unit, timeline));
                    assertThat(shape(steps.getFirst().before())).as(as).isEqualTo(eve);
                    assertThat(shape(steps.getLast().after())).as(as).isEqualTo(evening);
                    for (int i = 1; i < steps.size(); i++)
                        assertThat(shape(steps.get(i).before()))
                                .as(as)
                                .isEqualTo(shape(steps.get(i - 1).after()));
                }
            }
        }
    }

    /** Whether those who follow it by that change do so by what the change says. */
    private static boolean isItsOwn(Step step, UnitId unit, Timeline timeline) {
        if (step.successors().isEmpty()) return true;
        return switch (requireNonNull(timeline.change(step.cause().event())).fact()) {
            case SecretariatEliminated e -> e.unit().equals(unit);
            case UnitEliminated e -> e.unit().equals(unit);
            case UnitConverted e -> e.unit().equals(unit);
            case UnitsMerged e -> e.units().contains(unit);
            case UnitSplit e -> e.unit().equals(unit);
            default -> false;
        };
    }

    private static Timeline known(RandomHistory history, Instant knownAt) {
        var timeline = new Timeline(ORG);
        for (RecordedEvent event : history.events()) {
            if (event.recordedAt().isAfter(knownAt)) break;
            if (event.event() instanceof StructuralEvent) timeline.add(event.change());
            else if (event.event() instanceof Correction correction) timeline.correct(correction);
        }
        return timeline;
    }

    /** Units that were in force some day, also such as have ended. */
    private static Set<UnitId> some(Timeline timeline, Random random) {
        List<Change> changes = timeline.changes();
        var some = new TreeSet<UnitId>();
        for (int i = 0; i < 4 && !changes.isEmpty(); i++) {
            LocalDate day = changes.get(random.nextInt(changes.size())).effectiveOn();
            var units = new ArrayList<>(timeline.on(day).units());
            if (!units.isEmpty())
                some.add(units.get(random.nextInt(units.size())).id());
        }
        return some;
    }

    private static Map<LocalDate, List<Step>> told(
            OrganisationIndex index, RandomHistory history, Timeline timeline, UnitId unit, Instant knownAt) {
        Set<LocalDate> days = UnitLife.daysOfReturn(index, unit, knownAt);
        List<Change> returns = timeline.changes().stream()
                .filter(change -> days.contains(change.effectiveOn()))
                .toList();
        var entries = new HashMap<String, Log.Entry>();
        for (RecordedEvent event : history.events()) entries.put(event.id(), new Log.Entry(event, ""));
        UnitLife life = new ChangeByChange(index, knownAt, new Words(entries), entries)
                .told(UnitLife.of(index, unit, returns, knownAt));
        return life.steps().stream()
                .collect(Collectors.groupingBy(
                        step -> step.cause().effectiveOn(), LinkedHashMap::new, Collectors.toList()));
    }

    private static String shape(@Nullable Unit unit) {
        return unit == null
                ? "-"
                : unit.kind() + " " + unit.name() + " " + unit.parent() + " " + unit.reportsTo() + " " + unit.pillar()
                        + " " + unit.autonomous() + " " + unit.suspended() + " " + unit.predecessors();
    }
}
