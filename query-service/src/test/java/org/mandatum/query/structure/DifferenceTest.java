package org.mandatum.query.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.StructureAsOf;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.projection.RandomHistory;
import org.mandatum.query.projection.Revisions;
import org.mandatum.query.structure.Difference.Altered;
import org.mandatum.query.structure.Difference.Entry;
import org.mandatum.value.Name;

/** What differs between two days. */
class DifferenceTest {
    private static final OrganisationId ORG = new OrganisationId("org");
    private static final Grounds GROUNDS = new Grounds(Authority.of("res-1"), null, null);

    private final Timeline timeline = new Timeline(ORG);
    private long sequence;

    @Test
    void a_part_that_is_split_off_is_created_though_the_unit_goes_on() {
        given(office("a", "2001-01-01", "work"));
        String split = given(
                new UnitSplit(ORG, unit("a"), List.of(established("a2", "work")), true, day("2002-01-01"), GROUNDS));

        Difference difference = between("2001-06-01", "2003-01-01");

        assertThat(difference.created()).singleElement().satisfies(created -> {
            assertThat(created.part().id()).isEqualTo(unit("a2"));
            assertThat(created.cause().event()).isEqualTo(split);
        });
        assertThat(difference.functionsMoved()).hasSize(1);
        assertThat(difference.entries()).hasSize(2);
    }

    @Test
    void what_a_unit_was_converted_into_is_created_when_the_unit_is_back() {
        given(office("b", "2001-01-01"));
        given(new UnitConverted(ORG, unit("b"), established("b2"), day("2003-01-01"), GROUNDS));
        given(new UnitReinstated(ORG, unit("b"), null, day("2004-01-01"), GROUNDS));

        assertThat(between("2002-06-01", "2005-01-01").created())
                .extracting(created -> created.part().id())
                .containsExactly(unit("b2"));
    }

    @Test
    void conversions_one_after_the_other_are_one_conversion_and_functions_follow() {
        given(office("x", "2001-01-01", "work"));
        String first = given(new UnitConverted(ORG, unit("x"), established("x2"), day("2007-01-01"), GROUNDS));
        given(new UnitConverted(ORG, unit("x2"), established("x3"), day("2008-01-01"), GROUNDS));

        Difference difference = between("2006-01-01", "2009-01-01");

        assertThat(difference.succeeded()).singleElement().satisfies(succession -> {
            assertThat(succession.last().id()).isEqualTo(unit("x"));
            assertThat(succession.successors()).extracting(Unit::id).containsExactly(unit("x3"));
            assertThat(succession.cause().event()).isEqualTo(first);
        });
        assertThat(difference.entries()).hasSize(1);
    }

    @Test
    void a_named_successor_that_it_did_not_become_leaves_it_eliminated() {
        given(office("a", "2001-01-01"));
        given(office("b", "2001-01-01"));
        given(new UnitEliminated(ORG, unit("a"), unit("b"), List.of(), List.of(), day("2002-01-01"), GROUNDS));

        assertThat(between("2001-06-01", "2003-01-01").eliminated())
                .singleElement()
                .satisfies(eliminated -> assertThat(eliminated.successors()).containsExactly(unit("b")));
    }

    @Test
    void a_link_that_was_undone_and_made_anew_is_another_one() {
        given(office("a", "2001-01-01"));
        given(office("b", "2001-01-01"));
        given(linked("one", "2002-01-01"));
        given(new CoordinationUnlinked(ORG, List.of(unit("a"), unit("b")), day("2003-01-01"), GROUNDS));
        String again = given(linked("two", "2004-01-01"));

        Difference difference = between("2002-06-01", "2005-01-01");

        assertThat(difference.unlinked()).singleElement().satisfies(gone -> {
            assertThat(gone.last().purpose()).isEqualTo("one");
            // Its own end is no longer known to a structure by itself.
            assertThat(gone.cause().event()).isEqualTo(again);
        });
        assertThat(difference.linked()).singleElement().satisfies(begun -> {
            assertThat(begun.part().purpose()).isEqualTo("two");
            assertThat(begun.cause().event()).isEqualTo(again);
        });
    }

