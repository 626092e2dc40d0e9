package org.mandatum.command.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mandatum.command.organisation.Facts.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.decision.StructureRefusal.ReportingCycle;
import org.mandatum.command.organisation.CorrectiveCommand.AnnulChange;
import org.mandatum.command.organisation.CorrectiveCommand.CorrectEffectiveDate;
import org.mandatum.command.organisation.StructuralCommand.*;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.PlacedFunction;
import org.mandatum.organisation.StructuralEvent.PlacedUnit;
import org.mandatum.organisation.StructuralEvent.UnitMoved;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.value.Name;

/** Decisions without any framework. */
class DecisionTest {
    private static final int ORDERS = 3_000;

    private final Timeline timeline = new Timeline(ORG);
    private long sequence = 1;

    @Test
    void an_id_that_is_left_out_is_made_of_the_name_and_differs_from_those_in_use() {
        var first = new CreateUnit(
                null, new UnitKind("office"), named("Press Office"), null, List.of(), null, null, List.of());
        assertThat(decide(DAY, first)).isInstanceOf(Decision.Accepted.class);

        var under = new CreateUnit(
                null,
                new UnitKind("office"),
                named("Press Office"),
                unit("press-office"),
                List.of(),
                null,
                null,
                List.of());
        assertThat(decide(DAY, under)).isInstanceOf(Decision.Accepted.class);

        assertThat(timeline.on(DAY).units())
                .extracting(Unit::id)
                .containsExactly(unit("press-office"), unit("press-office-2"));
    }

    @Test
    void an_id_that_is_left_out_differs_from_those_that_its_package_gives_to_others_of_its_kind() {
        // given a name from which the id would be made that the package gives to another unit, and a function of that
        // name
        var unnamed = new CreateUnit(
                null,
                new UnitKind("office"),
                named("Legal"),
                unit("press"),
                List.of(),
                null,
                null,
                List.of(new NewFunction(null, named("Legal"), null)));
        var press = new CreateUnit(
                unit("press"), new UnitKind("office"), named("Press"), null, List.of(), null, null, List.of());
        var given = new CreateUnit(
                unit("legal"), new UnitKind("office"), named("Law"), null, List.of(), null, null, List.of());

        // when
        assertThat(decide(orders("charter", DAY, press, unnamed, given).orders()))
                .isInstanceOf(Decision.Accepted.class);

        // then units differ from units, and functions from functions
        assertThat(timeline.on(DAY).units())
                .extracting(Unit::id)
                .containsExactly(unit("press"), unit("legal-2"), unit("legal"));
        assertThat(timeline.on(DAY).functions()).extracting(Function::id).containsExactly(new FunctionId("legal"));
    }

