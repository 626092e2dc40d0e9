package org.mandatum.query.index;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.Rank;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.projection.Documents;
import org.mandatum.query.projection.Revision;
import org.mandatum.query.projection.Revision.Entry;
import org.mandatum.query.projection.Revision.Period;

/** Everything that was ever known of one organisation's structure. May be read by many threads while it is revised. */
public final class OrganisationIndex {
    private static final Comparator<Row<?>> BY_RANK = (one, other) -> Long.compare(one.rank(), other.rank());
    private static final Comparator<Row<CoordinationLink>> BY_ENDS =
            Comparator.comparing(row -> row.value().ends());

    private final Lives<Unit> units = Lives.listed(BY_RANK, this::encoded);
    private final Lives<EndedUnit> endedUnits = Lives.single();
    private final Lives<Function> functions = Lives.listed(BY_RANK, this::encoded);
    private final Lives<EndedFunction> endedFunctions = Lives.single();
    private final Lives<CoordinationLink> links = Lives.listed(BY_ENDS, OrganisationIndex::encoded);
    private final Lives<EndedLink> endedLinks = Lives.single();
    /** Of each unit, by id: the functions that it was ever known to hold. */
    private final Map<String, Set<String>> everHeld = new HashMap<>();
    /** Of each unit, by id: the units that were ever known to name it as their predecessor or successor. */
    private final Map<String, Set<String>> everRelated = new HashMap<>();
    /** Lists of superiors, as ids, that units ever had, each once; few, since many units have the same. */
    private final Map<List<String>, Integer> superiors = new HashMap<>();

    private final List<Superiors> superiorsByNumber = new ArrayList<>();
    private final Packages packages = new Packages();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final int edition;

    OrganisationIndex() {
        this(0);
    }

    /** @param edition see {@link #edition()} */
    OrganisationIndex(int edition) {
        this.edition = edition;
    }

    /** How often the projection was replaced by one that answers otherwise, before this was filled from it. */
    public int edition() {
        return edition;
    }

    /**
     * How many of the organisation's events were recorded by a moment, the last one's position, and when it was recorded: a
     * structure as known then is the same for ever, whatever comes while it is being read.
     */
    public record Version(long version, long position, Instant recordedAt) {}

    /** The structure of one day as known at one moment, in its lasting order. */
    public record Snapshot(List<Unit> units, List<Function> functions, List<CoordinationLink> links) {}

    /** An index of these revisions, in the order of their recording. */
    public static OrganisationIndex of(List<Revision> revisions) {
        var index = new OrganisationIndex();
        revisions.forEach(index::revise);
        return index;
    }

    /** @param lives of each, its number among the units, which organs have as well: no row is ever theirs */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Superiors(List<String> ids, int[] lives) {}

    /** How far the log had come by that moment; null when the organisation was not open then. */
    public @Nullable Version version(Instant knownAt) {
        return reading(() -> packages.at(knownAt));
    }

    /** How far it holds the log; null when it holds nothing. */
    public @Nullable Version last() {
        return reading(packages::last);
    }

    /** Position of the last event that it holds. */
    public long position() {
        Version last = last();
        return last == null ? 0 : last.position();
    }

    /** Whether something was recorded later than that moment: an answer as known then is final. */
    public boolean isPast(Instant knownAt) {
        Version last = last();
        return last != null && knownAt.isBefore(last.recordedAt());
    }

    public Snapshot at(LocalDate effectiveOn, Instant knownAt) {
        int day = Row.day(effectiveOn);
        long known = Row.micros(knownAt);
        return reading(() ->
                new Snapshot(values(units, day, known), values(functions, day, known), values(links, day, known)));
    }

    /** What was over on one day, as known at one moment. */
    public record Ended(List<EndedUnit> units, List<EndedFunction> functions, List<EndedLink> links) {}

    /** Costs more the more there ever was. */
    public Ended ended(LocalDate effectiveOn, Instant knownAt) {
        int day = Row.day(effectiveOn);
        long known = Row.micros(knownAt);
        return reading(() -> new Ended(
                each(endedUnits, day, known), each(endedFunctions, day, known), each(endedLinks, day, known)));
    }

