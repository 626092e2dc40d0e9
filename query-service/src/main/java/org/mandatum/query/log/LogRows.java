package org.mandatum.query.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** An organisation's log as projected, in pages. */
@Repository
class LogRows {
    private final JdbcTemplate jdbc;

    LogRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Which events are wanted; what is null does not matter. */
    record Filter(
            @Nullable String type,
            @Nullable String unit,
            @Nullable String resolution) {}

    /** An event as it is carried. */
    record Line(long position, String type, String cloudEvent) {}

    List<Line> after(String organisation, long position, Filter filter, long limit) {
        var sql = new StringBuilder("select position, type, cloud_event from event"
                + " join stream on stream.name = event.stream"
                + " where organisation = ? and position > ? and sequence <= projected_sequence");
        var arguments = new ArrayList<Object>(List.of(organisation, position));
        if (filter.type() != null) {
            // Both the event's name and the CloudEvents type are understood.
            sql.append(" and type = regexp_replace(?, '^org\\.mandatum\\.(.+)\\.v[0-9]+$', '\\1')");
            arguments.add(filter.type());
        }
        if (filter.unit() != null) {
            sql.append(" and ? = any(units)");
            arguments.add(filter.unit());
        }
        if (filter.resolution() != null) {
            sql.append(" and resolution = ?");
            arguments.add(filter.resolution());
        }
        sql.append(" order by position limit ?");
        arguments.add(limit);
        return jdbc.query(
                sql.toString(),
                (row, number) -> new Line(row.getLong("position"), row.getString("type"), row.getString("cloud_event")),
                arguments.toArray());
    }

    /** Position of the last event of the organisation that has been projected; 0 when there is none. */
    long last(String organisation) {
        return jdbc
                .queryForList(
                        "select projected_position from stream where name = ?",
                        Long.class,
                        "/organisations/" + organisation)
                .stream()
                .findFirst()
                .orElse(0L);
    }
}
