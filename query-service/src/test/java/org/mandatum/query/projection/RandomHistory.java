package org.mandatum.query.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.mandatum.event.Event;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Change;
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
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.value.Name;

/**
 * A history that could have been recorded: a fifth of its packages back-dated, a fifth in the future. What would make the
 * time line impossible is left out, as the command side would refuse it.
 */
final class RandomHistory {
    static final LocalDate START = LocalDate.parse("2000-01-01");
    static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");

    private static final AtomicLong POSITIONS = new AtomicLong(1_000);

    private final OrganisationId organisation;
    private final Random random;
    private final List<RecordedEvent> events = new ArrayList<>();
    private int packages;
    private int ids;

    RandomHistory(OrganisationId organisation, long seed) {
        this.organisation = organisation;
        random = new Random(seed);
        record(List.of(new OrganisationOpened(
                organisation, Name.of("en", "Organisation"), "en", OrganisationRules.DEFAULT, List.of())));
    }

    List<RecordedEvent> events() {
        return events;
    }

    Instant recordedAt(int packageNumber) {
        return FIRST.plusMillis(packageNumber);
    }

    int packages() {
        return packages;
    }

    void grow(int steps) {
        for (int i = 0; i < steps; i++) {
            LocalDate day = START.plusDays(
                    switch (random.nextInt(5)) {
                        case 0 -> random.nextInt(i + 1);
                        case 1 -> i + random.nextInt(200);
                        default -> i;
                    });
            Timeline known = timeline(List.of());
            if (random.nextInt(30) == 0 && !known.changes().isEmpty()) {
                List<OrganisationEvent> correction = List.of(correction(known, day));
                if (possible(correction)) record(correction);
                continue;
            }
            Structure structure = known.on(day);
            var changes = new ArrayList<StructuralEvent>();
            int size = 1 + random.nextInt(2);
            for (int n = 0; n < size; n++) changes.add(change(structure, day));
            if (possible(changes)) record(changes);
        }
    }

    private Correction correction(Timeline known, LocalDate day) {
        Change change = known.changes().get(random.nextInt(known.changes().size()));
        var grounds = new Grounds(Authority.of("res-9"), null, null);
        return random.nextInt(3) == 0
                ? new ChangeAnnulled(organisation, change.event(), "void", grounds)
                : new EffectiveDateCorrected(organisation, change.event(), day, grounds);
    }

    private boolean possible(List<? extends OrganisationEvent> changes) {
        try {
            Structure structure = Structure.empty(organisation);
            for (Change change : timeline(changes).changes()) {
                structure = structure.after(change);
                for (UnitId unit : structure.touched().units()) if (isBelowItself(structure, unit)) return false;
            }
            return true;
        } catch (IllegalStateException impossible) {
            return false;
        }
    }

    private static boolean isBelowItself(Structure structure, UnitId unit) {
        int steps = structure.size();
        Unit at = structure.unit(unit);
        while (at != null && at.parent() != null && steps-- > 0) at = structure.unit(at.parent());
        return steps < 0;
    }

    private Timeline timeline(List<? extends OrganisationEvent> further) {
        var timeline = new Timeline(organisation);
        for (RecordedEvent event : events) take(timeline, event.id(), event.sequence(), event.event());
        long sequence = events.size();
        for (OrganisationEvent fact : further) take(timeline, "new-" + sequence, sequence++, fact);
        return timeline;
    }

    private static void take(Timeline timeline, String id, long sequence, Event event) {
        if (event instanceof StructuralEvent fact) timeline.add(Change.of(id, sequence, fact));
        if (event instanceof Correction correction) timeline.correct(correction);
    }

    private void record(List<? extends Event> facts) {
        Instant recordedAt = recordedAt(packages++);
        for (int i = 0; i < facts.size(); i++)
            events.add(new RecordedEvent(
                    organisation + "-" + events.size(),
                    organisation.value(),
                    events.size(),
                    POSITIONS.incrementAndGet(),
                    facts.size() - 1 - i,
                    recordedAt,
                    null,
                    null,
                    facts.get(i)));
    }

    private StructuralEvent change(Structure on, LocalDate day) {
        var grounds = new Grounds(Authority.of("res-" + random.nextInt(3)), null, null);
        List<UnitId> units = on.units().stream().map(Unit::id).collect(Collectors.toList());
        List<FunctionId> functions =
                on.functions().stream().map(function -> function.id()).toList();
        if (units.size() < 3) return created(null, day, grounds);
        UnitId one = any(units);
        UnitId other = any(units);
        var name = Name.of("en", "Name " + random.nextInt(40));
        boolean differ = !one.equals(other);
        return switch (random.nextInt(13)) {
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
            case 10 -> new ReportingLinesSet(organisation, one, List.of(new Superior(other, null)), day, grounds);
            case 11 ->
                differ
                        ? new CoordinationLinked(organisation, List.of(one, other), null, day, grounds)
                        : new UnitReactivated(organisation, one, null, day, grounds);
            default ->
                differ && !on.isUnder(other, one)
                        ? new UnitsMerged(organisation, List.of(one, other), other, null, day, grounds)
                        : new UnitSuspended(organisation, one, null, day, grounds);
        };
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
                List.of(new FunctionStatement(new FunctionId("f" + ids++), Name.of("en", "Function"), null)),
                day,
                grounds);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