    @Test
    void the_index_knows_by_which_change_a_link_ended_also_when_it_was_made_anew() {
        given(office("a", "2001-01-01"));
        given(office("b", "2001-01-01"));
        given(linked("one", "2002-01-01"));
        String undone = given(new CoordinationUnlinked(ORG, List.of(unit("a"), unit("b")), day("2003-01-01"), GROUNDS));
        given(linked("two", "2004-01-01"));
        var events = new ArrayList<RecordedEvent>();
        for (Change change : timeline.changes())
            events.add(new RecordedEvent(
                    change.event(),
                    ORG.value(),
                    change.sequence(),
                    change.sequence() + 1,
                    0,
                    Instant.EPOCH.plusSeconds(change.sequence()),
                    null,
                    null,
                    null,
                    change.fact()));
        var index = OrganisationIndex.of(Revisions.of(ORG, events));
        Instant now = Instant.EPOCH.plusSeconds(60);

        Difference difference = IndexedStructure.difference(
                index, new AsOf(day("2002-06-01"), now, true), new AsOf(day("2005-01-01"), now, true));

        assertThat(difference.unlinked())
                .singleElement()
                .satisfies(gone -> assertThat(event(
                                gone,
                                cause -> cause.effectiveOn().isAfter(day("2002-06-01"))
                                        && cause.effectiveOn().isBefore(day("2004-01-01"))))
                        .isEqualTo(undone));
    }

    @Test
    void a_unit_that_is_suspended_anew_is_not_suspended_as_it_was() {
        given(office("a", "2001-01-01"));
        given(new UnitSuspended(ORG, unit("a"), "no budget", day("2002-01-01"), GROUNDS));
        given(new UnitReactivated(ORG, unit("a"), null, day("2003-01-01"), GROUNDS));
        String again = given(new UnitSuspended(ORG, unit("a"), "no head", day("2004-01-01"), GROUNDS));

        for (Difference difference :
                List.of(between("2002-06-01", "2004-06-01"), between("2004-06-01", "2002-06-01"))) {
            assertThat(difference.suspended())
                    .singleElement()
                    .satisfies(
                            suspended -> assertThat(suspended.cause().event()).isEqualTo(again));
            assertThat(difference.entries()).hasSize(1);
        }
        assertThat(between("2002-06-01", "2002-07-01").entries()).isEmpty();
    }

    @Test
    void looking_back_the_cause_is_the_change_that_is_undone() {
        given(office("a", "2001-01-01"));
        String renaming = given(new UnitRenamed(ORG, unit("a"), named("A2"), day("2002-01-01"), GROUNDS));
        String creation = given(office("b", "2002-01-01"));

        Difference back = between("2003-01-01", "2001-06-01");

        assertThat(back.renamed())
                .singleElement()
                .satisfies(renamed -> assertThat(renamed.cause().event()).isEqualTo(renaming));
        assertThat(back.eliminated())
                .singleElement()
                .satisfies(eliminated -> assertThat(eliminated.cause().event()).isEqualTo(creation));
    }

    @Test
    void of_two_renamings_on_one_day_that_which_is_known_otherwise_is_the_cause() {
        given(office("a", "2001-01-01"));
        String first = given(new UnitRenamed(ORG, unit("a"), named("B"), day("2002-01-01"), GROUNDS));
        var without = new FoldedStructure(timeline.on(day("2003-01-01")));
        String second = given(new UnitRenamed(ORG, unit("a"), named("C"), day("2002-01-01"), GROUNDS));
        var with = new FoldedStructure(timeline.on(day("2003-01-01")));

        for (Difference difference : List.of(Difference.between(with, without), Difference.between(without, with)))
            assertThat(difference.renamed()).singleElement().satisfies(renamed -> {
                assertThat(chosen(renamed, second)).isEqualTo(second);
                assertThat(chosen(renamed, first)).isEqualTo(first);
            });
    }

