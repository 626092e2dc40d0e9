package org.mandatum.organisation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/**
 * A change of structure: what the minutes record once an order has been carried out. {@code effectiveOn} is the day on
 * which it took effect in the world; when it was recorded stands in the envelope. Component names are permanent.
 *
 * <p>A {@code parent} that is absent, or is the organisation's own id, means directly under the organisation.
 */
public sealed interface StructuralEvent extends OrganisationEvent {
    LocalDate effectiveOn();

    Grounds grounds();

    /** A secretariat was created, with the functions it was given at birth. */
    record SecretariatCreated(
            OrganisationId organisation,
            UnitId unit,
            UnitKind kind,
            Name name,
            @Nullable UnitId parent,
            List<Superior> reportsTo,
            @Nullable Pillar pillar,
            boolean autonomous,
            List<FunctionStatement> functions,
            LocalDate effectiveOn,
            Grounds grounds)
            implements StructuralEvent {
        public SecretariatCreated {
            reportsTo = InvalidValue.list("reportsTo", reportsTo);
            functions = InvalidValue.list("functions", functions);
        }
    }

    /** A unit of any other kind was created. */
    record UnitCreated(
            OrganisationId organisation,
            UnitId unit,
            UnitKind kind,
            Name name,
            @Nullable UnitId parent,
            List<Superior> reportsTo,
            @Nullable Pillar pillar,
            boolean autonomous,
            List<FunctionStatement> functions,
            LocalDate effectiveOn,
            Grounds grounds)
            implements StructuralEvent {
        public UnitCreated {
            reportsTo = InvalidValue.list("reportsTo", reportsTo);
            functions = InvalidValue.list("functions", functions);
        }
    }

    /** The last day in office was the eve of {@code effectiveOn}; reporting lines to the unit pass to the successor. */
    record SecretariatEliminated(
            OrganisationId organisation,
            UnitId unit,
            @Nullable UnitId successor,
            List<PlacedFunction> redistribution,
            List<PlacedUnit> subordinates,
            LocalDate effectiveOn,
            Grounds grounds)
            implements StructuralEvent {
        public SecretariatEliminated {
            redistribution = InvalidValue.list("redistribution", redistribution);
            subordinates = InvalidValue.list("subordinates", subordinates);
        }
    }

    /** The same for a unit of any other kind. */
    record UnitEliminated(
            OrganisationId organisation,
            UnitId unit,
            @Nullable UnitId successor,
            List<PlacedFunction> redistribution,
            List<PlacedUnit> subordinates,
            LocalDate effectiveOn,
            Grounds grounds)
            implements StructuralEvent {
        public UnitEliminated {
            redistribution = InvalidValue.list("redistribution", redistribution);
            subordinates = InvalidValue.list("subordinates", subordinates);
        }
    }

    /** A function of an eliminated unit, and the unit that received it. */
    record PlacedFunction(FunctionId function, UnitId to) {
        public PlacedFunction {
            InvalidValue.required("function", function);
            InvalidValue.required("to", to);
        }
    }

    /** A subordinate of an eliminated unit, and its new principal line. */
    record PlacedUnit(UnitId unit, UnitId to) {
        public PlacedUnit {
            InvalidValue.required("unit", unit);
            InvalidValue.required("to", to);
        }
    }

    /** The unit bears another name; its identity is the same. */
    record UnitRenamed(OrganisationId organisation, UnitId unit, Name name, LocalDate effectiveOn, Grounds grounds)
            implements StructuralEvent {}

    /** The unit has another principal line. */
    record UnitMoved(
            OrganisationId organisation,
            UnitId unit,
            @Nullable UnitId parent,
            LocalDate effectiveOn,
            Grounds grounds) implements StructuralEvent {}

    /** The unit's further lines are these, and no others. */
    record ReportingLinesSet(
            OrganisationId organisation, UnitId unit, List<Superior> reportsTo, LocalDate effectiveOn, Grounds grounds)
            implements StructuralEvent {
        public ReportingLinesSet {
            reportsTo = InvalidValue.list("reportsTo", reportsTo);
        }
    }

