package org.mandatum.query.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.Pillar;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.value.Evidence;
import org.mandatum.value.Name;

/**
 * A history that could have been recorded, with every kind of change: 18 % of its packages are future-dated, a tenth is
 * back-dated, and 2 % correct or annul what was recorded. What would make the time line impossible is left out, as the
 * command side would refuse it.
 */
public final class RandomHistory {
    public static final LocalDate START = LocalDate.parse("2000-01-01");
    private static final Instant FIRST = Instant.parse("2000-01-01T08:00:00Z");

    private static final Superior COUNCIL = Superior.organ("council");

    private static final AtomicLong POSITIONS = new AtomicLong(1_000);

    private final OrganisationId organisation;
    private final Random random;
    private final int packagesADay;
    private final List<RecordedEvent> events = new ArrayList<>();
    private final Timeline timeline;
    private int packages;
    private int ids;

    /** @param packagesADay how many packages are recorded a day, on the day of which most of them take effect */
    public RandomHistory(OrganisationId organisation, long seed, int packagesADay) {
        this.organisation = organisation;
        this.packagesADay = packagesADay;
        random = new Random(seed);
        timeline = new Timeline(organisation);
        record(List.of(new OrganisationOpened(
                organisation, Name.of("en", "Organisation"), "en", OrganisationRules.DEFAULT, List.of())));
    }

    public List<RecordedEvent> events() {
        return events;
    }

    public Instant recordedAt(int packageNumber) {
        return FIRST.plusSeconds(packageNumber * 86_400L / packagesADay);
    }

    public int packages() {
        return packages;
    }

    public LocalDate lastDay() {
        return START.plusDays(packages / packagesADay);
    }

    public void grow(int steps) {
        for (int i = 0; i < steps; i++) {
            LocalDate today = lastDay();
            int chance = random.nextInt(100);
            LocalDate day = chance < 18
                    ? today.plusDays(1 + random.nextInt(90))
                    : chance < 28 ? today.minusDays(random.nextInt(Math.min(200, 1 + i / packagesADay))) : today;
            if (chance >= 98 && !timeline.changes().isEmpty()) attempt(List.of(correction(day)));
            else {
                Structure structure = timeline.on(day);
                var changes = new ArrayList<StructuralEvent>();
                int size = random.nextInt(4) == 0 ? 2 : 1;
                for (int n = 0; n < size; n++) changes.add(change(structure, day));
                attempt(changes);
            }
        }
    }

    private Correction correction(LocalDate day) {
        List<Change> changes = timeline.changes();
        Change change = changes.get(Math.max(0, changes.size() - 1 - random.nextInt(200)));
        var grounds = new Grounds(Authority.of("res-9"), null, null);
        return random.nextInt(3) == 0
                ? new ChangeAnnulled(organisation, change.event(), "void", grounds)
                : new EffectiveDateCorrected(organisation, change.event(), day, grounds);
    }

    /** Records the package if the whole time line remains possible. */
    private void attempt(List<? extends OrganisationEvent> facts) {
        List<Change> all = timeline.changes();
        var changed = new ArrayList<Change>();
        int first = all.size();
        String withdrawn = null;
        for (OrganisationEvent fact : facts) {
            if (fact instanceof StructuralEvent e) changed.add(Change.of("new", events.size() + changed.size(), e));
            if (fact instanceof Correction e) {
                Change change = Objects.requireNonNull(timeline.change(e.change()));
                withdrawn = e.change();
                first = Math.min(first, timeline.placeOf(change));
                if (e instanceof EffectiveDateCorrected c) {
                    if (c.effectiveOn().equals(change.effectiveOn())) return;
                    changed.add(change.correctedTo(c.effectiveOn()));
                }
            }
        }
        for (Change change : changed) first = Math.min(first, timeline.placeOf(change));
        var course = new ArrayList<Change>(changed);
        for (Change change : all.subList(first, all.size())) if (!change.event().equals(withdrawn)) course.add(change);
        course.sort(Change.EFFECTIVE_ORDER);
        if (isPossible(timeline.before(first), course)) record(facts);
    }