    @Test
    void what_is_known_otherwise_is_the_cause_though_a_later_change_built_on_it() {
        given(office("a", "2001-01-01", "work"));
        given(office("b", "2001-01-01"));
        given(office("c", "2001-01-01"));
        var changes = List.copyOf(timeline.changes());
        var mergers = new UnitsMerged(ORG, List.of(unit("a")), unit("c"), null, day("2004-01-01"), GROUNDS);
        String handed = given(new FunctionRedistributed(
                ORG, new FunctionId("work"), unit("a"), unit("b"), day("2002-01-01"), GROUNDS));
        String merged = given(mergers);
        var known = new FoldedStructure(timeline.on(day("2005-01-01")));
        var annulled = new Timeline(ORG);
        changes.forEach(annulled::add);
        annulled.add(Change.of(merged, sequence, mergers));

        assertThat(Difference.between(known, new FoldedStructure(annulled.on(day("2005-01-01"))))
                        .functionsMoved())
                .singleElement()
                .satisfies(moved -> {
                    assertThat(moved.after().holder()).isEqualTo(unit("c"));
                    assertThat(chosen(moved, handed)).isEqualTo(handed);
                });
    }

    @Test
    void where_nothing_of_a_part_itself_is_known_otherwise_the_latest_change_is_named() {
        given(office("a", "2001-01-01"));
        given(new UnitRenamed(ORG, unit("a"), named("B"), day("2002-01-01"), GROUNDS));
        String latest = given(new UnitRenamed(ORG, unit("a"), named("C"), day("2003-01-01"), GROUNDS));

        for (Difference difference : List.of(between("2002-06-01", "2004-01-01"), between("2004-01-01", "2002-06-01")))
            assertThat(difference.renamed())
                    .singleElement()
                    .satisfies(renamed ->
                            assertThat(event(renamed, cause -> false)).isEqualTo(latest));
    }

    /** Of these histories; in one of a hundred others there is an entry that rests on what became of a superior. */
    @ParameterizedTest
    @ValueSource(longs = {1, 11, 7739765512690925520L})
    void no_cause_counts_alike_at_both_points(long seed) {
        var history = new RandomHistory(ORG, seed, 5);
        history.grow(800);
        var index = OrganisationIndex.of(Revisions.of(ORG, history.events()));
        var random = new Random(seed + 1);
        for (int i = 0; i < 80; i++) {
            LocalDate day = RandomHistory.START.plusDays(random.nextInt(300));
            AsOf from = new AsOf(day, history.recordedAt(random.nextInt(history.packages())), true);
            AsOf to = new AsOf(
                    random.nextInt(3) == 0 ? RandomHistory.START.plusDays(random.nextInt(300)) : day,
                    random.nextInt(5) == 0 ? from.knownAt() : history.recordedAt(random.nextInt(history.packages())),
                    true);
            Set<String> otherwise = knownOtherwise(history, from.knownAt(), to.knownAt());
            LocalDate first = from.effectiveOn().isBefore(to.effectiveOn()) ? from.effectiveOn() : to.effectiveOn();
            Predicate<Cause> apart = cause -> cause.effectiveOn().isAfter(first) || otherwise.contains(cause.event());

            Difference there = IndexedStructure.difference(index, from, to);
            Difference back = IndexedStructure.difference(index, to, from);

            assertThat(there.entries()
                            .filter(entry -> !apart.test(entry.causes().chosen(apart))))
                    .as("seed %d, from %s to %s", seed, from, to)
                    .isEmpty();
            Map<String, String> causes = chosen(there, apart);
            Map<String, String> causesBack = chosen(back, apart);
            // A function may have followed its unit one way only.
            causes.keySet().removeIf(part -> part.startsWith("holder") && !causesBack.containsKey(part));
            causesBack.keySet().removeIf(part -> part.startsWith("holder") && !causes.containsKey(part));
            assertThat(causes).as("seed %d, from %s to %s", seed, from, to).isEqualTo(causesBack);
        }
    }

    /** Ids of changes that are known at one of the moments only, or on another day. */
    private static Set<String> knownOtherwise(RandomHistory history, Instant one, Instant other) {
        Map<String, Object> then = days(history, one);
        Map<String, Object> now = days(history, other);
        return Stream.concat(then.keySet().stream(), now.keySet().stream())
                .filter(change -> !Objects.equals(then.get(change), now.get(change)))
                .collect(Collectors.toSet());
    }

