package org.mandatum.query.projection;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Rank;
import org.mandatum.organisation.Unit;
import org.mandatum.query.projection.Revision.Entry;
import org.mandatum.query.projection.Revision.Kind;
import org.mandatum.query.projection.Revision.Period;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Bitemporal rows to be written. Nothing is overwritten: where knowledge changes, the rows that held it are closed on the
 * recorded clock and corrected ones begin. What begins and is closed again in one batch is written once, closed.
 */
final class Rows {
    private final Map<Key, Row> begun = new LinkedHashMap<>();
    private final List<Row> closedAtOnce = new ArrayList<>();
    private final Map<Key, Instant> closed = new LinkedHashMap<>();

    /** Of all that is known of a part at one moment, one period begins on one day. */
    private record Key(Kind kind, OrganisationId organisation, String id, LocalDate from) {}

    private record Row(
            Key key,
            Period period,
            Instant recordedFrom,
            @Nullable Instant recordedUntil) {}

    void add(Revision revision) {
        for (Entry entry : revision.entries()) {
            for (LocalDate from : entry.superseded()) {
                var key = new Key(entry.kind(), revision.organisation(), entry.id(), from);
                Row row = begun.remove(key);
                if (row == null) closed.put(key, revision.recordedAt());
                else closedAtOnce.add(new Row(key, row.period(), row.recordedFrom(), revision.recordedAt()));
            }
            for (Period period : entry.asserted()) {
                var key = new Key(entry.kind(), revision.organisation(), entry.id(), period.from());
                begun.put(key, new Row(key, period, revision.recordedAt(), null));
            }
        }
    }

    void write(JdbcTemplate jdbc) {
        var all = new ArrayList<>(closedAtOnce);
        all.addAll(begun.values());
        for (Kind kind : Kind.values()) {
            close(
                    jdbc,
                    kind,
                    closed.entrySet().stream()
                            .filter(entry -> entry.getKey().kind() == kind)
                            .toList());
            insert(
                    jdbc,
                    kind,
                    all.stream().filter(row -> row.key().kind() == kind).toList());
        }
    }

    private static void close(JdbcTemplate jdbc, Kind kind, List<Map.Entry<Key, Instant>> rows) {
        if (rows.isEmpty()) return;
        int updated = Objects.requireNonNull(jdbc.execute(
                "update " + kind.table() + " as row set recorded = tstzrange(lower(row.recorded), closed.recorded_at)"
                        + " from unnest(?::text[], ?::text[], ?::date[], ?::timestamptz[])"
                        + " as closed (organisation, id, from_day, recorded_at)"
                        + " where row.organisation = closed.organisation and row.id = closed.id"
                        + " and lower(row.effective) = closed.from_day and upper_inf(row.recorded)",
                (java.sql.PreparedStatement update) -> {
                    var connection = update.getConnection();
                    update.setArray(
                            1,
                            connection.createArrayOf(
                                    "text",
                                    each(
                                            rows,
                                            row -> row.getKey().organisation().value())));
                    update.setArray(
                            2,
                            connection.createArrayOf(
                                    "text", each(rows, row -> row.getKey().id())));
                    update.setArray(
                            3,
                            connection.createArrayOf(
                                    "date",
                                    each(rows, row -> Date.valueOf(row.getKey().from()))));
                    update.setArray(
                            4, connection.createArrayOf("timestamptz", each(rows, row -> timestamp(row.getValue()))));
                    return update.executeUpdate();
                }));
        if (updated != rows.size())
            throw new IllegalStateException("of " + rows.size() + " rows of " + kind.table() + " to close there are "
                    + updated + "; the rows are not what was projected: rebuild them from the log");
    }

    private static void insert(JdbcTemplate jdbc, Kind kind, List<Row> rows) {
        if (rows.isEmpty()) return;
        jdbc.execute(
                "insert into " + kind.table()
                        + " (organisation, id, effective, recorded, rank_sequence, rank_part, document)"
                        + " select organisation, id, daterange(from_day, until_day), tstzrange(recorded_from, recorded_until),"
                        + " rank_sequence, rank_part, document"
                        + " from unnest(?::text[], ?::text[], ?::date[], ?::date[], ?::timestamptz[], ?::timestamptz[],"
                        + " ?::bigint[], ?::integer[], ?::text[]) as begun (organisation, id, from_day, until_day,"
                        + " recorded_from, recorded_until, rank_sequence, rank_part, document)",
                (java.sql.PreparedStatement insert) -> {
                    var connection = insert.getConnection();
                    insert.setArray(
                            1,
                            connection.createArrayOf(
                                    "text",
                                    each(rows, row -> row.key().organisation().value())));
                    insert.setArray(
                            2,
                            connection.createArrayOf(
                                    "text", each(rows, row -> row.key().id())));
                    insert.setArray(
                            3,
                            connection.createArrayOf(
                                    "date",
                                    each(rows, row -> Date.valueOf(row.key().from()))));
                    insert.setArray(
                            4,
                            connection.createArrayOf(
                                    "date", each(rows, row -> day(row.period().until()))));
                    insert.setArray(
                            5,
                            connection.createArrayOf("timestamptz", each(rows, row -> timestamp(row.recordedFrom()))));
                    insert.setArray(
                            6,
                            connection.createArrayOf("timestamptz", each(rows, row -> timestamp(row.recordedUntil()))));
                    insert.setArray(
                            7,
                            connection.createArrayOf(
                                    "bigint",
                                    each(rows, row -> rank(row.period().value()).sequence())));
                    insert.setArray(
                            8,
                            connection.createArrayOf(
                                    "integer",
                                    each(rows, row -> rank(row.period().value()).part())));
                    insert.setArray(
                            9,
                            connection.createArrayOf(
                                    "text",
                                    each(rows, row -> document(row.period().value()))));
                    return insert.executeUpdate();
                });
    }

    private static <T> @Nullable Object[] each(List<T> rows, java.util.function.Function<T, @Nullable Object> field) {
        return rows.stream().map(field).toArray();
    }

    private static @Nullable Date day(@Nullable LocalDate day) {
        return day == null ? null : Date.valueOf(day);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static String document(Object value) {
        return (switch (value) {
                    case Unit unit -> Documents.unit(unit);
                    case EndedUnit unit -> Documents.ended(unit);
                    case Function function -> Documents.function(function);
                    case EndedFunction function -> Documents.ended(function);
                    case CoordinationLink link -> Documents.link(link);
                    case EndedLink link -> Documents.ended(link);
                    default -> throw new IllegalArgumentException(value.getClass() + " is no part of a structure");
                })
                .toString();
    }

    /** Links are ordered by their ends; they have no rank. */
    private static Rank rank(Object value) {
        return switch (value) {
            case Unit unit -> unit.rank();
            case EndedUnit unit -> unit.last().rank();
            case Function function -> function.rank();
            case EndedFunction function -> function.last().rank();
            default -> new Rank(0, 0);
        };
    }
}