    private static <T> List<T> each(Lives<T> lives, int day, long known) {
        return lives.each(day, known).stream().map(Row::value).toList();
    }

    private static <T> List<T> values(Lives<T> lives, int day, long known) {
        int[] there = lives.at(day, known);
        var values = new ArrayList<T>(there.length);
        for (int statement : there) values.add(lives.table().row(statement).value());
        return values;
    }

    /** Two structures, each without what they have in common. */
    public record Apart(Snapshot from, Snapshot to) {}

    /** What is otherwise at one point than at another; whatever says the same at both since the same day is left out. */
    public Apart apart(LocalDate from, Instant fromKnownAt, LocalDate to, Instant toKnownAt) {
        int day = Row.day(from);
        long known = Row.micros(fromKnownAt);
        int toDay = Row.day(to);
        long toKnown = Row.micros(toKnownAt);
        return reading(() -> {
            List<List<Unit>> differingUnits = differing(units, day, known, toDay, toKnown);
            List<List<Function>> differingFunctions = differing(functions, day, known, toDay, toKnown);
            List<List<CoordinationLink>> differingLinks = differing(links, day, known, toDay, toKnown);
            return new Apart(
                    new Snapshot(differingUnits.getFirst(), differingFunctions.getFirst(), differingLinks.getFirst()),
                    new Snapshot(differingUnits.getLast(), differingFunctions.getLast(), differingLinks.getLast()));
        });
    }

    private static <T> List<List<T>> differing(Lives<T> lives, int day, long known, int toDay, long toKnown) {
        int[] before = lives.at(day, known);
        int[] after = lives.at(toDay, toKnown);
        return List.of(without(lives, before, new Places(after)), without(lives, after, new Places(before)));
    }

    private static <T> List<T> without(Lives<T> lives, int[] statements, Places others) {
        var values = new ArrayList<T>();
        for (int statement : statements)
            if (others.of(statement) < 0)
                values.add(lives.table().row(statement).value());
        return values;
    }

    /** A structure as JSON, from {@code "units"} to the answer's closing brace. */
    public StructureBody body(LocalDate effectiveOn, Instant knownAt) {
        int day = Row.day(effectiveOn);
        long known = Row.micros(knownAt);
        return reading(() -> {
            int[] unitsThere = units.at(day, known);
            var places = new Places(units.lives(unitsThere));
            return StructureBody.of(
                    units.table(),
                    unitsThere,
                    functions.table(),
                    functions.at(day, known),
                    links.table(),
                    links.at(day, known),
                    places,
                    organs(unitsThere, places));
        });
    }

    /** Superiors that are not among the units. */
    private Set<String> organs(int[] unitsThere, Places places) {
        var lists = new BitSet();
        for (int unit : unitsThere) lists.set(units.table().related(unit));
        var organs = new TreeSet<String>();
        for (int list = lists.nextSetBit(0); list >= 0; list = lists.nextSetBit(list + 1)) {
            Superiors superiors = superiorsByNumber.get(list);
            for (int i = 0; i < superiors.lives().length; i++)
                if (places.of(superiors.lives()[i]) < 0)
                    organs.add(superiors.ids().get(i));
        }
        return organs;
    }

    public @Nullable Row<Unit> unit(String id, LocalDate effectiveOn, Instant knownAt) {
        return reading(() -> units.at(id, Row.day(effectiveOn), Row.micros(knownAt)));
    }

    /** How the unit ended, on a day on which it is no longer in force. */
    public @Nullable Row<EndedUnit> endedUnit(String id, LocalDate effectiveOn, Instant knownAt) {
        return reading(() -> endedUnits.at(id, Row.day(effectiveOn), Row.micros(knownAt)));
    }

    public @Nullable Row<Function> function(String id, LocalDate effectiveOn, Instant knownAt) {
        return reading(() -> functions.at(id, Row.day(effectiveOn), Row.micros(knownAt)));
    }

    /** How the function was discontinued, on a day on which it is held no longer. */
    public @Nullable Row<EndedFunction> endedFunction(String id, LocalDate effectiveOn, Instant knownAt) {
        return reading(() -> endedFunctions.at(id, Row.day(effectiveOn), Row.micros(knownAt)));
    }

