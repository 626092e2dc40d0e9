package org.mandatum.query.http;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.index.Row;
import org.springframework.http.HttpStatus;

/** Why there is nothing to be shown of a unit or function on some day: it is over, it is still to come, or nobody knows of it. */
public final class Absence {
    private Absence() {}

    public static Problem ofUnit(OrganisationIndex index, String unit, AsOf asOf) {
        var ended = index.endedUnit(unit, asOf.effectiveOn(), asOf.knownAt());
        return of(
                "unit",
                unit,
                asOf,
                ended == null ? null : ended.value().ended().effectiveOn(),
                begins(index.lifeOfUnit(unit, asOf.knownAt()), asOf));
    }

    public static Problem ofFunction(OrganisationIndex index, String function, AsOf asOf) {
        var ended = index.endedFunction(function, asOf.effectiveOn(), asOf.knownAt());
        return of(
                "function",
                function,
                asOf,
                ended == null ? null : ended.value().ended().effectiveOn(),
                begins(index.lifeOfFunction(function, asOf.knownAt()), asOf));
    }

    private static <T> @Nullable LocalDate begins(List<Row<T>> life, AsOf asOf) {
        return life.stream()
                .map(Row::from)
                .filter(day -> day.isAfter(asOf.effectiveOn()))
                .findFirst()
                .orElse(null);
    }

    private static Problem of(
            String what, String id, AsOf asOf, @Nullable LocalDate endedOn, @Nullable LocalDate beginsOn) {
        String shown = id.length() > 60 ? "of that id" : id;
        if (endedOn == null && beginsOn == null) return Problem.unknown(what, shown);
        return Problem.of(
                        HttpStatus.NOT_FOUND, "not-in-force", shown + " is not in force on " + asOf.effectiveOn() + ".")
                .with("endedOn", endedOn == null ? null : endedOn.toString())
                .with("beginsOn", beginsOn == null ? null : beginsOn.toString());
    }
}
