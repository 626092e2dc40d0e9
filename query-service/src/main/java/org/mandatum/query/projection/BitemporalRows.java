package org.mandatum.query.projection;

import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Rank;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One table of bitemporal rows. Nothing is overwritten: where knowledge changes, the rows that held it are closed on the
 * recorded clock and corrected ones begin.
 */
final class BitemporalRows {
    private final JdbcTemplate jdbc;
    private final String table;

    BitemporalRows(JdbcTemplate jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /** What an entity looks like, ready for the answer; and its lasting place in it. */
    record Version(Rank rank, String document) {}

    private record Row(long id, LocalDate from, @Nullable LocalDate until, Version version) {}

    /**
     * From {@code first} on, each entity is what {@code corrected} says, as known from {@code recordedAt} on.
     *
     * @param corrected by id: from which day it is which version; no version means that it is not in force
     */
    void correct(
            OrganisationId organisation,
            Instant recordedAt,
            LocalDate first,
            Map<String, NavigableMap<LocalDate, @Nullable Version>> corrected) {
        Map<String, List<Row>> current = current(organisation, corrected.keySet(), first);
        var closed = new ArrayList<Object[]>();
        var begun = new ArrayList<Object[]>();
        OffsetDateTime recorded = recordedAt.atOffset(ZoneOffset.UTC);
        corrected.forEach((id, versions) -> {
            List<Row> rows = current.getOrDefault(id, List.of());
            List<Row> wanted = periods(rows, first, versions);
            for (Row row : rows)
                if (wanted.stream().noneMatch(other -> same(row, other))) closed.add(new Object[] {recorded, row.id()});
            for (Row row : wanted)
                if (rows.stream().noneMatch(other -> same(row, other)))
                    begun.add(new Object[] {
                        organisation.value(),
                        id,
                        Date.valueOf(row.from()),
                        row.until() == null ? null : Date.valueOf(row.until()),
                        recorded,
                        row.version().rank().sequence(),
                        row.version().rank().part(),
                        row.version().document()
                    });
        });
        jdbc.batchUpdate("update " + table + " set recorded = tstzrange(lower(recorded), ?) where row_id = ?", closed);
        jdbc.batchUpdate(
                "insert into " + table
                        + " (organisation, id, effective, recorded, rank_sequence, rank_part, document)"
                        + " values (?, ?, daterange(?, ?), tstzrange(?, null), ?, ?, ?)",
                begun);
    }

    /** Rows in force on the recorded clock that reach {@code first} or later. */
    private Map<String, List<Row>> current(OrganisationId organisation, Collection<String> ids, LocalDate first) {
        var rows = new HashMap<String, List<Row>>();
        jdbc.query(
                "select row_id, id, lower(effective) as from_day, upper(effective) as until_day, rank_sequence, rank_part,"
                        + " document from " + table
                        + " where organisation = ? and id = any(?) and upper_inf(recorded)"
                        + " and (upper_inf(effective) or upper(effective) > ?) order by lower(effective)",
                result -> {
                    Date until = result.getDate("until_day");
                    rows.computeIfAbsent(result.getString("id"), none -> new ArrayList<>())
                            .add(new Row(
                                    result.getLong("row_id"),
                                    result.getDate("from_day").toLocalDate(),
                                    until == null ? null : until.toLocalDate(),
                                    new Version(
                                            new Rank(result.getLong("rank_sequence"), result.getInt("rank_part")),
                                            result.getString("document"))));
                },
                organisation.value(),
                ids.toArray(String[]::new),
                Date.valueOf(first));
        return rows;
    }

    /** The periods there should be, beginning with the part of a row that lies before {@code first}. */
    private static List<Row> periods(
            List<Row> rows, LocalDate first, NavigableMap<LocalDate, @Nullable Version> versions) {
        var timeline = new TreeMap<LocalDate, @Nullable Version>(versions);
        if (!rows.isEmpty() && rows.getFirst().from().isBefore(first))
            timeline.put(rows.getFirst().from(), rows.getFirst().version());
        var periods = new ArrayList<Row>();
        LocalDate from = null;
        Version version = null;
        for (var next : timeline.entrySet()) {
            if (version != null && version.equals(next.getValue())) continue;
            if (from != null && version != null) periods.add(new Row(0, from, next.getKey(), version));
            from = next.getKey();
            version = next.getValue();
        }
        if (from != null && version != null) periods.add(new Row(0, from, null, version));
        return periods;
    }

    private static boolean same(Row one, Row other) {
        return one.from().equals(other.from())
                && java.util.Objects.equals(one.until(), other.until())
                && one.version().equals(other.version());
    }
}