    private static boolean isPossible(Structure before, List<Change> course) {
        try {
            Structure structure = before;
            for (Change change : course) {
                if (introducesTaken(structure, change.fact())) return false;
                structure = structure.after(change);
                for (UnitId unit : structure.touched().units())
                    if (isBelowItself(structure, unit) || isOrphan(structure, unit)) return false;
                for (UnitId unit : structure.touched().units())
                    if (structure.ended(unit) != null
                            && (!structure.subordinates(unit).isEmpty()
                                    || !structure.functionsOf(unit).isEmpty())) return false;
                for (FunctionId function : structure.touched().functions()) {
                    var held = structure.function(function);
                    if (held != null && !structure.inForce(held.holder())) return false;
                }
            }
            return true;
        } catch (IllegalStateException impossible) {
            return false;
        }
    }

    private static boolean introducesTaken(Structure structure, StructuralEvent fact) {
        return switch (fact) {
            case UnitCreated e ->
                isTaken(structure, e.unit())
                        || e.functions().stream()
                                .anyMatch(f ->
                                        structure.function(f.id()) != null || structure.discontinued(f.id()) != null);
            case SecretariatCreated e -> isTaken(structure, e.unit());
            case FunctionAssigned e ->
                structure.function(e.function()) != null
                        || structure.discontinued(e.function()) != null
                        || !structure.inForce(e.unit());
            case UnitConverted e -> isTaken(structure, e.into().unit());
            case UnitSplit e -> e.into().stream().anyMatch(part -> isTaken(structure, part.unit()));
            case CoordinationLinked e ->
                !structure.inForce(e.units().get(0))
                        || !structure.inForce(e.units().get(1));
            case CoordinationUnlinked e ->
                structure.link(CoordinationLink.Ends.of(
                                e.units().get(0), e.units().get(1)))
                        == null;
            case UnitEliminated e ->
                !structure.subordinates(e.unit()).isEmpty()
                        || !structure.functionsOf(e.unit()).isEmpty();
            default -> false;
        };
    }

    private static boolean isTaken(Structure structure, UnitId unit) {
        return structure.inForce(unit) || structure.ended(unit) != null;
    }

    private static boolean isOrphan(Structure structure, UnitId id) {
        Unit unit = structure.unit(id);
        return unit != null && unit.parent() != null && !structure.inForce(unit.parent());
    }

    private static boolean isBelowItself(Structure structure, UnitId unit) {
        int steps = structure.size();
        Unit at = structure.unit(unit);
        while (at != null && at.parent() != null && steps-- > 0) at = structure.unit(at.parent());
        return steps < 0;
    }

    private void record(List<? extends OrganisationEvent> facts) {
        Instant recordedAt = recordedAt(packages++);
        for (int i = 0; i < facts.size(); i++) {
            var event = new RecordedEvent(
                    organisation + "-" + events.size(),
                    organisation.value(),
                    events.size(),
                    POSITIONS.incrementAndGet(),
                    facts.size() - 1 - i,
                    recordedAt,
                    null,
                    null,
                    null,
                    facts.get(i));
            events.add(event);
            if (event.event() instanceof StructuralEvent) timeline.add(event.change());
            if (event.event() instanceof Correction correction) timeline.correct(correction);
        }
    }

