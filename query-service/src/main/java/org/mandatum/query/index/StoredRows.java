package org.mandatum.query.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Rank;
import org.mandatum.query.index.OrganisationIndex.Version;
import org.mandatum.query.projection.LiveProjection;
import org.mandatum.query.projection.Revision;
import org.mandatum.query.projection.Revision.Entry;
import org.mandatum.query.projection.Revision.Kind;
import org.mandatum.query.projection.Revision.Period;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The projection's rows of one organisation, each time as they are at one moment. */
final class StoredRows {
    private static final int ROWS_AT_ONCE = 5_000;
    /** Filling anew costs less than taking in more packages than that one by one, and more than such a part of what is there. */
    private static final int MOST_PACKAGES_TO_CATCH_UP = 20_000;

    private static final int PART_TO_CATCH_UP = 5;

    private static final String COLUMNS =
            "id, lower(effective) as from_day, upper(effective) as until_day, lower(recorded) as recorded_at,"
                    + " upper(recorded) as recorded_until, rank_sequence, rank_part, document";

    /**
     * Rows of one organisation. The last condition is true of every row: through it the planner finds them in two partial
     * indexes, of what is known now and of what was known once, where it would read the rows of all organisations.
     */
    private static final String OF_ONE = "organisation = ? and (upper_inf(recorded) or not upper_inf(recorded))";

    /** Until the end of the transaction: the planner takes what has come lately for a third of everything. */
    static final String BY_INDEX = "set local enable_seqscan = off";

    private final JdbcTemplate jdbc;
    private final LiveProjection live;
    private final TransactionTemplate transaction;

