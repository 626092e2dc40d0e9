package org.mandatum.benchmarks.history;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;

/**
 * The organisation on the day to which its history has come: what may be drawn for the next change, and what is promised
 * to live on because a change of a coming day rests on it.
 */
final class Present {
    private static final int ATTEMPTS = 8;
    private static final int ENDED_REMEMBERED = 64;

    private final Random random;
    private final Map<Level, Pool<UnitId>> units = new EnumMap<>(Level.class);
    private final Pool<FunctionId> functions = new Pool<>();
    private final Pool<Ends> links = new Pool<>();
    private final Deque<UnitId> suspended = new ArrayDeque<>();
    private final Deque<UnitId> ended = new ArrayDeque<>();
    private final Map<UnitId, LocalDate> unitsPromised = new HashMap<>();
    private final Map<FunctionId, LocalDate> functionsPromised = new HashMap<>();
    private final Queue<Change> coming = new PriorityQueue<>(Change.EFFECTIVE_ORDER);
    private Structure structure;
    private LocalDate today;

    Present(OrganisationId organisation, LocalDate today, Random random) {
        this.random = random;
        this.today = today;
        structure = Structure.empty(organisation);
        for (Level level : Level.values()) units.put(level, new Pool<>());
    }

    /** The changes of the coming days whose day has come take effect. */
    void advanceTo(LocalDate day) {
        today = day;
        while (!coming.isEmpty() && !coming.element().effectiveOn().isAfter(today)) takeEffect(coming.remove());
    }

    void record(Change change) {
        if (change.effectiveOn().isAfter(today)) coming.add(change);
        else takeEffect(change);
    }

    private void takeEffect(Change change) {
        structure = structure.after(change);
        for (UnitId id : structure.touched().units()) noteUnit(id);
        for (FunctionId id : structure.touched().functions()) {
            if (structure.function(id) != null) functions.add(id);
            else {
                functions.remove(id);
                functionsPromised.remove(id);
            }
        }
        for (Ends ends : structure.touched().links()) {
            if (structure.link(ends) != null) links.add(ends);
            else links.remove(ends);
        }
    }

    private void noteUnit(UnitId id) {
        Unit unit = structure.unit(id);
        if (unit != null) {
            pool(Level.of(unit)).add(id);
            return;
        }
        units.values().forEach(pool -> pool.remove(id));
        unitsPromised.remove(id);
        ended.addLast(id);
        if (ended.size() > ENDED_REMEMBERED) ended.removeFirst();
    }

    Structure structure() {
        return structure;
    }

    LocalDate today() {
        return today;
    }

    int count(Level level) {
        return pool(level).size();
    }

    int units() {
        return structure.size();
    }

    int functions() {
        return functions.size();
    }

    int links() {
        return links.size();
    }

    Ends anyLink() {
        return links.any(random);
    }

    UnitId any(Level level) {
        return pool(level).any(random);
    }

    /** A unit of any level, each unit equally likely. */
    UnitId anyUnit() {
        int draw = random.nextInt(units());
        for (Level level : Level.values()) {
            if (draw < count(level)) return any(level);
            draw -= count(level);
        }
        throw new IllegalStateException("the levels do not add up to the structure");
    }

    FunctionId anyFunction() {
        return functions.any(random);
    }

    /** A unit that has been in force from {@code day} or an earlier one until today; null if none was met. */
    @Nullable
    UnitId anyUnitSince(LocalDate day) {
        for (int i = 0; i < ATTEMPTS; i++) {
            UnitId unit = anyUnit();
            if (isSince(unit, day)) return unit;
        }
        return null;
    }

    @Nullable
    UnitId anySince(Level level, LocalDate day) {
        for (int i = 0; i < ATTEMPTS && count(level) > 0; i++) {
            UnitId unit = any(level);
            if (isSince(unit, day)) return unit;
        }
        return null;
    }

    @Nullable
    FunctionId anyFunctionSince(LocalDate day) {
        for (int i = 0; i < ATTEMPTS && functions.size() > 0; i++) {
            FunctionId id = anyFunction();
            Function function = structure.function(id);
            if (function != null && !function.assigned().effectiveOn().isAfter(day)) return id;
        }
        return null;
    }

    /** A unit on which nothing to come rests, so that it may end; null if none was met. */
    @Nullable
    UnitId anyUnpromised(Level level) {
        for (int i = 0; i < ATTEMPTS && count(level) > 0; i++) {
            UnitId unit = any(level);
            if (!unitsPromised.getOrDefault(unit, today).isAfter(today)) return unit;
        }
        return null;
    }

    @Nullable
    FunctionId anyUnpromisedFunction() {
        for (int i = 0; i < ATTEMPTS && functions.size() > 0; i++) {
            FunctionId function = anyFunction();
            if (!functionsPromised.getOrDefault(function, today).isAfter(today)) return function;
        }
        return null;
    }

    /** The unit does not end before that day. */
    void promise(UnitId unit, LocalDate until) {
        unitsPromised.merge(unit, until, Present::later);
    }

    void promise(FunctionId function, LocalDate until) {
        functionsPromised.merge(function, until, Present::later);
    }

    void noteSuspended(UnitId unit) {
        suspended.addLast(unit);
    }

    int suspended() {
        return suspended.size();
    }

    /** The unit that was suspended longest ago, if its work still rests. */
    @Nullable
    UnitId longestSuspended() {
        Unit unit = structure.unit(suspended.removeFirst());
        return unit != null && unit.suspended() ? unit.id() : null;
    }

    /** A unit that ended not long ago and has not been reinstated; null if none was met. */
    @Nullable
    UnitId anyEnded() {
        UnitId unit = ended.pollFirst();
        return unit != null && structure.ended(unit) != null ? unit : null;
    }

    private boolean isSince(UnitId id, LocalDate day) {
        Unit unit = structure.unit(id);
        return unit != null && !unit.established().effectiveOn().isAfter(day);
    }

    private Pool<UnitId> pool(Level level) {
        return java.util.Objects.requireNonNull(units.get(level));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