    public @Nullable Row<CoordinationLink> link(CoordinationLink.Ends ends, LocalDate effectiveOn, Instant knownAt) {
        return reading(() -> links.at(ends.first() + " " + ends.second(), Row.day(effectiveOn), Row.micros(knownAt)));
    }

    /** How the link came to an end, on a day on which it is no longer. */
    public @Nullable Row<EndedLink> endedLink(CoordinationLink.Ends ends, LocalDate effectiveOn, Instant knownAt) {
        return reading(
                () -> endedLinks.at(ends.first() + " " + ends.second(), Row.day(effectiveOn), Row.micros(knownAt)));
    }

    /** The unit's whole life as known at a moment, by first day. */
    public List<Row<Unit>> lifeOfUnit(String id, Instant knownAt) {
        return reading(() -> units.life(id, Row.micros(knownAt)));
    }

    /** The times after its life, or its lives if it was reinstated. */
    public List<Row<EndedUnit>> endsOfUnit(String id, Instant knownAt) {
        return reading(() -> endedUnits.life(id, Row.micros(knownAt)));
    }

    /** The times without it after links between the two. */
    public List<Row<EndedLink>> endsOfLink(CoordinationLink.Ends ends, Instant knownAt) {
        return reading(() -> endedLinks.life(ends.first() + " " + ends.second(), Row.micros(knownAt)));
    }

    public List<Row<Function>> lifeOfFunction(String id, Instant knownAt) {
        return reading(() -> functions.life(id, Row.micros(knownAt)));
    }

    /** Ids of the functions that the unit was ever known to hold. */
    public Set<String> functionsEverHeldBy(String unit) {
        return reading(() -> Set.copyOf(everHeld.getOrDefault(unit, Set.of())));
    }

    /** Ids of the units that were ever known to name this one as their predecessor or successor. */
    public Set<String> unitsEverRelatedTo(String unit) {
        return reading(() -> new TreeSet<>(everRelated.getOrDefault(unit, Set.of())));
    }

