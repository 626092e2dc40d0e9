package org.mandatum.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.value.Name;

class TimelineTest {
    private static final OrganisationId ORG = new OrganisationId("org");
    private static final Grounds GROUNDS = new Grounds(Authority.of("res-1"), null, null);
    private static final LocalDate START = LocalDate.parse("2000-01-01");

    @Test
    void the_structure_on_any_day_is_the_fold_however_the_changes_came_in() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        List<Change> changes = renamesOfOneOffice(random, 400);
        var timeline = new Timeline(ORG);
        var arrival = new ArrayList<>(changes);
        Collections.shuffle(arrival, random);

        for (Change change : arrival) {
            timeline.add(change);
            if (random.nextInt(10) == 0 && timeline.changes().getFirst().fact() instanceof UnitCreated)
                timeline.before(random.nextInt(timeline.changes().size() + 1));
        }

        changes.sort(Change.EFFECTIVE_ORDER);
        for (int i = 0; i < 500; i++) {
            LocalDate day = START.plusDays(random.nextInt(420));
            assertThat(timeline.on(day)).as("seed %d, %s", seed, day).isEqualTo(fold(changes, day));
        }
    }

    @Test
    void what_was_asked_before_a_change_says_nothing_of_what_follows_it() {
        var timeline = new Timeline(ORG);
        timeline.add(created(0, START));
        for (int i = 1; i <= 40; i++) timeline.add(renamed(i, START.plusDays(2L * i), "Name " + i));
        timeline.on(START.plusDays(80));
        timeline.on(START.plusDays(30));
        timeline.on(START.plusDays(50));

        timeline.add(renamed(41, START.plusDays(35), "Between"));
        timeline.correct(new Correction.EffectiveDateCorrected(ORG, "e25", START.plusDays(37), GROUNDS));

        List<Change> changes = timeline.changes();
        for (int i = 0; i <= changes.size(); i++)
            assertThat(timeline.before(i))
                    .as("before change %d", i)
                    .isEqualTo(fold(changes.subList(0, i), LocalDate.MAX));
    }

    @Test
    void a_back_dated_change_leaves_later_days_as_the_later_changes_make_them() {
        var timeline = new Timeline(ORG);
        timeline.add(created(0, START));
        timeline.add(renamed(1, START.plusDays(20), "Third"));
        timeline.add(renamed(2, START.plusDays(10), "Second"));

        assertThat(nameOn(timeline, START.plusDays(9))).isEqualTo("Office");
        assertThat(nameOn(timeline, START.plusDays(10))).isEqualTo("Second");
        assertThat(nameOn(timeline, START.plusDays(20))).isEqualTo("Third");
    }

    @Test
    void an_impossible_change_is_a_bug_and_not_passed_over() {
        var timeline = new Timeline(ORG);
        timeline.add(renamed(0, START, "Nobody"));

        assertThatThrownBy(() -> timeline.on(START))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("office is not in force");
    }

    private static Structure fold(List<Change> sorted, LocalDate day) {
        Structure structure = Structure.empty(ORG);
        for (Change change : sorted) if (!change.effectiveOn().isAfter(day)) structure = structure.after(change);
        return structure;
    }

    private static List<Change> renamesOfOneOffice(Random random, int count) {
        var changes = new ArrayList<Change>();
        changes.add(created(0, START));
        for (int i = 1; i < count; i++)
            changes.add(renamed(i, START.plusDays(1 + random.nextInt(400)), "Name " + random.nextInt(50)));
        return changes;
    }

    private static String nameOn(Timeline timeline, LocalDate day) {
        return Objects.requireNonNull(timeline.on(day).unit(new UnitId("office")))
                .name()
                .text("en");
    }

    private static Change created(long sequence, LocalDate day) {
        return Change.of(
                "e" + sequence,
                sequence,
                new UnitCreated(
                        ORG,
                        new UnitId("office"),
                        new UnitKind("office"),
                        Name.of("en", "Office"),
                        null,
                        List.of(),
                        null,
                        false,
                        List.of(),
                        day,
                        GROUNDS));
    }

    private static Change renamed(long sequence, LocalDate day, String name) {
        return Change.of(
                "e" + sequence,
                sequence,
                new UnitRenamed(ORG, new UnitId("office"), Name.of("en", name), day, GROUNDS));
    }
}
