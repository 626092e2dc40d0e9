package org.mandatum.command.organisation;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.organisation.StructuralCommand.*;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.resolution.OrganId;
import org.mandatum.value.Name;
import org.mandatum.value.Slug;

/**
 * From the order to the fact that it would make: bare texts become names in the organisation's language, ids that were
 * left out are made of names, what was left out takes its default. Judges nothing: that is for {@link Rules}.
 */
final class CarryingOut {
    private final OrganisationOpened opened;
    private final Supplier<Structure> latest;
    /** Ids that the package gives to new units, and those that were made for it; likewise of functions. */
    private final Set<String> unitIds = new HashSet<>();

    private final Set<String> functionIds = new HashSet<>();

    /** @param latest the structure after everything recorded, against which new ids are made unique; seldom needed, and dear */
    CarryingOut(OrganisationOpened opened, Supplier<Structure> latest, ChangePackage orders) {
        this.opened = opened;
        this.latest = latest;
        for (ChangePackage.Item item : orders.items()) noteGivenIds(item.command());
    }

    private void noteGivenIds(StructuralCommand command) {
        switch (command) {
            case CreateSecretariat c -> noteGivenIds(c.unit(), c.functions());
            case CreateUnit c -> noteGivenIds(c.unit(), c.functions());
            case ConvertUnit c -> noteGivenIds(c.into().unit(), List.of());
            case MergeUnits c -> {
                if (c.established() != null) noteGivenIds(c.established().unit(), List.of());
            }
            case SplitUnit c -> c.into().forEach(part -> noteGivenIds(part.unit(), List.of()));
            case AssignFunction c -> {
                if (c.function() != null) functionIds.add(c.function().value());
            }
            default -> {}
        }
    }

    private void noteGivenIds(@Nullable UnitId unit, List<NewFunction> functions) {
        if (unit != null) unitIds.add(unit.value());
        for (NewFunction function : functions)
            if (function.id() != null) functionIds.add(function.id().value());
    }

    StructuralEvent fact(ChangePackage.Item item) {
        OrganisationId organisation = opened.organisation();
        LocalDate on = item.effectiveOn();
        Grounds grounds = item.grounds();
        return switch (item.command()) {
            case CreateSecretariat c ->
                new SecretariatCreated(
                        organisation,
                        unitId(c.unit(), c.name()),
                        c.kind() == null ? UnitKind.SECRETARIAT : c.kind(),
                        named(c.name()),
                        parent(c.parent()),
                        superiors(c.reportsTo()),
                        c.pillar(),
                        Boolean.TRUE.equals(c.autonomous()),
                        statements(c.functions()),
                        on,
                        grounds);
            case CreateUnit c ->
                new UnitCreated(
                        organisation,
                        unitId(c.unit(), c.name()),
                        c.kind(),
                        named(c.name()),
                        parent(c.parent()),
                        superiors(c.reportsTo()),
                        c.pillar(),
                        Boolean.TRUE.equals(c.autonomous()),
                        statements(c.functions()),
                        on,
                        grounds);
            case EliminateSecretariat c ->
                new SecretariatEliminated(
                        organisation, c.unit(), c.successor(), c.redistribution(), c.subordinates(), on, grounds);
            case EliminateUnit c ->
                new UnitEliminated(
                        organisation, c.unit(), c.successor(), c.redistribution(), c.subordinates(), on, grounds);
            case RenameUnit c -> new UnitRenamed(organisation, c.unit(), named(c.name()), on, grounds);
            case MoveUnit c -> new UnitMoved(organisation, c.unit(), parent(c.parent()), on, grounds);
            case SetReportingLines c ->
                new ReportingLinesSet(organisation, c.unit(), superiors(c.reportsTo()), on, grounds);
            case ConvertUnit c -> new UnitConverted(organisation, c.unit(), established(c.into()), on, grounds);
            case MergeUnits c -> {
                EstablishedUnit established = c.established() == null ? null : established(c.established());
                UnitId into = established == null ? java.util.Objects.requireNonNull(c.into()) : established.unit();
                yield new UnitsMerged(organisation, c.units(), into, established, on, grounds);
            }
            case SplitUnit c ->
                new UnitSplit(
                        organisation,
                        c.unit(),
                        c.into().stream().map(this::established).toList(),
                        Boolean.TRUE.equals(c.keeps()),
                        on,
                        grounds);
            case SuspendUnit c -> new UnitSuspended(organisation, c.unit(), c.reason(), on, grounds);
            case ReactivateUnit c -> new UnitReactivated(organisation, c.unit(), c.reason(), on, grounds);
            case ReinstateUnit c -> new UnitReinstated(organisation, c.unit(), c.parent(), on, grounds);
            case AssignFunction c ->
                new FunctionAssigned(
                        organisation, functionId(c.function(), c.name()), named(c.name()), c.unit(), on, grounds);
            case RedistributeFunction c ->
                new FunctionRedistributed(organisation, c.function(), c.from(), c.to(), on, grounds);
            case ReviseFunction c -> new FunctionRevised(organisation, c.function(), named(c.name()), on, grounds);
            case DiscontinueFunction c -> new FunctionDiscontinued(organisation, c.function(), on, grounds);
            case AlignWithPillar c -> new UnitAlignedWithPillar(organisation, c.unit(), c.pillar(), on, grounds);
            case LinkCoordination c -> new CoordinationLinked(organisation, c.units(), c.purpose(), on, grounds);
            case UnlinkCoordination c -> new CoordinationUnlinked(organisation, c.units(), on, grounds);
        };
    }

