package org.mandatum.benchmarks.history;

import java.util.List;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitKind;

/** How deep a unit stands. A unit stays on its level and moves only below the level above: so no cycle can arise. */
@SuppressWarnings("ImmutableEnumChecker") // List.of and UnitKind do not change
enum Level {
    SECRETARIAT(2, List.of("secretariat", "executive secretariat")),
    DEPARTMENT(18, List.of("department", "directorate")),
    OFFICE(80, List.of("office", "section", "library", "museum", "programme"));

    /** How many of a hundred units stand here. */
    final int share;

    private final List<UnitKind> kinds;

    Level(int share, List<String> kinds) {
        this.share = share;
        this.kinds = kinds.stream().map(UnitKind::new).toList();
    }

    static Level of(Unit unit) {
        for (Level level : values()) if (level.kinds.contains(unit.kind())) return level;
        throw new IllegalStateException(unit.id() + " is of the kind " + unit.kind() + ", which no level has");
    }

    UnitKind kind(int any) {
        return kinds.get(any % kinds.size());
    }

    Level above() {
        return switch (this) {
            case SECRETARIAT -> throw new IllegalStateException("nothing stands above a secretariat");
            case DEPARTMENT -> SECRETARIAT;
            case OFFICE -> DEPARTMENT;
        };
    }
}
