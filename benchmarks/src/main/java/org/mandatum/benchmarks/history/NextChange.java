package org.mandatum.benchmarks.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Pillar;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.value.Evidence;
import org.mandatum.value.Name;

/** Draws the next change of a history. Where nothing fit for a kind of change is met, a unit is renamed instead. */
final class NextChange {
    /** The first secretariat, which never ends: whatever finds nothing else can fall back on it. */
    private static final UnitId ROOT = new UnitId("secretariat-0");

    private static final FunctionId ROOTS_FUNCTION = new FunctionId("function-0");

    private static final List<Pillar> PILLARS = List.of(Pillar.values());

    private final Extent extent;
    private final OrganisationId organisation;
    private final Present present;
    private final Random random;
    private boolean builtUp;
    private long names = 1;
    private long ids = 1;

    NextChange(Extent extent, Present present, Random random) {
        this.extent = extent;
        this.organisation = extent.organisation();
        this.present = present;
        this.random = random;
    }

    boolean rootStands() {
        return present.structure().inForce(ROOT);
    }

    static boolean endsSomething(StructuralEvent fact) {
        return switch (fact) {
            case SecretariatEliminated e -> true;
            case UnitEliminated e -> true;
            case UnitConverted e -> true;
            case UnitsMerged e -> true;
            case UnitSplit e -> true;
            case FunctionDiscontinued e -> true;
            default -> false;
        };
    }

    /** A change that takes effect today. */
    StructuralEvent ofAnyKind() {
        LocalDate today = present.today();
        if (!rootStands()) return root(today);
        if (!builtUp) {
            builtUp = present.units() >= extent.units();
            return created(today);
        }
        int draw = random.nextInt(100);
        if (draw < 16) return renamed(today);
        if (draw < 23) return aligned(today);
        if (draw < 43) return present.functions() < extent.units() ? assigned(today) : discontinued();
        if (draw < 51) return revised(today);
        if (draw < 61) return redistributed();
        if (draw < 69) return moved();
        if (draw < 74) return reportingLinesSet();
        if (draw < 79) return suspendedOrReactivated();
        if (draw < 83) return linkedOrUnlinked();
        if (draw < 95) return present.units() < extent.units() ? created(today) : eliminated();
        if (draw < 97) return converted();
        if (draw < 98) return merged();
        if (draw < 99) return split();
        return reinstated();
    }

    /** A change that breaks nothing and that nothing breaks, on a day before, on or after today. */
    StructuralEvent harmless(LocalDate day) {
        if (!builtUp) return created(day);
        int draw = random.nextInt(100);
        if (draw < 40) return renamed(day);
        if (draw < 60) return aligned(day);
        if (draw < 70) return assigned(day);
        if (draw < 92) return revised(day);
        return created(day);
    }

    private StructuralEvent root(LocalDate today) {
        present.promise(ROOT, LocalDate.MAX);
        present.promise(ROOTS_FUNCTION, LocalDate.MAX);
        return new SecretariatCreated(
                organisation,
                ROOT,
                UnitKind.SECRETARIAT,
                name(),
                null,
                List.of(),
                null,
                false,
                List.of(new FunctionStatement(ROOTS_FUNCTION, name(), null)),
                today,
                grounds(today));
    }

    private StructuralEvent created(LocalDate day) {
        Level level = emptiest();
        UnitId parent = level == Level.SECRETARIAT ? null : standing(level.above(), day);
        if (level == Level.OFFICE && parent == null) level = Level.DEPARTMENT;
        if (level == Level.DEPARTMENT && parent == null) parent = ROOT;
        if (parent != null) promise(parent, day);
        long number = ids++;
        var id = new UnitId(level.name().toLowerCase(java.util.Locale.ROOT) + "-" + number);
        var functions = new ArrayList<FunctionStatement>();
        for (int i = random.nextInt(3); i > 0; i--) functions.add(new FunctionStatement(newFunction(), name(), null));
        UnitKind kind = level.kind(random.nextInt(10));
        return level == Level.SECRETARIAT
                ? new SecretariatCreated(
                        organisation,
                        id,
                        kind,
                        name(),
                        parent,
                        List.of(),
                        pillar(),
                        false,
                        functions,
                        day,
                        grounds(day))
                : new UnitCreated(
                        organisation, id, kind, name(), parent, List.of(), null, false, functions, day, grounds(day));
    }