    private StructuralEvent change(Structure on, LocalDate day) {
        var grounds = new Grounds(
                Authority.of("res-" + random.nextInt(3)),
                random.nextBoolean() ? null : new Evidence(Evidence.Source.DOCUMENT, "page " + random.nextInt(9)),
                null);
        List<UnitId> units = on.units().stream().map(Unit::id).collect(Collectors.toList());
        List<FunctionId> functions =
                on.functions().stream().map(function -> function.id()).toList();
        if (units.size() < 3) return created(null, day, grounds);
        UnitId one = any(units);
        UnitId other = any(units);
        var name = Name.of("en", "Name " + random.nextInt(40));
        boolean differ = !one.equals(other);
        return switch (random.nextInt(20)) {
            case 0, 1 -> created(one, day, grounds);
            case 2 -> new UnitRenamed(organisation, one, name, day, grounds);
            case 3 ->
                on.isUnder(other, one)
                        ? new UnitMoved(organisation, one, null, day, grounds)
                        : new UnitMoved(organisation, one, other, day, grounds);
            case 4 -> new FunctionAssigned(organisation, new FunctionId("f" + ids++), name, one, day, grounds);
            case 5, 6 ->
                functions.isEmpty()
                        ? created(one, day, grounds)
                        : new FunctionRedistributed(organisation, any(functions), one, other, day, grounds);
            case 7 ->
                functions.isEmpty()
                        ? created(one, day, grounds)
                        : new FunctionDiscontinued(organisation, any(functions), day, grounds);
            case 8 ->
                new UnitConverted(
                        organisation,
                        one,
                        new EstablishedUnit(new UnitId("u" + ids++), null, name, null, List.of(), List.of()),
                        day,
                        grounds);
            case 9 ->
                differ && on.subordinates(one).isEmpty() && on.functionsOf(one).isEmpty()
                        ? new UnitEliminated(organisation, one, other, List.of(), List.of(), day, grounds)
                        : new UnitSuspended(organisation, one, "why", day, grounds);
            case 10 -> new ReportingLinesSet(organisation, one, superiors(other), day, grounds);
            case 11 ->
                differ
                        ? new CoordinationLinked(organisation, List.of(one, other), null, day, grounds)
                        : new UnitReactivated(organisation, one, null, day, grounds);
            case 12 ->
                on.links().isEmpty()
                        ? new UnitAlignedWithPillar(organisation, one, Pillar.DEMOCRACY, day, grounds)
                        : new CoordinationUnlinked(organisation, ends(any(on.links())), day, grounds);
            case 13 -> new UnitAlignedWithPillar(organisation, one, Pillar.HUMAN_RIGHTS, day, grounds);
            case 14 ->
                functions.isEmpty()
                        ? new UnitReactivated(organisation, one, null, day, grounds)
                        : new FunctionRevised(organisation, any(functions), name, day, grounds);
            case 15 ->
                new SecretariatCreated(
                        organisation,
                        new UnitId("u" + ids++),
                        UnitKind.SECRETARIAT,
                        name,
                        one,
                        superiors(other),
                        null,
                        random.nextBoolean(),
                        List.of(),
                        day,
                        grounds);
            case 16 ->
                differ && !on.isUnder(other, one)
                        ? new SecretariatEliminated(
                                organisation,
                                one,
                                random.nextBoolean() ? other : null,
                                on.functionsOf(one).stream()
                                        .sorted()
                                        .map(function -> new PlacedFunction(function, other))
                                        .toList(),
                                on.subordinates(one).stream()
                                        .sorted()
                                        .map(unit -> new PlacedUnit(unit, other))
                                        .toList(),
                                day,
                                grounds)
                        : new UnitRenamed(organisation, one, name, day, grounds);
            case 17 ->
                new UnitSplit(
                        organisation,
                        one,
                        List.of(new EstablishedUnit(
                                new UnitId("u" + ids++),
                                null,
                                name,
                                null,
                                on.functionsOf(one).stream().sorted().toList(),
                                on.subordinates(one).stream().sorted().toList())),
                        random.nextBoolean(),
                        day,
                        grounds);
            case 18 -> new UnitReinstated(organisation, new UnitId("u" + random.nextInt(ids)), null, day, grounds);
            default ->
                differ && !on.isUnder(other, one)
                        ? new UnitsMerged(organisation, List.of(one, other), other, null, day, grounds)
                        : new UnitSuspended(organisation, one, null, day, grounds);
        };
    }

    private static List<UnitId> ends(CoordinationLink link) {
        return List.of(link.ends().first(), link.ends().second());
    }

    private UnitCreated created(@org.jspecify.annotations.Nullable UnitId parent, LocalDate day, Grounds grounds) {
        var id = new UnitId("u" + ids++);
        return new UnitCreated(
                organisation,
                id,
                new UnitKind("office"),
                Name.of("en", id.value()),
                parent,
                List.of(),
                null,
                false,
                List.of(new FunctionStatement(
                        new FunctionId("f" + ids++),
                        Name.of("en", "Function"),
                        random.nextBoolean() ? null : new Evidence(Evidence.Source.ASSUMED, null))),
                day,
                grounds);
    }

    private List<Superior> superiors(UnitId unit) {
        var superior = new Superior(unit, null);
        return switch (random.nextInt(3)) {
            case 0 -> List.of(COUNCIL);
            case 1 -> List.of(COUNCIL, superior);
            default -> List.of(superior);
        };
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