    /** Takes in a package; one that it holds already has no effect. */
    void revise(Revision revision) {
        lock.writeLock().lock();
        try {
            if (packages.hold(revision.position())) return;
            for (Entry entry : revision.entries()) revise(entry, revision.recordedAt());
            addPackage(revision.recordedAt(), revision.version(), revision.position());
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void revise(Entry entry, Instant recordedAt) {
        switch (entry.kind()) {
            case UNIT -> {
                for (Period period : entry.asserted()) noteRelatives((Unit) period.value());
                revise(units, entry, recordedAt, value -> rank(((Unit) value).rank()));
            }
            case ENDED_UNIT -> {
                for (Period period : entry.asserted()) noteRelatives((EndedUnit) period.value());
                revise(
                        endedUnits,
                        entry,
                        recordedAt,
                        value -> rank(((EndedUnit) value).last().rank()));
            }
            case FUNCTION -> {
                for (Period period : entry.asserted()) noteHolder((Function) period.value());
                revise(functions, entry, recordedAt, value -> rank(((Function) value).rank()));
            }
            case ENDED_FUNCTION -> {
                for (Period period : entry.asserted()) noteHolder(((EndedFunction) period.value()).last());
                revise(
                        endedFunctions,
                        entry,
                        recordedAt,
                        value -> rank(((EndedFunction) value).last().rank()));
            }
            case LINK -> revise(links, entry, recordedAt, value -> 0);
            case ENDED_LINK -> revise(endedLinks, entry, recordedAt, value -> 0);
        }
    }

    @SuppressWarnings("unchecked") // an entry's values are what its kind says
    private static <T> void revise(Lives<T> lives, Entry entry, Instant recordedAt, ToLongFunction<Object> rank) {
        var rows = new ArrayList<Row<T>>(entry.asserted().size());
        for (Period period : entry.asserted())
            rows.add(new Row<>(
                    (T) period.value(), rank.applyAsLong(period.value()), period.from(), period.until(), recordedAt));
        lives.revise(entry, rows, recordedAt);
    }

    /** A row as it stands in the projection; of one kind they come in the order of recording. Then {@link #loaded()}. */
    void load(Revision.Kind kind, Object value, StoredRows.Stored row) {
        switch (kind) {
            case UNIT -> {
                noteRelatives((Unit) value);
                load(units, (Unit) value, row);
            }
            case ENDED_UNIT -> {
                noteRelatives((EndedUnit) value);
                load(endedUnits, (EndedUnit) value, row);
            }
            case FUNCTION -> {
                noteHolder((Function) value);
                load(functions, (Function) value, row);
            }
            case ENDED_FUNCTION -> {
                noteHolder(((EndedFunction) value).last());
                load(endedFunctions, (EndedFunction) value, row);
            }
            case LINK -> load(links, (CoordinationLink) value, row);
            case ENDED_LINK -> load(endedLinks, (EndedLink) value, row);
        }
    }

    private static <T> void load(Lives<T> lives, T value, StoredRows.Stored row) {
        lives.load(
                row.id(),
                new Row<>(value, rank(row.rank()), row.from(), row.until(), row.recordedAt()),
                row.recordedUntil(),
                row.document());
    }

    void loaded() {
        units.fill();
        endedUnits.fill();
        endedFunctions.fill();
        endedLinks.fill();
        functions.fill();
        links.fill();
    }

    private void noteHolder(Function function) {
        everHeld.computeIfAbsent(function.holder().value(), none -> new TreeSet<>())
                .add(function.id().value());
    }

    private void noteRelatives(Unit unit) {
        for (UnitId predecessor : unit.predecessors()) noteRelative(predecessor, unit.id());
    }

    private void noteRelatives(EndedUnit unit) {
        noteRelatives(unit.last());
        for (UnitId successor : unit.successors())
            noteRelative(successor, unit.last().id());
    }

    private void noteRelative(UnitId named, UnitId by) {
        everRelated.computeIfAbsent(named.value(), none -> new TreeSet<>()).add(by.value());
    }

    private Lives.Encoded encoded(Unit unit, @Nullable String document) {
        String brief = brief(document == null ? Documents.text(unit) : document);
        List<String> ids = unit.reportsTo().stream().map(Superior::id).toList();
        int list = superiors.computeIfAbsent(ids, unknown -> {
            superiorsByNumber.add(new Superiors(
                    unknown, unknown.stream().mapToInt(units::numberOf).toArray()));
            return superiorsByNumber.size() - 1;
        });
        return new Lives.Encoded(utf8("," + brief + ",\"functions\":["), list);
    }

    private Lives.Encoded encoded(Function function, @Nullable String document) {
        // Within the unit that holds it, a function does not repeat the unit.
        String holder = ",\"unit\":\"" + function.holder() + '"';
        String brief = brief(document == null ? Documents.text(function) : document);
        int at = brief.indexOf(holder);
        String within = brief.substring(0, at) + brief.substring(at + holder.length());
        return new Lives.Encoded(
                utf8("," + within + '}'), units.numberOf(function.holder().value()));
    }

    private static Lives.Encoded encoded(CoordinationLink link, @Nullable String document) {
        return new Lives.Encoded(utf8("," + (document == null ? Documents.text(link) : document)), 0);
    }

    /**
     * Without the closing brace, without the causes of each respect, which only those ask for who ask about one part, and
     * without what rows keep beside. Both stand at the end, in this order; within a text quotes are escaped, so what is found are
     * the fields themselves.
     */
    private static String brief(String document) {
        int end = document.indexOf(",\"causes\":{");
        if (end < 0) end = document.indexOf(",\"unshown\":{");
        return document.substring(0, end < 0 ? document.length() - 1 : end);
    }

    /** That a package came, whatever it changed. */
    void addPackage(Instant recordedAt, long version, long position) {
        packages.add(recordedAt, version, position);
    }

    /** Bytes of memory, roughly. */
    long weight() {
        return reading(() -> units.weight()
                + endedUnits.weight()
                + endedFunctions.weight()
                + endedLinks.weight()
                + functions.weight()
                + links.weight()
                + packages.weight());
    }

    private static long rank(Rank rank) {
        return (rank.sequence() << 20) + rank.part();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private <T> T reading(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }
}
