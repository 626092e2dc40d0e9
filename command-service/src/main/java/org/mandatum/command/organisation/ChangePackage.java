package org.mandatum.command.organisation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.mandatum.organisation.Grounds;

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

    /** The items by effective date, those of one day as given: each may rely on what those before it leave. */
    List<Item> inOrderOfDate() {
        return items.stream().sorted(Comparator.comparing(Item::effectiveOn)).toList();
    }
}