    private EstablishedUnit established(NewUnit unit) {
        return new EstablishedUnit(
                unitId(unit.unit(), unit.name()),
                unit.kind(),
                named(unit.name()),
                unit.parent(),
                unit.functions(),
                unit.subordinates());
    }

    private List<FunctionStatement> statements(List<NewFunction> functions) {
        return functions.stream()
                .map(function -> new FunctionStatement(
                        functionId(function.id(), function.name()), named(function.name()), function.evidence()))
                .toList();
    }

    /** A bare id is a unit; if no unit ever bore it and an organ does, it is the organ. */
    private List<Superior> superiors(List<Superior> given) {
        return given.stream()
                .map(line -> line.unit() != null && isOrgan(line.unit()) ? Superior.organ(line.id()) : line)
                .distinct()
                .toList();
    }

    private boolean isOrgan(UnitId id) {
        if (everBorne(id)) return false;
        var organ = new OrganId(id.value());
        return opened.organs().stream().anyMatch(known -> known.id().equals(organ))
                || opened.rules().authority().stream()
                        .anyMatch(rule -> rule.organs().contains(organ));
    }

    private boolean everBorne(UnitId id) {
        return latest.get().inForce(id) || latest.get().ended(id) != null;
    }

    private @Nullable UnitId parent(@Nullable UnitId parent) {
        return parent == null || parent.value().equals(opened.organisation().value()) ? null : parent;
    }

    private Name named(Name name) {
        return name.in(opened.language());
    }

    private UnitId unitId(@Nullable UnitId given, Name name) {
        if (given != null) return given;
        // The organisation's own id stands for its top.
        return new UnitId(unused(
                name,
                unitIds,
                id -> everBorne(new UnitId(id))
                        || id.equals(opened.organisation().value())));
    }

    private FunctionId functionId(@Nullable FunctionId given, Name name) {
        if (given != null) return given;
        return new FunctionId(unused(
                name,
                functionIds,
                id -> latest.get().function(new FunctionId(id)) != null
                        || latest.get().discontinued(new FunctionId(id)) != null));
    }

    private String unused(Name name, Set<String> ofPackage, Predicate<String> taken) {
        String base = Slug.of(named(name).text(opened.language()));
        String id = base;
        for (int n = 2; taken.test(id) || !ofPackage.add(id); n++) id = base + "-" + n;
        return id;
    }
}
