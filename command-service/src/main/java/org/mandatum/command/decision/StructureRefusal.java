package org.mandatum.command.decision;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.UnitId;

/** A rule about opening an organisation's register, and about its units and their functions. */
public sealed interface StructureRefusal extends Refusal {

    record OrganisationExists(String organisation) implements StructureRefusal {}

    record UnknownUnit(UnitId unit) implements StructureRefusal {}

    record UnitNotInForce(UnitId unit, LocalDate effectiveOn, LocalDate endedOn, List<UnitId> successors)
            implements StructureRefusal {}

    record UnknownSuperior(String id) implements StructureRefusal {}

    record UnitIdTaken(UnitId unit) implements StructureRefusal {}

    record UnitStillInForce(UnitId unit) implements StructureRefusal {}

    record NotASecretariat(UnitId unit, String kind) implements StructureRefusal {}

    record SubordinatesRemain(UnitId unit, SortedSet<UnitId> subordinates) implements StructureRefusal {}

    record FunctionsRemain(UnitId unit, SortedSet<FunctionId> functions) implements StructureRefusal {}

    record NotASubordinate(UnitId unit, UnitId of, @Nullable UnitId parent) implements StructureRefusal {}

    record FunctionUnknown(FunctionId function) implements StructureRefusal {}

    record FunctionIdTaken(FunctionId function, @Nullable UnitId holder) implements StructureRefusal {}

    record FunctionNotHeld(FunctionId function, UnitId from, UnitId holder) implements StructureRefusal {}

    record AlreadyThere(FunctionId function, UnitId holder) implements StructureRefusal {}

    record ReportingCycle(UnitId unit, @Nullable UnitId parent) implements StructureRefusal {}

    record ReportsToItself(UnitId unit) implements StructureRefusal {}

    record SiblingNameTaken(
            UnitId unit, @Nullable UnitId parent, String language, String name, SortedSet<UnitId> bearers)
            implements StructureRefusal {}

    record AlreadySuspended(UnitId unit) implements StructureRefusal {}

    record NotSuspended(UnitId unit) implements StructureRefusal {}

    record AlreadyLinked(UnitId first, UnitId second) implements StructureRefusal {}

    record NotLinked(UnitId first, UnitId second) implements StructureRefusal {}

    @Override
    default String code() {
        return switch (this) {
            case OrganisationExists r -> "organisation-exists";
            case UnknownUnit r -> "unit-unknown";
            case UnitNotInForce r -> "unit-not-in-force";
            case UnknownSuperior r -> "superior-unknown";
            case UnitIdTaken r -> "unit-id-taken";
            case UnitStillInForce r -> "unit-still-in-force";
            case NotASecretariat r -> "not-a-secretariat";
            case SubordinatesRemain r -> "subordinates-remain";
            case FunctionsRemain r -> "functions-remain";
            case NotASubordinate r -> "not-a-subordinate";
            case FunctionUnknown r -> "function-unknown";
            case FunctionIdTaken r -> "function-id-taken";
            case FunctionNotHeld r -> "function-not-held-by-source";
            case AlreadyThere r -> "function-already-held-by-target";
            case ReportingCycle r -> "reporting-cycle";
            case ReportsToItself r -> "reports-to-itself";
            case SiblingNameTaken r -> "sibling-name-taken";
            case AlreadySuspended r -> "already-suspended";
            case NotSuspended r -> "not-suspended";
            case AlreadyLinked r -> "already-linked";
            case NotLinked r -> "not-linked";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
            case OrganisationExists r -> "A register for " + r.organisation() + " is open already.";
            case UnknownUnit r -> "There is no unit " + r.unit() + " on that day, and none has ended before it.";
            case UnitNotInForce r ->
                r.unit() + " ended on " + r.endedOn() + " and is not in force on " + r.effectiveOn() + ".";
            case UnknownSuperior r ->
                r.id()
                        + " is neither a unit in force on that day nor an organ of this organisation. Organs are named"
                        + " when the register is opened, or written as {\"organ\": \"" + r.id() + "\"}.";
            case UnitIdTaken r ->
                "The id " + r.unit() + " belongs to another unit, in force or ended; ids are never reused.";
            case UnitStillInForce r ->
                r.unit() + " is in force on that day; only a unit that has ended can be reinstated.";
            case NotASecretariat r -> r.unit() + " is a unit of kind " + r.kind() + "; use EliminateUnit.";
            case SubordinatesRemain r ->
                r.unit() + " still has subordinates: " + r.subordinates()
                        + ". Place each of them, in 'subordinates' or by a change of the same package.";
            case FunctionsRemain r ->
                r.unit() + " still holds functions: " + r.functions()
                        + ". Redistribute each of them, in 'redistribution' or by a change of the same package, or"
                        + " discontinue it.";
            case NotASubordinate r -> r.unit() + " is not directly under " + r.of() + " on that day.";
            case FunctionUnknown r -> "No unit holds a function " + r.function() + " on that day.";
            case FunctionIdTaken r ->
                "The id " + r.function() + " belongs to a function that "
                        + (r.holder() == null ? "was discontinued" : r.holder() + " holds")
                        + "; ids are never reused, and a function has one holder. Use RedistributeFunction to pass it"
                        + " on.";
            case FunctionNotHeld r ->
                r.function() + " is held by " + r.holder() + " on that day, not by " + r.from() + ".";
            case AlreadyThere r -> r.holder() + " holds " + r.function() + " already.";
            case ReportingCycle r ->
                r.unit() + " cannot stand under " + r.parent() + ": that would put it under itself.";
            case ReportsToItself r -> r.unit() + " cannot report to itself.";
            case SiblingNameTaken r ->
                "Under " + (r.parent() == null ? "the organisation" : r.parent()) + " the name '" + r.name() + "' ("
                        + r.language() + ") would be borne by " + r.bearers() + " on the same day.";
            case AlreadySuspended r -> r.unit() + " is suspended already.";
            case NotSuspended r -> r.unit() + " is not suspended on that day.";
            case AlreadyLinked r -> r.first() + " and " + r.second() + " are linked already.";
            case NotLinked r -> r.first() + " and " + r.second() + " are not linked on that day.";
        };
    }
}
