package org.mandatum.command.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Pillar;
import org.mandatum.organisation.StructuralEvent.PlacedFunction;
import org.mandatum.organisation.StructuralEvent.PlacedUnit;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.value.Evidence;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/**
 * An order to change the structure, as the contract words it: the record's name is the change's {@code type}, its
 * components are the fields. The day and the grounds stand beside it, in {@link ChangePackage.Item}.
 */
public sealed interface StructuralCommand {

    /** A function given to a unit at birth. An id that is left out is made of the name. */
    record NewFunction(
            @Nullable FunctionId id, Name name, @Nullable Evidence evidence) {
        public NewFunction {
            InvalidValue.required("name", name);
        }
    }

    /** A unit that a conversion, merger or split brings into being. */
    record NewUnit(
            @Nullable UnitId unit,
            @Nullable UnitKind kind,
            Name name,
            @Nullable UnitId parent,
            List<FunctionId> functions,
            List<UnitId> subordinates) {
        public NewUnit {
            InvalidValue.required("name", name);
            functions = InvalidValue.list("functions", functions);
            subordinates = InvalidValue.list("subordinates", subordinates);
        }
    }

    record CreateSecretariat(
            @Nullable UnitId unit,
            @Nullable UnitKind kind,
            Name name,
            @Nullable UnitId parent,
            List<Superior> reportsTo,
            @Nullable Pillar pillar,
            @Nullable Boolean autonomous,
            List<NewFunction> functions)
            implements StructuralCommand {
        public CreateSecretariat {
            InvalidValue.required("name", name);
            if (kind != null && !kind.isSecretariat())
                throw new InvalidValue("kind", "must be a secretariat; use CreateUnit for other kinds");
            reportsTo = InvalidValue.list("reportsTo", reportsTo);
            functions = InvalidValue.list("functions", functions);
        }
    }

    record CreateUnit(
            @Nullable UnitId unit,
            UnitKind kind,
            Name name,
            @Nullable UnitId parent,
            List<Superior> reportsTo,
            @Nullable Pillar pillar,
            @Nullable Boolean autonomous,
            List<NewFunction> functions)
            implements StructuralCommand {
        public CreateUnit {
            InvalidValue.required("kind", kind);
            InvalidValue.required("name", name);
            reportsTo = InvalidValue.list("reportsTo", reportsTo);
            functions = InvalidValue.list("functions", functions);
        }
    }

    record EliminateSecretariat(
            UnitId unit, @Nullable UnitId successor, List<PlacedFunction> redistribution, List<PlacedUnit> subordinates)
            implements StructuralCommand {
        public EliminateSecretariat {
            InvalidValue.required("unit", unit);
            redistribution = InvalidValue.list("redistribution", redistribution);
            subordinates = InvalidValue.list("subordinates", subordinates);
        }
    }

    record EliminateUnit(
            UnitId unit, @Nullable UnitId successor, List<PlacedFunction> redistribution, List<PlacedUnit> subordinates)
            implements StructuralCommand {
        public EliminateUnit {
            InvalidValue.required("unit", unit);
            redistribution = InvalidValue.list("redistribution", redistribution);
            subordinates = InvalidValue.list("subordinates", subordinates);
        }
    }

    record RenameUnit(UnitId unit, Name name) implements StructuralCommand {
        public RenameUnit {
            InvalidValue.required("unit", unit);
            InvalidValue.required("name", name);
        }
    }

    /** Moves to directly under the organisation when {@code parent} is left out or is the organisation's own id. */
    record MoveUnit(UnitId unit, @Nullable UnitId parent) implements StructuralCommand {
        public MoveUnit {
            InvalidValue.required("unit", unit);
        }
    }

    record SetReportingLines(UnitId unit, List<Superior> reportsTo) implements StructuralCommand {
        public SetReportingLines {
            InvalidValue.required("unit", unit);
            InvalidValue.required("reportsTo", reportsTo);
            reportsTo = InvalidValue.list("reportsTo", reportsTo);
        }
    }