    @Test
    void whatever_is_ordered_the_structure_is_sound_on_every_day() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < ORDERS; i++) {
            // A fifth back-dated, a fifth in the future, the rest in the course of time.
            LocalDate day = FOUNDED.plusDays(
                    switch (random.nextInt(5)) {
                        case 0 -> random.nextInt(i + 1);
                        case 1 -> i + random.nextInt(400);
                        default -> i;
                    });
            Decision decision = random.nextInt(12) == 0 && !timeline.changes().isEmpty()
                    ? decide(correction(random, day))
                    : decide(day, anything(random, i, timeline.on(day)));
            if (decision instanceof Decision.Accepted) accepted++;
        }

        assertThat(accepted).as("seed %d: orders accepted", seed).isGreaterThan(ORDERS / 20);
        Structure structure = timeline.before(0);
        for (Change change : timeline.changes()) {
            structure = structure.after(change);
            assertSound(structure, "seed " + seed + ", after " + change.fact());
        }
    }

    @Test
    void orders_that_fit_one_after_the_other_on_one_day_fit_together() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        int packages = 0;
        for (int i = 0; i < ORDERS; ) {
            List<Change> before = List.copyOf(timeline.changes());
            var fitting = new ArrayList<StructuralCommand>();
            LocalDate day = FOUNDED.plusDays(i);
            // Some are refused: those that fit make the package.
            for (int orders = 2 + random.nextInt(30); orders > 0; orders--) {
                StructuralCommand command = anything(random, i++, timeline.on(day));
                if (decide(day, command) instanceof Decision.Accepted) fitting.add(command);
            }
            if (fitting.isEmpty()) continue;
            packages++;
            var alone = new Timeline(ORG);
            before.forEach(alone::add);
            Decision together = Decision.on(
                    orders("charter", day, fitting.toArray(StructuralCommand[]::new))
                            .orders(),
                    opened(),
                    alone,
                    before.size() + 1L,
                    LEGAL_ACTS,
                    TODAY);
            assertThat(together)
                    .as("seed %d: %s", seed, fitting)
                    .isInstanceOfSatisfying(
                            Decision.Accepted.class,
                            accepted -> assertThat(accepted.facts())
                                    .isEqualTo(
                                            timeline
                                                    .changes()
                                                    .subList(
                                                            before.size(),
                                                            timeline.changes().size())
                                                    .stream()
                                                    .map(Change::fact)
                                                    .toList()));
        }
        assertThat(packages).as("seed %d: packages", seed).isGreaterThan(20);
    }

    private Decision decide(LocalDate day, StructuralCommand command) {
        return decide(orders("charter", day, command).orders());
    }

    private Decision decide(ChangePackage orders) {
        Decision decision = Decision.on(orders, opened(), timeline, sequence, LEGAL_ACTS, TODAY);
        if (decision instanceof Decision.Accepted accepted)
            for (OrganisationEvent fact : accepted.facts()) {
                if (fact instanceof StructuralEvent e) timeline.add(Change.of("e" + sequence, sequence, e));
                if (fact instanceof Correction e) timeline.correct(e);
                sequence++;
            }
        return decision;
    }

    private ChangePackage correction(Random random, LocalDate day) {
        String change = timeline.changes()
                .get(random.nextInt(timeline.changes().size()))
                .event();
        return correcting(
                        random.nextInt(3) == 0
                                ? new AnnulChange(change, "void")
                                : new CorrectEffectiveDate(change, day))
                .orders();
    }

    private static StructuralCommand anything(Random random, int i, Structure on) {
        UnitId some = unit("u" + random.nextInt(40));
        UnitId other = unit("u" + random.nextInt(40));
        UnitId fresh = unit("u" + i);
        var function = function("f" + random.nextInt(30));
        var name = named("Name " + random.nextInt(200));
        return switch (random.nextInt(16)) {
            case 0, 1, 2 ->
                new CreateUnit(
                        unit("u" + random.nextInt(60)),
                        new UnitKind("office"),
                        name,
                        random.nextBoolean() ? null : some,
                        List.of(),
                        null,
                        null,
                        List.of());
            case 3 -> new MoveUnit(some, random.nextInt(4) == 0 ? null : other);
            case 4 -> new RenameUnit(some, name);
            case 5 -> new AssignFunction(function, name, some);
            case 6, 7 -> new RedistributeFunction(function, some, other);
            case 8 ->
                new EliminateUnit(
                        some,
                        random.nextBoolean() ? other : null,
                        on.functionsOf(some).stream()
                                .map(held -> new PlacedFunction(held, any(random, on)))
                                .toList(),
                        on.subordinates(some).stream()
                                .map(under -> new PlacedUnit(under, any(random, on)))
                                .toList());
            case 9 ->
                new ConvertUnit(
                        some,
                        new NewUnit(fresh, null, name, random.nextBoolean() ? null : other, List.of(), List.of()));
            case 10 ->
                some.equals(other)
                        ? new SuspendUnit(some, null)
                        : random.nextBoolean()
                                ? new MergeUnits(List.of(some, other), other, null)
                                : new MergeUnits(
                                        List.of(some, other),
                                        null,
                                        new NewUnit(fresh, null, name, null, List.of(), List.of()));
            case 11 -> split(random, i, some, name, on);
            case 12 -> new ReinstateUnit(some, random.nextBoolean() ? null : other);
            case 13 ->
                some.equals(other) ? new ReactivateUnit(some, null) : new LinkCoordination(List.of(some, other), null);
            case 14 -> new SetReportingLines(some, List.of(new org.mandatum.organisation.Superior(other, null)));
            default -> new DiscontinueFunction(function);
        };
    }

    /** Each subordinate goes to one of the parts, which stand anywhere. */
    private static SplitUnit split(Random random, int i, UnitId unit, Name name, Structure on) {
        var parts = new ArrayList<NewUnit>();
        var under = new ArrayList<>(on.subordinates(unit));
        int count = 1 + random.nextInt(2);
        for (int part = 0; part < count; part++) {
            List<UnitId> taken = part == count - 1 ? under : under.subList(0, under.size() / 2);
            parts.add(new NewUnit(
                    unit("u" + i + "-" + part),
                    null,
                    part == 0 ? name : named("Part " + i),
                    random.nextBoolean() ? null : any(random, on),
                    part == 0 ? List.copyOf(on.functionsOf(unit)) : List.of(),
                    List.copyOf(taken)));
            taken.clear();
        }
        return new SplitUnit(unit, parts, random.nextBoolean());
    }

    private static UnitId any(Random random, Structure on) {
        List<Unit> units = on.units();
        return units.isEmpty()
                ? unit("u0")
                : units.get(random.nextInt(units.size())).id();
    }

    /** So that nobody need fold the history once more to see it. */
    @Test
    void what_is_accepted_tells_the_structure_as_it_would_be_on_any_day() {
        given(office("m"), office("x", "m"), office("y"));
        given(new UnitMoved(ORG, unit("x"), unit("y"), DAY.plusDays(1), by("charter")));

        // when a change is tried that takes effect the day before the move
        assertThat(shown(DAY.minusDays(1), new RenameUnit(unit("x"), named("X")))
                        .unit(unit("x")))
                .extracting(Unit::parent, Unit::name)
                .containsExactly(unit("m"), named("x"));
        assertThat(shown(DAY, new RenameUnit(unit("x"), named("X"))).unit(unit("x")))
                .extracting(Unit::parent, Unit::name)
                .containsExactly(unit("m"), named("X"));
        assertThat(shown(DAY.plusDays(1), new RenameUnit(unit("x"), named("X"))).unit(unit("x")))
                .extracting(Unit::parent, Unit::name)
                .containsExactly(unit("y"), named("X"));
    }

    private Structure shown(LocalDate day, StructuralCommand command) {
        Decision decision = Decision.on(
                orders("charter", DAY, command).orders(), opened(), timeline, sequence, LEGAL_ACTS, TODAY, day);
        return ((Decision.Accepted) decision).shown();
    }

    @Test
    void subordinates_that_are_placed_under_each_other_are_refused() {
        given(office("m"), office("x", "m"), office("y", "m"));

        assertRefused(
                new EliminateUnit(
                        unit("m"),
                        null,
                        List.of(),
                        List.of(new PlacedUnit(unit("x"), unit("y")), new PlacedUnit(unit("y"), unit("x")))),
                new ReportingCycle(unit("x"), unit("y")),
                new ReportingCycle(unit("y"), unit("x")));
    }

    @Test
    void parts_that_are_placed_under_each_others_subordinates_are_refused() {
        given(office("m"), office("x", "m"), office("y", "m"));

        assertRefused(
                new SplitUnit(
                        unit("m"),
                        List.of(
                                new NewUnit(unit("p"), null, named("P"), unit("x"), List.of(), List.of(unit("y"))),
                                new NewUnit(unit("q"), null, named("Q"), unit("y"), List.of(), List.of(unit("x")))),
                        true),
                new ReportingCycle(unit("p"), unit("x")),
                new ReportingCycle(unit("q"), unit("y")),
                new ReportingCycle(unit("x"), unit("q")),
                new ReportingCycle(unit("y"), unit("p")));
    }

    @Test
    void units_merge_with_their_superiors_in_whichever_order_they_are_named() {
        given(office("top"), office("a", "top"), office("b", "a"), office("c", "b"), office("d", "b"));

        for (List<UnitId> order : permutations(List.of(unit("a"), unit("b"), unit("c"))))
            for (MergeUnits merger :
                    List.of(new MergeUnits(order, null, newUnit("n")), new MergeUnits(order, unit("c"), null))) {
                Structure after = accepted(merger);
                UnitId into = merger.into() == null ? unit("n") : merger.into();
                assertThat(present(after, into).parent()).as("%s", merger).isEqualTo(unit("top"));
                assertThat(present(after, unit("d")).parent()).as("%s", merger).isEqualTo(into);
            }
    }

    private static List<List<UnitId>> permutations(List<UnitId> units) {
        if (units.isEmpty()) return List.of(List.of());
        return units.stream()
                .flatMap(first -> permutations(units.stream()
                                .filter(other -> !other.equals(first))
                                .toList())
                        .stream()
                        .map(rest ->
                                Stream.concat(Stream.of(first), rest.stream()).toList()))
                .toList();
    }

    private static Unit present(Structure structure, UnitId id) {
        return Objects.requireNonNull(structure.unit(id));
    }

    /** The structure on that day if it were recorded. */
    private Structure accepted(StructuralCommand command) {
        ChangePackage orders = orders("charter", DAY, command).orders();
        Decision decision = Decision.on(orders, opened(), timeline, sequence, LEGAL_ACTS, TODAY);
        if (!(decision instanceof Decision.Accepted accepted)) throw new AssertionError(command + ": " + decision);
        Structure after = timeline.on(DAY);
        for (OrganisationEvent fact : accepted.facts())
            after = after.after(Change.of("e" + sequence, sequence, (StructuralEvent) fact));
        return after;
    }

    @Test
    void a_merger_whose_place_would_be_under_itself_is_refused() {
        given(office("a"), office("d", "a"), office("b", "d"));

        assertRefused(
                new MergeUnits(List.of(unit("b"), unit("a")), null, newUnit("n")),
                new ReportingCycle(unit("d"), unit("n")),
                new ReportingCycle(unit("n"), unit("d")));
    }

    private void given(StructuralEvent... facts) {
        for (StructuralEvent fact : facts) timeline.add(Change.of("e" + sequence, sequence++, fact));
    }

    private void assertRefused(StructuralCommand command, Refusal... refusals) {
        assertThat(decide(DAY, command))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected -> assertThat(rejected.reasons())
                                .extracting(Outcome.Reason::refusal)
                                .containsExactly(refusals));
    }

    /** A forest, one holder in force a function, unique names among siblings, lines and links between units in force. */
    private static void assertSound(Structure structure, String when) {
        var names = new HashSet<List<Object>>();
        for (Unit unit : structure.units()) {
            var above = new ArrayList<UnitId>();
            for (UnitId at = unit.parent(); at != null; ) {
                assertThat(above).as("%s: a cycle above %s", when, unit.id()).doesNotContain(at);
                above.add(at);
                Unit parent = structure.unit(at);
                assertThat(parent).as("%s: %s is an orphan", when, unit.id()).isNotNull();
                at = parent == null ? null : parent.parent();
            }
            unit.name()
                    .byLanguage()
                    .forEach((language, text) -> assertThat(
                                    names.add(java.util.Arrays.asList(unit.parent(), language, text)))
                            .as("%s: the name of %s", when, unit.id())
                            .isTrue());
            for (var line : unit.reportsTo())
                if (line.unit() != null)
                    assertThat(structure.inForce(line.unit()))
                            .as("%s: a line of %s", when, unit.id())
                            .isTrue();
        }
        for (var function : structure.functions())
            assertThat(structure.inForce(function.holder()))
                    .as("%s: holder of %s", when, function.id())
                    .isTrue();
        for (var link : structure.links())
            assertThat(structure.inForce(link.ends().first())
                            && structure.inForce(link.ends().second()))
                    .as("%s: link %s", when, link.ends())
                    .isTrue();
    }
}
