package org.mandatum.command.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.organisation.StructuralCommand.DiscontinueFunction;
import org.mandatum.command.organisation.StructuralCommand.EliminateSecretariat;
import org.mandatum.command.organisation.StructuralCommand.EliminateUnit;
import org.mandatum.command.organisation.StructuralCommand.MoveUnit;
import org.mandatum.command.organisation.StructuralCommand.RedistributeFunction;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.UnitId;

/** Changes and corrections that are decided together: all of them or none. */
public record ChangePackage(List<Item> items, List<Mending> corrections) {
    /** One order of a package: what, from which day, on what grounds; and its place in the request, from 0. */
    public record Item(int index, StructuralCommand command, LocalDate effectiveOn, Grounds grounds) {}

    /** One order to correct what is recorded; and its place in the request, from 0. */
    public record Mending(int index, CorrectiveCommand command, Grounds grounds) {}

    public ChangePackage {
        items = List.copyOf(items);
        corrections = List.copyOf(corrections);
    }

    /**
     * The items in the order in which they are recorded: by effective date, then as given; but an elimination follows
     * those changes of its own day that place what the unit still has. So an officer may state the elimination first and
     * its consequences after.
     */
    List<Item> inOrderOfRecording() {
        var ordered = new ArrayList<Item>(items);
        ordered.sort(Comparator.comparing(Item::effectiveOn));
        for (int i = items.size() - 1; i >= 0; i--) {
            Item item = items.get(i);
            UnitId eliminated = eliminated(item.command());
            if (eliminated == null) continue;
            int from = ordered.indexOf(item);
            int to = from;
            for (int j = from + 1; j < ordered.size(); j++)
                if (ordered.get(j).effectiveOn().equals(item.effectiveOn())
                        && mayPlace(ordered.get(j).command(), eliminated)) to = j;
            ordered.remove(from);
            ordered.add(to, item);
        }
        return List.copyOf(ordered);
    }

    private static @Nullable UnitId eliminated(StructuralCommand command) {
        return switch (command) {
            case EliminateSecretariat c -> c.unit();
            case EliminateUnit c -> c.unit();
            default -> null;
        };
    }

    private static boolean mayPlace(StructuralCommand command, UnitId eliminated) {
        return switch (command) {
            case RedistributeFunction c -> c.from().equals(eliminated);
            case DiscontinueFunction c -> true;
            case MoveUnit c -> !eliminated.equals(c.parent());
            case EliminateSecretariat c -> true;
            case EliminateUnit c -> true;
            default -> false;
        };
    }
}