    record ConvertUnit(UnitId unit, NewUnit into) implements StructuralCommand {
        public ConvertUnit {
            InvalidValue.required("unit", unit);
            InvalidValue.required("into", into);
            if (!into.functions().isEmpty() || !into.subordinates().isEmpty())
                throw new InvalidValue("into", "takes over every function and subordinate; name none of them");
        }
    }

    /** {@code into} names a unit in force, or {@code established} describes a new one. */
    record MergeUnits(
            List<UnitId> units,
            @Nullable UnitId into,
            @Nullable NewUnit established) implements StructuralCommand {
        public MergeUnits {
            units = List.copyOf(new java.util.LinkedHashSet<>(InvalidValue.list("units", units)));
            if (units.isEmpty()) throw new InvalidValue("units", "names the units to merge");
            if ((into == null) == (established == null))
                throw new InvalidValue("into", "is the id of a unit, or an object that describes a new one");
            if (into != null && units.equals(List.of(into)))
                throw new InvalidValue("units", "names at least one unit besides the one merged into");
            if (established != null && units.size() < 2) throw new InvalidValue("units", "names at least two units");
            if (established != null
                    && (!established.functions().isEmpty()
                            || !established.subordinates().isEmpty()))
                throw new InvalidValue("into", "takes over every function and subordinate; name none of them");
        }
    }

    record SplitUnit(
            UnitId unit, List<NewUnit> into, @Nullable Boolean keeps) implements StructuralCommand {
        public SplitUnit {
            InvalidValue.required("unit", unit);
            into = InvalidValue.list("into", into);
            if (into.isEmpty()) throw new InvalidValue("into", "names at least one new unit");
        }
    }

    record SuspendUnit(UnitId unit, @Nullable String reason) implements StructuralCommand {
        public SuspendUnit {
            InvalidValue.required("unit", unit);
        }
    }

    record ReactivateUnit(UnitId unit, @Nullable String reason) implements StructuralCommand {
        public ReactivateUnit {
            InvalidValue.required("unit", unit);
        }
    }

    record ReinstateUnit(UnitId unit, @Nullable UnitId parent) implements StructuralCommand {
        public ReinstateUnit {
            InvalidValue.required("unit", unit);
        }
    }

    record AssignFunction(@Nullable FunctionId function, Name name, UnitId unit) implements StructuralCommand {
        public AssignFunction {
            InvalidValue.required("name", name);
            InvalidValue.required("unit", unit);
        }
    }

    record RedistributeFunction(FunctionId function, UnitId from, UnitId to) implements StructuralCommand {
        public RedistributeFunction {
            InvalidValue.required("function", function);
            InvalidValue.required("from", from);
            InvalidValue.required("to", to);
        }
    }

    record ReviseFunction(FunctionId function, Name name) implements StructuralCommand {
        public ReviseFunction {
            InvalidValue.required("function", function);
            InvalidValue.required("name", name);
        }
    }

    record DiscontinueFunction(FunctionId function) implements StructuralCommand {
        public DiscontinueFunction {
            InvalidValue.required("function", function);
        }
    }

    record AlignWithPillar(UnitId unit, Pillar pillar) implements StructuralCommand {
        public AlignWithPillar {
            InvalidValue.required("unit", unit);
            InvalidValue.required("pillar", pillar);
        }
    }

    record LinkCoordination(List<UnitId> units, @Nullable String purpose) implements StructuralCommand {
        public LinkCoordination {
            units = two(units);
        }
    }

    record UnlinkCoordination(List<UnitId> units, @Nullable String purpose) implements StructuralCommand {
        public UnlinkCoordination {
            units = two(units);
        }
    }

    private static List<UnitId> two(@Nullable List<UnitId> units) {
        List<UnitId> both = InvalidValue.list("units", units);
        if (both.size() != 2 || both.get(0).equals(both.get(1)))
            throw new InvalidValue("units", "names two different units");
        return both;
    }
}