    private StructuralEvent eliminated() {
        int draw = random.nextInt(100);
        Level level = draw < 90 ? Level.OFFICE : draw < 99 ? Level.DEPARTMENT : Level.SECRETARIAT;
        UnitId unit = ending(level);
        if (unit == null) return renamed(present.today());
        UnitId successor = other(level, unit);
        var redistribution = functionsOf(unit).stream()
                .map(function -> new PlacedFunction(function, successor))
                .toList();
        var subordinates = subordinates(unit).stream()
                .map(subordinate -> new PlacedUnit(subordinate, successor))
                .toList();
        LocalDate today = present.today();
        return level == Level.SECRETARIAT
                ? new SecretariatEliminated(
                        organisation, unit, successor, redistribution, subordinates, today, grounds(today))
                : new UnitEliminated(
                        organisation, unit, successor, redistribution, subordinates, today, grounds(today));
    }

    private StructuralEvent renamed(LocalDate day) {
        return new UnitRenamed(organisation, unit(day), name(), day, grounds(day));
    }

    private StructuralEvent aligned(LocalDate day) {
        return new UnitAlignedWithPillar(organisation, unit(day), pillar(), day, grounds(day));
    }

    private StructuralEvent assigned(LocalDate day) {
        return new FunctionAssigned(organisation, newFunction(), name(), unit(day), day, grounds(day));
    }

    private StructuralEvent revised(LocalDate day) {
        FunctionId met = present.anyFunctionSince(day);
        FunctionId function = met == null ? ROOTS_FUNCTION : met;
        if (day.isAfter(present.today())) present.promise(function, day);
        return new FunctionRevised(organisation, function, name(), day, grounds(day));
    }

    private StructuralEvent discontinued() {
        FunctionId function = present.anyUnpromisedFunction();
        LocalDate today = present.today();
        return function == null
                ? renamed(today)
                : new FunctionDiscontinued(organisation, function, today, grounds(today));
    }

    private StructuralEvent redistributed() {
        Function function = Objects.requireNonNull(present.structure().function(present.anyFunction()));
        UnitId to = present.anyUnit();
        LocalDate today = present.today();
        return to.equals(function.holder())
                ? renamed(today)
                : new FunctionRedistributed(organisation, function.id(), function.holder(), to, today, grounds(today));
    }

    private StructuralEvent moved() {
        Level level = random.nextInt(5) == 0 ? Level.DEPARTMENT : Level.OFFICE;
        LocalDate today = present.today();
        if (present.count(level) == 0 || present.count(level.above()) == 0) return renamed(today);
        return new UnitMoved(organisation, present.any(level), present.any(level.above()), today, grounds(today));
    }

    private StructuralEvent reportingLinesSet() {
        UnitId unit = present.anyUnit();
        UnitId superior = present.any(Level.SECRETARIAT);
        var lines = new ArrayList<Superior>();
        if (!superior.equals(unit)) lines.add(new Superior(superior, null));
        if (random.nextInt(4) == 0) lines.add(Superior.organ("permanent-council"));
        LocalDate today = present.today();
        return new ReportingLinesSet(organisation, unit, lines, today, grounds(today));
    }

    private StructuralEvent suspendedOrReactivated() {
        LocalDate today = present.today();
        if (present.suspended() > extent.units() / 50) {
            UnitId unit = present.longestSuspended();
            return unit == null ? renamed(today) : new UnitReactivated(organisation, unit, null, today, grounds(today));
        }
        Unit unit = Objects.requireNonNull(present.structure().unit(present.anyUnit()));
        if (unit.suspended()) return renamed(today);
        present.noteSuspended(unit.id());
        return new UnitSuspended(organisation, unit.id(), "pending approval", today, grounds(today));
    }

    private StructuralEvent linkedOrUnlinked() {
        LocalDate today = present.today();
        if (present.links() > extent.units() / 10) {
            Ends ends = present.anyLink();
            return new CoordinationUnlinked(organisation, List.of(ends.first(), ends.second()), today, grounds(today));
        }
        UnitId one = present.anyUnit();
        UnitId other = present.anyUnit();
        if (one.equals(other) || present.structure().link(Ends.of(one, other)) != null) return renamed(today);
        return new CoordinationLinked(
                organisation, List.of(one, other), "complements without duplicating", today, grounds(today));
    }

    private StructuralEvent converted() {
        LocalDate today = present.today();
        Level level = anyLevelBelowTheTop();
        UnitId unit = ending(level);
        return unit == null
                ? renamed(today)
                : new UnitConverted(
                        organisation, unit, established(level, List.of(), List.of()), today, grounds(today));
    }