    StoredRows(JdbcTemplate jdbc, PlatformTransactionManager transactions, LiveProjection live) {
        this.jdbc = jdbc;
        this.live = live;
        transaction = new TransactionTemplate(transactions);
        transaction.setReadOnly(true);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    private <T> T atOneMoment(Supplier<T> question) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> question.get()));
        } catch (LiveProjection.Swapped justNow) {
            return Objects.requireNonNull(transaction.execute(status -> question.get()));
        }
    }

    /** Position of the last event that the rows tell of; 0 when there is none. */
    long projected(OrganisationId organisation) {
        return jdbc
                .queryForList("select projected_position from stream where name = ?", Long.class, stream(organisation))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** An index of all of them. */
    OrganisationIndex all(OrganisationId organisation, Progress progress) {
        return atOneMoment(() -> read(organisation, progress));
    }

    private OrganisationIndex read(OrganisationId organisation, Progress progress) {
        var index = new OrganisationIndex(live.edition(jdbc));
        progress.of(count(organisation));
        packages(organisation, 0)
                .forEach(known -> index.addPackage(known.recordedAt(), known.version(), known.position()));
        long[] read = {0};
        for (Kind kind : Kind.values()) {
            var readings = new Readings(kind);
            var rows = new ArrayList<Stored>(ROWS_AT_ONCE);
            bitByBit()
                    .query(
                            rowsOf(kind),
                            row -> {
                                rows.add(Stored.of(row));
                                if (rows.size() < ROWS_AT_ONCE) return;
                                load(index, kind, readings, rows);
                                progress.reached(read[0] += rows.size());
                                rows.clear();
                            },
                            organisation.value());
            load(index, kind, readings, rows);
            read[0] += rows.size();
        }
        index.loaded();
        return index;
    }

    private static void load(OrganisationIndex index, Kind kind, Readings readings, List<Stored> rows) {
        List<Object> values = readings.values(rows);
        for (int i = 0; i < rows.size(); i++) index.load(kind, values.get(i), rows.get(i));
    }

    private long count(OrganisationId organisation) {
        String each = Arrays.stream(Kind.values())
                .map(kind -> "(select count(*) from " + kind.table() + " where " + OF_ONE + ")")
                .collect(Collectors.joining(" + "));
        Object[] everywhere = new Object[Kind.values().length];
        Arrays.fill(everywhere, organisation.value());
        return Objects.requireNonNull(jdbc.queryForObject("select " + each, Long.class, everywhere));
    }

    /** All of one organisation. */
    static String rowsOf(Kind kind) {
        return "select " + COLUMNS + " from " + kind.table() + " where " + OF_ONE
                + " order by lower(recorded), rank_sequence, rank_part, id, lower(effective)";
    }

    /** Rows that began to be known later than a moment, or ceased to be. */
    static String rowsSince(Kind kind) {
        return "select " + COLUMNS + " from " + kind.table() + " where organisation = ?"
                + " and (upper_inf(recorded) and lower(recorded) > ? or not upper_inf(recorded) and upper(recorded) > ?)"
                + " order by lower(recorded), rank_sequence, rank_part, id, lower(effective)";
    }

    /**
     * What an index has missed, package by package; empty where filling anew is the better way: because it has missed too much,
     * or because it is of another projection.
     */
    Optional<List<Revision>> missed(OrganisationId organisation, OrganisationIndex index) {
        return atOneMoment(() -> {
            Version last = index.last();
            if (last == null || index.edition() != live.edition(jdbc)) return Optional.empty();
            List<Version> packages = packages(organisation, last.version());
            return packages.size() > Math.max(MOST_PACKAGES_TO_CATCH_UP, last.version() / PART_TO_CATCH_UP)
                    ? Optional.empty()
                    : Optional.of(revisions(organisation, last.recordedAt(), packages));
        });
    }

    private List<Revision> revisions(OrganisationId organisation, Instant after, List<Version> packages) {
        var byMoment = new HashMap<Instant, Map<Part, Entry>>();
        OffsetDateTime since = after.atOffset(ZoneOffset.UTC);
        if (!packages.isEmpty()) {
            jdbc.execute(BY_INDEX);
            for (Kind kind : Kind.values()) {
                var readings = new Readings(kind);
                bitByBit()
                        .query(
                                rowsSince(kind),
                                (ResultSet each) -> {
                                    Stored row = Stored.of(each);
                                    var part = new Part(kind, row.id());
                                    if (row.recordedAt().isAfter(after))
                                        entry(byMoment, row.recordedAt(), part)
                                                .asserted()
                                                .add(new Period(row.from(), row.until(), readings.value(row)));
                                    if (row.recordedUntil() != null)
                                        entry(byMoment, row.recordedUntil(), part)
                                                .superseded()
                                                .add(row.from());
                                },
                                organisation.value(),
                                since,
                                since);
            }
        }
        return packages.stream()
                .map(known -> new Revision(
                        organisation,
                        known.recordedAt(),
                        known.position(),
                        known.version(),
                        List.copyOf(byMoment.getOrDefault(known.recordedAt(), Map.of())
                                .values())))
                .toList();
    }

    private record Part(Kind kind, String id) {}

    private static Entry entry(Map<Instant, Map<Part, Entry>> byMoment, Instant moment, Part part) {
        return byMoment.computeIfAbsent(moment, none -> new LinkedHashMap<>())
                .computeIfAbsent(part, none -> new Entry(part.kind(), part.id(), new ArrayList<>(), new ArrayList<>()));
    }

    /** How far the log had come with each whole package behind the first so many events. */
    private List<Version> packages(OrganisationId organisation, long events) {
        var packages = new ArrayList<Version>();
        bitByBit()
                .query(
                        "select recorded_at, sequence, position from event join stream on stream.name = event.stream"
                                + " where event.stream = ? and sequence >= ? and remaining = 0"
                                + " and sequence <= projected_sequence order by sequence",
                        (ResultSet row) -> {
                            packages.add(new Version(
                                    row.getLong("sequence") + 1,
                                    row.getLong("position"),
                                    row.getObject("recorded_at", OffsetDateTime.class)
                                            .toInstant()));
                        },
                        stream(organisation),
                        events);
        return packages;
    }

    private JdbcTemplate bitByBit() {
        var template = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        template.setFetchSize(ROWS_AT_ONCE);
        return template;
    }

    private static String stream(OrganisationId organisation) {
        return "/organisations/" + organisation;
    }

    /** A row of a table. */
    record Stored(
            String id,
            LocalDate from,
            @Nullable LocalDate until,
            Instant recordedAt,
            @Nullable Instant recordedUntil,
            Rank rank,
            String document) {

        /** Days are not read as {@link java.sql.Date}, whose calendar is Julian before 1582. */
        static Stored of(ResultSet row) throws SQLException {
            OffsetDateTime recordedUntil = row.getObject("recorded_until", OffsetDateTime.class);
            return new Stored(
                    row.getString("id"),
                    row.getObject("from_day", LocalDate.class),
                    row.getObject("until_day", LocalDate.class),
                    row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                    recordedUntil == null ? null : recordedUntil.toInstant(),
                    new Rank(row.getLong("rank_sequence"), row.getInt("rank_part")),
                    row.getString("document"));
        }

        boolean saysTheSameAs(Stored other) {
            return rank.equals(other.rank) && document.equals(other.document);
        }
    }
}
