package org.mandatum.query.workflow;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.RecordedEvent;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Bitemporal rows of mandates or of proposals. Nothing is overwritten: where knowledge changes, the rows that held it are
 * closed on the recorded clock and others begin. For every day and every moment of knowledge they equal the fold.
 */
public final class VersionTable<T> {
    private final JdbcTemplate jdbc;
    private final String table;
    private final Function<RecordedEvent, LocalDate> effectiveOn;
    private final Fold<T> fold;
    private final List<Column<T>> columns;
    private final String insert;

    /**
     * What is looked for, beside the document.
     *
     * @param expression what is written, such as {@code ?}
     */
    public record Column<T>(String name, String expression, Function<T, @Nullable Object> value) {
        public Column(String name, Function<T, @Nullable Object> value) {
            this(name, "?", value);
        }
    }

    public VersionTable(
            JdbcTemplate jdbc,
            String table,
            Function<RecordedEvent, LocalDate> effectiveOn,
            Fold<T> fold,
            List<Column<T>> columns) {
        this.jdbc = jdbc;
        this.table = table;
        this.effectiveOn = effectiveOn;
        this.fold = fold;
        this.columns = columns;
        var names = new StringBuilder();
        var values = new StringBuilder();
        for (Column<T> column : columns) {
            names.append(", ").append(column.name());
            values.append(", ").append(column.expression());
        }
        insert = "insert into " + table + " (id, effective, recorded" + names
                + ") values (?, daterange(?::date, ?::date), tstzrange(?::timestamptz, ?::timestamptz)" + values + ")";
    }

    /** The specification of how it stands (see {@link org.mandatum.journal.WorkflowAsOf}). */
    @FunctionalInterface
    public interface Fold<T> {
        @Nullable
        T at(List<RecordedEvent> log, LocalDate effectiveOn, Instant knownAt);
    }

    /** @param fresh events that have just been written to the log, of any number of streams that this table is about */
    public void follow(List<RecordedEvent> fresh) {
        if (fresh.isEmpty()) return;
        Map<String, Integer> counts = new LinkedHashMap<>();
        fresh.forEach(event -> counts.merge(event.source(), 1, Integer::sum));
        var begun = new ArrayList<Row<T>>();
        var ended = new ArrayList<EndedRow>();
        logs(counts.keySet()).forEach((source, log) -> {
            String id = log.getFirst().stream();
            Versions<T> versions = Versions.of(log, counts.getOrDefault(source, 0), effectiveOn, fold);
            versions.begun().forEach(version -> begun.add(new Row<>(id, version)));
            versions.ended().forEach((from, recordedAt) -> ended.add(new EndedRow(id, from, recordedAt)));
        });
        end(ended);
        begin(begun);
    }

    /**
     * Which of them are not what their logs make of them, on a day as known at the end of the log; for whoever doubts the rows.
     *
     * @param logs whole ones, of streams that this table is about
     */
    public List<String> amiss(Collection<List<RecordedEvent>> logs, LocalDate effectiveOn) {
        var folded = new LinkedHashMap<String, @Nullable String>();
        for (List<RecordedEvent> log : logs) {
            T value = fold.at(log, effectiveOn, log.getLast().recordedAt());
            folded.put(log.getFirst().stream(), value == null ? null : document(value));
        }
        var held = new HashMap<String, String>();
        jdbc.query(
                "select id, document from " + table
                        + " where id = any(?) and effective @> ?::date and upper_inf(recorded)",
                row -> {
                    // The same twice is as wrong as another one.
                    held.merge(row.getString("id"), row.getString("document"), String::concat);
                },
                folded.keySet().toArray(String[]::new),
                effectiveOn);
        return folded.keySet().stream()
                .filter(id -> !Objects.equals(folded.get(id), held.get(id)))
                .toList();
    }

    private @Nullable String document(T value) {
        return columns.stream()
                .filter(column -> column.name().equals("document"))
                .map(column -> (String) column.value().apply(value))
                .findFirst()
                .orElse(null);
    }

    private record Row<T>(String id, Versions.Version<T> version) {}

    private record EndedRow(String id, LocalDate from, Instant recordedAt) {}

    private Map<String, List<RecordedEvent>> logs(Set<String> sources) {
        var logs = new LinkedHashMap<String, List<RecordedEvent>>();
        jdbc.query(
                        "select cloud_event from event join stream on stream.name = event.stream"
                                + " where event.stream = any(?) and sequence <= projected_sequence"
                                + " order by event.stream, sequence",
                        (row, number) -> CloudEvent.read(row.getString(1)),
                        (Object) sources.toArray(String[]::new))
                .forEach(event -> logs.computeIfAbsent(event.source(), none -> new ArrayList<>())
                        .add(event));
        return logs;
    }

    private void end(List<EndedRow> rows) {
        if (rows.isEmpty()) return;
        jdbc.batchUpdate(
                "update " + table + " set recorded = tstzrange(lower(recorded), ?)"
                        + " where id = ? and lower(effective) = ? and upper_inf(recorded)",
                rows,
                rows.size(),
                (update, row) -> {
                    update.setTimestamp(1, Timestamp.from(row.recordedAt()));
                    update.setString(2, row.id());
                    update.setObject(3, row.from());
                });
    }

    private void begin(List<Row<T>> rows) {
        if (rows.isEmpty()) return;
        jdbc.batchUpdate(insert, rows, rows.size(), this::set);
    }

    private void set(PreparedStatement insert, Row<T> row) throws SQLException {
        Versions.Version<T> version = row.version();
        insert.setString(1, row.id());
        insert.setObject(2, version.from());
        insert.setObject(3, version.until());
        insert.setTimestamp(4, Timestamp.from(version.recordedFrom()));
        insert.setTimestamp(5, timestamp(version.recordedUntil()));
        int next = 6;
        for (Column<T> column : columns) insert.setObject(next++, column.value().apply(version.value()));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
