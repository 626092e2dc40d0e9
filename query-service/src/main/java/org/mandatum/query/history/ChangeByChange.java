package org.mandatum.query.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Pillar;
import org.mandatum.organisation.Respect;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.SecretariatCreated;
import org.mandatum.organisation.StructuralEvent.UnitConverted;
import org.mandatum.organisation.StructuralEvent.UnitCreated;
import org.mandatum.organisation.StructuralEvent.UnitReinstated;
import org.mandatum.organisation.StructuralEvent.UnitSplit;
import org.mandatum.organisation.StructuralEvent.UnitsMerged;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.history.UnitLife.Step;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.index.Row;
import org.mandatum.value.Name;

/**
 * A life of which each change shows only what it made otherwise itself. The index has what a unit was on the eve of a day, and
 * what all changes of the day made of it; here they are taken one after the other, in the order of the fold.
 */
final class ChangeByChange {
    private final OrganisationIndex index;
    private final Instant knownAt;
    private final Words words;
    private final Map<String, Log.Entry> log;

    /** @param log the events of the lives */
    ChangeByChange(OrganisationIndex index, Instant knownAt, Words words, Map<String, Log.Entry> log) {
        this.index = index;
        this.knownAt = knownAt;
        this.words = words;
        this.log = log;
    }

    UnitLife told(UnitLife life) {
        var steps = new ArrayList<Step>();
        LocalDate day = null;
        Unit state = null;
        for (Step step : words.inOrder(life.steps(), Step::cause)) {
            if (!step.cause().effectiveOn().equals(day)) {
                day = step.cause().effectiveOn();
                Row<Unit> eve = index.unit(life.unit().value(), day.minusDays(1), knownAt);
                state = eve == null ? null : eve.value();
            }
            Unit before = begins(step, life.unit()) ? null : state == null ? step.before() : state;
            state = after(step, before);
            Set<Respect> respects = before == null ? Set.of() : step.respects();
            steps.add(new Step(step.cause(), respects, before, state, step.successors()));
        }
        return new UnitLife(life.unit(), steps, life.handovers());
    }

    /** Also where another reinstatement of the same day is what it is known to have begun by. */
    private boolean begins(Step step, UnitId unit) {
        Log.Entry entry = log.get(step.cause().event());
        return step.after() != null
                && (step.begins()
                        || (entry != null
                                && entry.event().event() instanceof StructuralEvent fact
                                && isEstablished(unit, fact)));
    }

    private static boolean isEstablished(UnitId unit, StructuralEvent fact) {
        return switch (fact) {
            case SecretariatCreated e -> e.unit().equals(unit);
            case UnitCreated e -> e.unit().equals(unit);
            case UnitConverted e -> e.into().unit().equals(unit);
            case UnitsMerged e -> e.established() != null && e.into().equals(unit);
            case UnitSplit e -> e.into().stream().anyMatch(part -> part.unit().equals(unit));
            case UnitReinstated e -> e.unit().equals(unit);
            default -> false;
        };
    }

    private @Nullable Unit after(Step step, @Nullable Unit before) {
        Unit evening = step.after();
        if (evening == null) return null;
        if (before != null) return otherwise(before, step.respects(), evening);
        Set<Respect> later = EnumSet.noneOf(Respect.class);
        evening.causes().forEach((respect, cause) -> {
            if (cause.effectiveOn().equals(step.cause().effectiveOn())
                    && words.position(cause) > words.position(step.cause())) later.add(respect);
        });
        Unit first = later.isEmpty() ? null : atFirst(step, evening);
        return first == null ? evening : otherwise(evening, later, first);
    }

    /** How it came into being, as far as what changed later on the same day is concerned; null when nothing tells. */
    private @Nullable Unit atFirst(Step step, Unit unit) {
        Log.Entry entry = log.get(step.cause().event());
        if (entry == null || !(entry.event().event() instanceof StructuralEvent fact)) return null;
        OrganisationId organisation = fact.organisation();
        LocalDate day = step.cause().effectiveOn();
        return switch (fact) {
            case SecretariatCreated e ->
                shaped(unit, e.name(), placed(e.parent(), organisation), e.reportsTo(), e.pillar(), List.of());
            case UnitCreated e ->
                shaped(unit, e.name(), placed(e.parent(), organisation), e.reportsTo(), e.pillar(), List.of());
            case UnitConverted e -> following(unit, e.into(), organisation, List.of(e.unit()), day);
            case UnitsMerged e -> {
                EstablishedUnit established = e.established();
                List<UnitId> absorbed =
                        e.units().stream().filter(one -> !one.equals(e.into())).toList();
                yield established == null ? null : following(unit, established, organisation, absorbed, day);
            }
            case UnitSplit e ->
                e.into().stream()
                        .filter(part -> part.unit().equals(unit.id()))
                        .findFirst()
                        .map(part -> following(unit, part, organisation, List.of(e.unit()), day))
                        .orElse(null);
            case UnitReinstated e -> {
                Unit gone = UnitLife.on(index, unit.id(), day.minusDays(1), knownAt);
                yield gone == null
                        ? null
                        : shaped(
                                unit,
                                gone.name(),
                                e.parent() == null ? gone.parent() : placed(e.parent(), organisation),
                                List.of(),
                                gone.pillar(),
                                gone.predecessors());
            }
            default -> null;
        };
    }

    /** In the place of the first of these, with its lines and its pillar, unless it says otherwise. */
    private @Nullable Unit following(
            Unit unit, EstablishedUnit established, OrganisationId organisation, List<UnitId> old, LocalDate day) {
        UnitId from = old.getFirst();
        Row<Unit> goesOn = index.unit(from.value(), day, knownAt);
        Unit last = goesOn == null
                ? UnitLife.on(index, from, day, knownAt)
                : UnitLife.on(index, from, day.minusDays(1), knownAt);
        if (last == null) return null;
        UnitId parent = established.parent();
        return shaped(
                unit,
                established.name(),
                parent == null ? last.parent() : placed(parent, organisation),
                last.reportsTo(),
                last.pillar(),
                old);
    }

    /** The organisation's own id: directly under it. */
    private static @Nullable UnitId placed(@Nullable UnitId parent, OrganisationId organisation) {
        return parent == null || parent.value().equals(organisation.value()) ? null : parent;
    }

    private static Unit shaped(
            Unit unit,
            Name name,
            @Nullable UnitId parent,
            List<Superior> reportsTo,
            @Nullable Pillar pillar,
            List<UnitId> predecessors) {
        return new Unit(
                unit.id(),
                unit.kind(),
                name,
                parent,
                reportsTo,
                pillar,
                unit.autonomous(),
                null,
                predecessors,
                unit.rank(),
                unit.established(),
                unit.established(),
                Map.of());
    }

    /** A unit, in these respects as the other one is. */
    private static Unit otherwise(Unit unit, Set<Respect> respects, Unit other) {
        return new Unit(
                unit.id(),
                unit.kind(),
                of(Respect.NAME, respects, unit, other).name(),
                of(Respect.PARENT, respects, unit, other).parent(),
                of(Respect.REPORTS_TO, respects, unit, other).reportsTo(),
                of(Respect.PILLAR, respects, unit, other).pillar(),
                unit.autonomous(),
                of(Respect.SUSPENSION, respects, unit, other).suspension(),
                of(Respect.PREDECESSORS, respects, unit, other).predecessors(),
                unit.rank(),
                unit.established(),
                other.changed(),
                other.causes());
    }

    private static Unit of(Respect respect, Set<Respect> respects, Unit unit, Unit other) {
        return respects.contains(respect) ? other : unit;
    }
}
