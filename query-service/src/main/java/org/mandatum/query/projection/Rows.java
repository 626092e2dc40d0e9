package org.mandatum.query.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Rank;
import org.mandatum.organisation.Unit;
import org.mandatum.query.projection.Revision.Entry;
import org.mandatum.query.projection.Revision.Kind;
import org.mandatum.query.projection.Revision.Period;

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

    void write(Connection connection) throws SQLException {
        var all = new ArrayList<>(closedAtOnce);
        all.addAll(begun.values());
        for (Kind kind : Kind.values()) {
            close(
                    connection,
                    kind,
                    closed.entrySet().stream()
                            .filter(entry -> entry.getKey().kind() == kind)
                            .toList());
            insert(
                    connection,
                    kind,
                    all.stream().filter(row -> row.key().kind() == kind).toList());
        }
    }

    private static void close(Connection connection, Kind kind, List<Map.Entry<Key, Instant>> rows)
            throws SQLException {
        if (rows.isEmpty()) return;
        try (PreparedStatement update = connection.prepareStatement(
                "update " + kind.table() + " as row set recorded = tstzrange(lower(row.recorded), closed.recorded_at)"
                        + " from unnest(?::text[], ?::text[], ?::date[], ?::timestamptz[])"
                        + " as closed (organisation, id, from_day, recorded_at)"
                        + " where row.organisation = closed.organisation and row.id = closed.id"
                        + " and lower(row.effective) = closed.from_day and upper_inf(row.recorded)")) {
            update.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            each(rows, row -> row.getKey().organisation().value())));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "text", each(rows, row -> row.getKey().id())));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "date", each(rows, row -> row.getKey().from())));
            update.setArray(
                    4, connection.createArrayOf("timestamptz", each(rows, row -> Timestamp.from(row.getValue()))));
            int updated = update.executeUpdate();
            if (updated != rows.size())
                throw new IllegalStateException("of " + rows.size() + " rows of " + kind.table()
                        + " to close there are " + updated
                        + "; the rows are not what was projected: rebuild them from the log");
        }
    }

    private static void insert(Connection connection, Kind kind, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) return;
        // A period is often cut short while what held in it stays the same: the same object, written once.
        var documents = new IdentityHashMap<Object, byte[]>();
        var encoder = DocumentWriter.Encoder.kept();
        Copy.into(
                connection,
                kind.table() + " (organisation, id, effective, recorded, rank_sequence, rank_part, document)",
                copy -> {
                    for (Row row : rows) {
                        Object value = row.period().value();
                        Rank rank = rank(value);
                        copy.text(row.key().organisation().value())
                                .text(row.key().id())
                                .days(row.period().from(), row.period().until())
                                .moments(row.recordedFrom(), row.recordedUntil())
                                .number(rank.sequence())
                                .integer(rank.part())
                                .bytes(documents.computeIfAbsent(value, encoder::encoded))
                                .endRow();
                    }
                });
    }

    private static <T> Object[] each(List<T> rows, java.util.function.Function<T, Object> field) {
        return rows.stream().map(field).toArray();
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