    /** On which each change counts, as known at a moment. */
    private static Map<String, Object> days(RandomHistory history, Instant knownAt) {
        var days = new HashMap<String, Object>();
        for (RecordedEvent event : history.events()) {
            if (event.recordedAt().isAfter(knownAt)) break;
            switch (event.event()) {
                case StructuralEvent e -> days.put(event.id(), e.effectiveOn());
                case EffectiveDateCorrected e -> days.put(e.change(), e.effectiveOn());
                case ChangeAnnulled e -> days.put(e.change(), "annulled");
                default -> {}
            }
        }
        return days;
    }

    /** By what is otherwise; what one side has only is told in another list on the way back. */
    private static Map<String, String> chosen(Difference difference, Predicate<Cause> otherwise) {
        var chosen = new HashMap<String, String>();
        var units = Map.of(
                "name", difference.renamed(),
                "parent", difference.moved(),
                "lines", difference.reportingLines(),
                "pillar", difference.aligned(),
                "suspended", difference.suspended(),
                "reactivated", difference.reactivated());
        units.forEach((what, list) -> list.forEach(entry -> chosen.put(
                what.replace("reactivated", "suspended") + entry.after().id(), event(entry, otherwise))));
        difference
                .functionsRevised()
                .forEach(entry -> chosen.put("wording" + entry.after().id(), event(entry, otherwise)));
        difference
                .functionsMoved()
                .forEach(entry -> chosen.put("holder" + entry.after().id(), event(entry, otherwise)));
        difference
                .functionsCreated()
                .forEach(entry -> chosen.put("function" + entry.part().id(), event(entry, otherwise)));
        difference
                .functionsDiscontinued()
                .forEach(entry -> chosen.put("function" + entry.last().id(), event(entry, otherwise)));
        difference.linked().forEach(entry -> chosen.put("link" + entry.part(), event(entry, otherwise)));
        difference.unlinked().forEach(entry -> chosen.put("link" + entry.last(), event(entry, otherwise)));
        return chosen;
    }

    private static String event(Entry entry, Predicate<Cause> otherwise) {
        return entry.causes().chosen(otherwise).event();
    }

    private static String chosen(Entry entry, String otherwise) {
        return event(entry, cause -> cause.event().equals(otherwise));
    }

    @Test
    void a_unit_that_was_created_as_another_kind_than_thought_is_reclassified() {
        given(office("a", "2001-01-01"));
        String creation = timeline.changes().getFirst().event();
        var thought = new FoldedStructure(timeline.on(day("2003-01-01")));
        var learned = new Timeline(ORG);
        learned.add(Change.of(
                "again",
                sequence,
                new UnitCreated(
                        ORG,
                        unit("a"),
                        new UnitKind("department"),
                        named("a"),
                        null,
                        List.of(),
                        null,
                        true,
                        List.of(),
                        day("2001-01-01"),
                        GROUNDS)));

        Difference difference = Difference.between(thought, new FoldedStructure(learned.on(day("2003-01-01"))));

        assertThat(difference.reclassified()).singleElement().satisfies(unit -> {
            assertThat(unit.before().kind()).isEqualTo(new UnitKind("office"));
            assertThat(unit.after().kind()).isEqualTo(new UnitKind("department"));
            assertThat(chosen(unit, "again")).isEqualTo("again");
            assertThat(chosen(unit, creation)).isEqualTo(creation);
        });
        assertThat(difference.entries()).hasSize(1);
    }

