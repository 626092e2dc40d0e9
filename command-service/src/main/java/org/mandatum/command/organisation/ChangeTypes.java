package org.mandatum.command.organisation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.organisation.StructuralCommand.*;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;

/** The names of the orders: a change's {@code type} in a request, and what authority rules speak of. */
final class ChangeTypes {
    private static final Map<String, Class<? extends StructuralCommand>> COMMANDS = of(StructuralCommand.class);
    private static final Map<String, Class<? extends CorrectiveCommand>> CORRECTIONS = of(CorrectiveCommand.class);

    private ChangeTypes() {}

    static Set<String> names() {
        var names = new LinkedHashSet<>(COMMANDS.keySet());
        names.addAll(CORRECTIONS.keySet());
        return names;
    }

    static @Nullable Class<? extends CorrectiveCommand> correction(String name) {
        return CORRECTIONS.get(name);
    }

    static @Nullable Class<? extends StructuralCommand> command(String name) {
        return COMMANDS.get(name);
    }

    /** The order that this fact carries out. */
    static String nameOf(StructuralEvent event) {
        return (switch (event) {
                    case SecretariatCreated e -> CreateSecretariat.class;
                    case UnitCreated e -> CreateUnit.class;
                    case SecretariatEliminated e -> EliminateSecretariat.class;
                    case UnitEliminated e -> EliminateUnit.class;
                    case UnitRenamed e -> RenameUnit.class;
                    case UnitMoved e -> MoveUnit.class;
                    case ReportingLinesSet e -> SetReportingLines.class;
                    case UnitConverted e -> ConvertUnit.class;
                    case UnitsMerged e -> MergeUnits.class;
                    case UnitSplit e -> SplitUnit.class;
                    case UnitSuspended e -> SuspendUnit.class;
                    case UnitReactivated e -> ReactivateUnit.class;
                    case UnitReinstated e -> ReinstateUnit.class;
                    case FunctionAssigned e -> AssignFunction.class;
                    case FunctionRedistributed e -> RedistributeFunction.class;
                    case FunctionRevised e -> ReviseFunction.class;
                    case FunctionDiscontinued e -> DiscontinueFunction.class;
                    case UnitAlignedWithPillar e -> AlignWithPillar.class;
                    case CoordinationLinked e -> LinkCoordination.class;
                    case CoordinationUnlinked e -> UnlinkCoordination.class;
                })
                .getSimpleName();
    }

    private static <T> Map<String, Class<? extends T>> of(Class<T> orders) {
        var byName = new LinkedHashMap<String, Class<? extends T>>();
        for (Class<?> type : orders.getPermittedSubclasses()) byName.put(type.getSimpleName(), type.asSubclass(orders));
        return byName;
    }
}
