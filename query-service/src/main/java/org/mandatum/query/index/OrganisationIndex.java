package org.mandatum.query.index;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.Rank;
import org.mandatum.organisation.Unit;
import org.mandatum.query.projection.Documents;
import org.mandatum.query.projection.Revision;
import org.mandatum.query.projection.Revision.Entry;
import org.mandatum.query.projection.Revision.Period;

/** Everything that was ever known of one organisation's structure. May be read by many threads while it is revised. */
public final class OrganisationIndex {
    private static final Comparator<Row<?>> BY_RANK = (one, other) -> Long.compare(one.rank(), other.rank());
    private static final Comparator<Row<CoordinationLink>> BY_ENDS =
            Comparator.comparing(row -> row.value().ends());

    private final Lives<Unit> units = Lives.listed();
    private final Lives<EndedUnit> endedUnits = Lives.single();
    private final Lives<Function> functions = Lives.listed();
    private final Lives<EndedFunction> endedFunctions = Lives.single();
    private final Lives<CoordinationLink> links = Lives.listed();
    private final Lives<EndedLink> endedLinks = Lives.single();
    /** Of each unit, by id: the functions that it was ever known to hold. */
    private final Map<String, Set<String>> everHeld = new HashMap<>();
    // Of each package: when it was recorded, and how far the log had come with it.
    private long[] recorded = new long[64];
    private long[] versions = new long[64];
    private long[] positions = new long[64];
    private int packages;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    /**
     * How many of the organisation's events were recorded by a moment, the last one's position, and when it was recorded: a
     * structure as known then is the same for ever, whatever comes while it is being read.
     */
    public record Version(long version, long position, Instant recordedAt) {}

    /** The structure of one day as known at one moment, as rows in their lasting order. */
    public record Snapshot(List<Row<Unit>> units, List<Row<Function>> functions, List<Row<CoordinationLink>> links) {}

    /** An index of these revisions, in the order of their recording. */
    public static OrganisationIndex of(List<Revision> revisions) {
        var index = new OrganisationIndex();
        revisions.forEach(index::revise);
        return index;
    }

    /** How far the log had come by that moment; null when the organisation was not open then. */
    public @Nullable Version version(Instant knownAt) {
        return reading(() -> {
            int place = Arrays.binarySearch(recorded, 0, packages, Row.micros(knownAt));
            if (place < 0) place = -place - 2;
            return place < 0 ? null : new Version(versions[place], positions[place], Row.instant(recorded[place]));
        });
    }

    /** Position of the last event that it holds. */
    public long position() {
        return reading(() -> packages == 0 ? 0L : positions[packages - 1]);
    }

    /** Whether something was recorded later than that moment: an answer as known then is final. */
    public boolean isPast(Instant knownAt) {
        return reading(() -> packages > 0 && Row.micros(knownAt) < recorded[packages - 1]);
    }