    private StructuralEvent merged() {
        LocalDate today = present.today();
        Level level = anyLevelBelowTheTop();
        UnitId one = ending(level);
        UnitId other = ending(level);
        if (one == null || other == null || one.equals(other)) return renamed(today);
        if (random.nextBoolean())
            return new UnitsMerged(organisation, List.of(one, other), other, null, today, grounds(today));
        EstablishedUnit established = established(level, List.of(), List.of());
        return new UnitsMerged(
                organisation, List.of(one, other), established.unit(), established, today, grounds(today));
    }

    private StructuralEvent split() {
        LocalDate today = present.today();
        Level level = anyLevelBelowTheTop();
        UnitId unit = ending(level);
        if (unit == null) return renamed(today);
        List<FunctionId> functions = functionsOf(unit);
        List<UnitId> subordinates = subordinates(unit);
        int half = functions.size() / 2;
        int halfOfThem = subordinates.size() / 2;
        EstablishedUnit one = established(level, functions.subList(0, half), subordinates.subList(0, halfOfThem));
        if (random.nextBoolean()) return new UnitSplit(organisation, unit, List.of(one), true, today, grounds(today));
        EstablishedUnit rest = established(
                level,
                functions.subList(half, functions.size()),
                subordinates.subList(halfOfThem, subordinates.size()));
        return new UnitSplit(organisation, unit, List.of(one, rest), false, today, grounds(today));
    }

    private StructuralEvent reinstated() {
        LocalDate today = present.today();
        UnitId unit = present.anyEnded();
        if (unit == null) return renamed(today);
        Level level =
                Level.of(Objects.requireNonNull(present.structure().ended(unit)).last());
        // The place that it had may have gone meanwhile, so it is always given one.
        UnitId parent = level == Level.SECRETARIAT
                ? new UnitId(organisation.value())
                : present.count(level.above()) == 0 ? null : present.any(level.above());
        return parent == null ? renamed(today) : new UnitReinstated(organisation, unit, parent, today, grounds(today));
    }

    /** A unit in force from that day to today, or, for a coming day, promised to be. */
    private UnitId unit(LocalDate day) {
        UnitId met = present.anyUnitSince(day);
        UnitId unit = met == null ? ROOT : met;
        promise(unit, day);
        return unit;
    }

    private @Nullable UnitId standing(Level level, LocalDate day) {
        return present.anySince(level, day);
    }

    private void promise(UnitId unit, LocalDate day) {
        if (day.isAfter(present.today())) present.promise(unit, day);
    }

    /** A unit that may end, if its level can spare it. */
    private @Nullable UnitId ending(Level level) {
        return present.count(level) < 3 ? null : present.anyUnpromised(level);
    }

    private UnitId other(Level level, UnitId unit) {
        UnitId other = unit;
        while (other.equals(unit)) other = present.any(level);
        return other;
    }

    private Level anyLevelBelowTheTop() {
        return random.nextInt(5) == 0 ? Level.DEPARTMENT : Level.OFFICE;
    }

    /** The level that lacks most, so that the shares stay what they should be. */
    private Level emptiest() {
        for (Level level : Level.values())
            if (present.count(level) * 100L < (long) level.share * (present.units() + 1)) return level;
        return Level.OFFICE;
    }

    private EstablishedUnit established(Level level, List<FunctionId> functions, List<UnitId> subordinates) {
        var id = new UnitId(level.name().toLowerCase(java.util.Locale.ROOT) + "-" + ids++);
        return new EstablishedUnit(id, null, name(), null, List.copyOf(functions), List.copyOf(subordinates));
    }

    private List<FunctionId> functionsOf(UnitId unit) {
        return present.structure().functionsOf(unit).stream().sorted().toList();
    }

    private List<UnitId> subordinates(UnitId unit) {
        return present.structure().subordinates(unit).stream().sorted().toList();
    }

    private FunctionId newFunction() {
        return new FunctionId("function-" + ids++);
    }

    private Name name() {
        return Words.name(names++);
    }

    private Pillar pillar() {
        return PILLARS.get(random.nextInt(PILLARS.size()));
    }

    /** Each year has its act, adopted on the first of January. A third of the changes say where they are found. */
    private Grounds grounds(LocalDate day) {
        Evidence evidence = day.getDayOfMonth() > 20 ? new Evidence(Evidence.Source.DOCUMENT, null) : null;
        return new Grounds(Authority.of(extent.acts() + day.getYear()), evidence, null);
    }
}