    static long[] seeds() {
        return new long[] {1, new Random().nextLong()};
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_only_one_side_has_is_told_once_and_each_way_has_the_same_causes(long seed) {
        var history = new RandomHistory(ORG, seed, 5);
        history.grow(600);
        var random = new Random(seed + 1);
        for (int i = 0; i < 60; i++) {
            FoldedStructure from = anyPoint(history, random);
            FoldedStructure to = anyPoint(history, random);

            Difference there = Difference.between(from, to);
            Difference back = Difference.between(to, from);

            // Units, functions and links that only one of the two has
            Set<Object> heirs = there.succeeded().stream()
                    .flatMap(succession -> succession.successors().stream())
                    .map(Unit::id)
                    .collect(Collectors.toSet());
            Set<Object> begun = ids(there.created(), created -> created.part().id());
            assertThat(begun).as("seed %d", seed).noneMatch(heirs::contains);
            begun.addAll(heirs);
            assertThat(begun)
                    .as("seed %d: units of the second only, and heirs that were there before", seed)
                    .containsAll(less(units(to), units(from)))
                    .allMatch(id -> units(to).contains(id)
                            && (heirs.contains(id) || !units(from).contains(id)));
            Set<Object> gone =
                    ids(there.eliminated(), eliminated -> eliminated.last().id());
            gone.addAll(ids(there.succeeded(), succession -> succession.last().id()));
            assertThat(gone).as("seed %d", seed).isEqualTo(less(units(from), units(to)));
            assertThat(there.eliminated().size() + there.succeeded().size()).isEqualTo(gone.size());
            assertThat(ids(there.functionsCreated(), created -> created.part().id()))
                    .isEqualTo(ids(
                            back.functionsDiscontinued(), ended -> ended.last().id()));
            assertThat(ids(there.linked(), linked -> linked.part()))
                    .isEqualTo(ids(back.unlinked(), unlinked -> unlinked.last()));

            // The change that makes the difference is the same whichever side is looked at first
            assertThat(causes(there.renamed())).as("seed %d", seed).isEqualTo(causes(back.renamed()));
            assertThat(causes(there.moved())).as("seed %d", seed).isEqualTo(causes(back.moved()));
            assertThat(causes(there.suspended().stream()
                            .filter(entry -> !entry.before().suspended())
                            .toList()))
                    .as("seed %d", seed)
                    .isEqualTo(causes(back.reactivated()));
        }
    }

    private static Map<Unit, LocalDate> causes(List<Altered<Unit>> altered) {
        return altered.stream()
                .collect(Collectors.toMap(
                        entry -> later(entry), entry -> entry.cause().effectiveOn()));
    }

    private static Unit later(Altered<Unit> entry) {
        return Stream.of(entry.before(), entry.after())
                .max(java.util.Comparator.comparing(Unit::toString))
                .orElseThrow();
    }

    private static <E> Set<Object> ids(List<E> entries, Function<E, ?> id) {
        return new HashSet<>(entries.stream().map(id).toList());
    }

    private static Set<Object> units(FoldedStructure structure) {
        return new HashSet<>(structure.units().stream().map(Unit::id).toList());
    }

    private static Set<Object> less(Set<Object> some, Set<Object> others) {
        var rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static FoldedStructure anyPoint(RandomHistory history, Random random) {
        return new FoldedStructure(StructureAsOf.fold(
                ORG,
                history.events(),
                RandomHistory.START.plusDays(random.nextInt(200)),
                history.recordedAt(random.nextInt(history.packages()))));
    }

    private String given(StructuralEvent fact) {
        String event = "e" + sequence;
        timeline.add(Change.of(event, sequence++, fact));
        return event;
    }

    private Difference between(String from, String to) {
        return Difference.between(
                new FoldedStructure(timeline.on(day(from))), new FoldedStructure(timeline.on(day(to))));
    }

    private static UnitCreated office(String id, String day, String... functions) {
        var statements = new ArrayList<FunctionStatement>();
        for (String function : functions)
            statements.add(new FunctionStatement(new FunctionId(function), named(function), null));
        return new UnitCreated(
                ORG,
                unit(id),
                new UnitKind("office"),
                named(id),
                null,
                List.of(),
                null,
                false,
                statements,
                day(day),
                GROUNDS);
    }

    private static EstablishedUnit established(String id, String... functions) {
        return new EstablishedUnit(
                unit(id),
                null,
                named(id),
                null,
                Stream.of(functions).map(FunctionId::new).toList(),
                List.of());
    }

    private static CoordinationLinked linked(String purpose, String day) {
        return new CoordinationLinked(ORG, List.of(unit("a"), unit("b")), purpose, day(day), GROUNDS);
    }

    private static UnitId unit(String id) {
        return new UnitId(id);
    }

    private static Name named(String text) {
        return Name.of("en", text);
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }
}