    public Snapshot at(LocalDate effectiveOn, Instant knownAt) {
        int day = Row.day(effectiveOn);
        long known = Row.micros(knownAt);
        return reading(() -> new Snapshot(
                units.at(day, known, BY_RANK), functions.at(day, known, BY_RANK), links.at(day, known, BY_ENDS)));
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

    public List<Row<Function>> lifeOfFunction(String id, Instant knownAt) {
        return reading(() -> functions.life(id, Row.micros(knownAt)));
    }

    public List<Row<CoordinationLink>> lifeOfLink(CoordinationLink.Ends ends, Instant knownAt) {
        return reading(() -> links.life(ends.first() + " " + ends.second(), Row.micros(knownAt)));
    }

    /** Ids of the functions that the unit was ever known to hold. */
    public Set<String> functionsEverHeldBy(String unit) {
        return reading(() -> Set.copyOf(everHeld.getOrDefault(unit, Set.of())));
    }

    /** Takes in a package; one that it holds already has no effect. */
    void revise(Revision revision) {
        lock.writeLock().lock();
        try {
            if (packages > 0 && revision.position() <= positions[packages - 1]) return;
            for (Entry entry : revision.entries()) revise(entry, revision.recordedAt());
            addPackage(revision.recordedAt(), revision.version(), revision.position());
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void revise(Entry entry, Instant recordedAt) {
        switch (entry.kind()) {
            case UNIT -> revise(units, entry, recordedAt, value -> row((Unit) value, recordedAt));
            case ENDED_UNIT -> revise(endedUnits, entry, recordedAt, value -> row((EndedUnit) value, recordedAt));
            case FUNCTION -> revise(functions, entry, recordedAt, value -> row((Function) value, recordedAt));
            case ENDED_FUNCTION ->
                revise(endedFunctions, entry, recordedAt, value -> row((EndedFunction) value, recordedAt));
            case ENDED_LINK -> revise(endedLinks, entry, recordedAt, value -> row((EndedLink) value, recordedAt));
            case LINK -> revise(links, entry, recordedAt, value -> row((CoordinationLink) value, recordedAt));
        }
    }

    /** How a value becomes a row once its days are known. */
    private interface Rowed<T> {
        Row<T> from(LocalDate from, @Nullable LocalDate until);
    }

    private static <T> void revise(
            Lives<T> lives, Entry entry, Instant recordedAt, java.util.function.Function<Object, Rowed<T>> rowed) {
        var rows = new ArrayList<Row<T>>(entry.asserted().size());
        for (Period period : entry.asserted())
            rows.add(rowed.apply(period.value()).from(period.from(), period.until()));
        lives.revise(entry, rows, recordedAt);
    }

    private static Rowed<Unit> row(Unit unit, Instant recordedAt) {
        return (from, until) -> unitRow(unit, Documents.unit(unit).toString(), from, until, recordedAt);
    }

    private static Row<Unit> unitRow(
            Unit unit, String document, LocalDate from, @Nullable LocalDate until, Instant recordedAt) {
        return new Row<>(unit, utf8(brief(document)), rank(unit.rank()), from, until, recordedAt);
    }

    private static Rowed<EndedUnit> row(EndedUnit unit, Instant recordedAt) {
        return (from, until) -> new Row<>(
                unit, utf8(Documents.ended(unit).toString()), rank(unit.last().rank()), from, until, recordedAt);
    }

    private Rowed<Function> row(Function function, Instant recordedAt) {
        return (from, until) ->
                functionRow(function, Documents.function(function).toString(), from, until, recordedAt);
    }

    private Row<Function> functionRow(
            Function function, String document, LocalDate from, @Nullable LocalDate until, Instant recordedAt) {
        everHeld.computeIfAbsent(function.holder().value(), none -> new TreeSet<>())
                .add(function.id().value());
        // Within the unit that holds it, a function does not repeat the unit.
        String holder = ",\"unit\":\"" + function.holder() + '"';
        String brief = brief(document);
        int at = brief.indexOf(holder);
        String within = brief.substring(0, at) + brief.substring(at + holder.length()) + '}';
        return new Row<>(function, utf8(within), rank(function.rank()), from, until, recordedAt);
    }

    /** Without the closing brace, and without the causes of each respect, which only those ask for who ask about one part. */
    private static String brief(String document) {
        // Within a text, quotes are escaped, so this is the field itself; it is the last one.
        int causes = document.indexOf(",\"causes\":{");
        return document.substring(0, causes < 0 ? document.length() - 1 : causes);
    }

    private static Rowed<EndedFunction> row(EndedFunction function, Instant recordedAt) {
        return (from, until) -> new Row<>(
                function,
                utf8(Documents.ended(function).toString()),
                rank(function.last().rank()),
                from,
                until,
                recordedAt);
    }

    private static Rowed<EndedLink> row(EndedLink link, Instant recordedAt) {
        return (from, until) -> new Row<>(link, utf8(Documents.ended(link).toString()), 0, from, until, recordedAt);
    }

    private static Rowed<CoordinationLink> row(CoordinationLink link, Instant recordedAt) {
        return (from, until) -> new Row<>(link, utf8(Documents.link(link).toString()), 0, from, until, recordedAt);
    }

    private void addPackage(Instant recordedAt, long version, long position) {
        if (packages == recorded.length) {
            recorded = Arrays.copyOf(recorded, packages * 2);
            versions = Arrays.copyOf(versions, packages * 2);
            positions = Arrays.copyOf(positions, packages * 2);
        }
        recorded[packages] = Row.micros(recordedAt);
        versions[packages] = version;
        positions[packages] = position;
        packages++;
    }

    /** Bytes of memory, roughly. */
    long weight() {
        return reading(() -> units.weight()
                + endedUnits.weight()
                + endedFunctions.weight()
                + endedLinks.weight()
                + functions.weight()
                + links.weight()
                + 24L * packages);
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

    /** Fills an index from the projection's rows. Not for use by several threads. */
    static final class Filling {
        private final OrganisationIndex index = new OrganisationIndex();
        private final Documents.Reader reader = new Documents.Reader();

        /** One row of a table; of one part, those that are past come in the order of {@code recordedUntil}. */
        void row(
                Revision.Kind kind,
                String id,
                LocalDate from,
                @Nullable LocalDate until,
                Instant recordedAt,
                @Nullable Instant recordedUntil,
                Rank rank,
                String document) {
            var json = org.mandatum.journal.EventJson.MAPPER.readTree(document);
            switch (kind) {
                case UNIT ->
                    index.units.load(
                            id, unitRow(reader.unit(json, rank), document, from, until, recordedAt), recordedUntil);
                case ENDED_UNIT -> {
                    EndedUnit unit = reader.ended(json, rank);
                    index.endedUnits.load(
                            id, new Row<>(unit, utf8(document), rank(rank), from, until, recordedAt), recordedUntil);
                }
                case FUNCTION ->
                    index.functions.load(
                            id,
                            index.functionRow(reader.function(json, rank), document, from, until, recordedAt),
                            recordedUntil);
                case ENDED_FUNCTION ->
                    index.endedFunctions.load(
                            id,
                            new Row<>(
                                    reader.endedFunction(json, rank),
                                    utf8(document),
                                    rank(rank),
                                    from,
                                    until,
                                    recordedAt),
                            recordedUntil);
                case ENDED_LINK ->
                    index.endedLinks.load(
                            id,
                            new Row<>(reader.endedLink(json), utf8(document), 0, from, until, recordedAt),
                            recordedUntil);
                case LINK ->
                    index.links.load(
                            id,
                            new Row<>(reader.link(json), utf8(document), 0, from, until, recordedAt),
                            recordedUntil);
            }
        }

        void recorded(Instant recordedAt, long version, long position) {
            index.addPackage(recordedAt, version, position);
        }

        OrganisationIndex index() {
            index.units.fill();
            index.endedUnits.fill();
            index.endedFunctions.fill();
            index.endedLinks.fill();
            index.functions.fill();
            index.links.fill();
            return index;
        }
    }
}