    /** The old identity ended and the new one took over its functions, subordinates, lines and links. */
    record UnitConverted(
            OrganisationId organisation, UnitId unit, EstablishedUnit into, LocalDate effectiveOn, Grounds grounds)
            implements StructuralEvent {}

    /**
     * The units ended and {@code into} took over what they had.
     *
     * @param into a unit that was in force already, or the one that {@code established} brings into being
     */
    record UnitsMerged(
            OrganisationId organisation,
            List<UnitId> units,
            UnitId into,
            @Nullable EstablishedUnit established,
            LocalDate effectiveOn,
            Grounds grounds)
            implements StructuralEvent {
        public UnitsMerged {
            units = InvalidValue.list("units", units);
        }
    }

    /**
     * New units took over what each of them names.
     *
     * @param keeps whether the unit itself goes on with the rest; if not it has ended, and nothing was left
     */
    record UnitSplit(
            OrganisationId organisation,
            UnitId unit,
            List<EstablishedUnit> into,
            boolean keeps,
            LocalDate effectiveOn,
            Grounds grounds)
            implements StructuralEvent {
        public UnitSplit {
            into = InvalidValue.list("into", into);
        }
    }

    /** The unit is in place but its work rests, for instance pending an organ's approval. */
    record UnitSuspended(
            OrganisationId organisation,
            UnitId unit,
            @Nullable String reason,
            LocalDate effectiveOn,
            Grounds grounds) implements StructuralEvent {}

    /** A suspended unit works again. */
    record UnitReactivated(
            OrganisationId organisation,
            UnitId unit,
            @Nullable String reason,
            LocalDate effectiveOn,
            Grounds grounds) implements StructuralEvent {}

    /** A unit that had ended is in force again, under the same identity. Absent parent: the place it had. */
    record UnitReinstated(
            OrganisationId organisation,
            UnitId unit,
            @Nullable UnitId parent,
            LocalDate effectiveOn,
            Grounds grounds) implements StructuralEvent {}

    /** A new function is held by a unit. */
    record FunctionAssigned(
            OrganisationId organisation,
            FunctionId function,
            Name name,
            UnitId unit,
            LocalDate effectiveOn,
            Grounds grounds)
            implements StructuralEvent {}

    /** A function passed from one unit to another. */
    record FunctionRedistributed(
            OrganisationId organisation,
            FunctionId function,
            UnitId from,
            UnitId to,
            LocalDate effectiveOn,
            Grounds grounds)
            implements StructuralEvent {}

    /** A function is worded otherwise; it is the same function. */
    record FunctionRevised(
            OrganisationId organisation, FunctionId function, Name name, LocalDate effectiveOn, Grounds grounds)
            implements StructuralEvent {}

    /** A function is held by nobody any more, on purpose. */
    record FunctionDiscontinued(
            OrganisationId organisation, FunctionId function, LocalDate effectiveOn, Grounds grounds)
            implements StructuralEvent {}

    /** The unit's work serves this pillar, and no other. */
    record UnitAlignedWithPillar(
            OrganisationId organisation, UnitId unit, Pillar pillar, LocalDate effectiveOn, Grounds grounds)
            implements StructuralEvent {}

    /** Two units work together, neither over the other. */
    record CoordinationLinked(
            OrganisationId organisation,
            List<UnitId> units,
            @Nullable String purpose,
            LocalDate effectiveOn,
            Grounds grounds)
            implements StructuralEvent {
        public CoordinationLinked {
            units = InvalidValue.list("units", units);
        }
    }

    /** They do so no longer. */
    record CoordinationUnlinked(OrganisationId organisation, List<UnitId> units, LocalDate effectiveOn, Grounds grounds)
            implements StructuralEvent {
        public CoordinationUnlinked {
            units = InvalidValue.list("units", units);
        }
    }
}
