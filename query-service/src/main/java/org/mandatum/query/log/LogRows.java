package org.mandatum.query.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** An organisation's log as projected, in pages. */
@Repository
public class LogRows {
    /**
     * A package of one log may be begun while others of the same organisation go on: what lies behind its first event waits, or
     * whoever has read that far would never see the package.
     */
    private static final String FIRST_UNFINISHED = "select min(first.position) from stream unfinished join event first"
            + " on first.stream = unfinished.name and first.sequence = unfinished.projected_sequence + 1"
            + " where unfinished.received_sequence > unfinished.projected_sequence and first.organisation = ?";

    /**
     * Whether an event is about a unit, which is to be given twice. A correction is about the units of the change that it
     * corrects: of an annulled one nothing is left by which the annulment's own row could tell them.
     */
    public static final String ABOUT_UNIT = "(? = any(event.units) or (event.corrects is not null and"
            + " ? = any((select corrected.units from event corrected where corrected.id = event.corrects)::text[])))";

    private static final Filter EVERYTHING = new Filter(null, null, null);
    /** Bytes, and the last event on top. */
    private static final int LARGEST_PAGE = 8 << 20;

    private final JdbcTemplate jdbc;

    LogRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which events are wanted; what is null does not matter.
     *
     * @param knownAt those recorded by then
     */
    public record Filter(
            @Nullable String type,
            @Nullable String unit,
            @Nullable String resolution,
            @Nullable Instant knownAt) {
        boolean isNone() {
            return equals(EVERYTHING);
        }

        /** Whenever they were recorded. */
        public Filter(@Nullable String type, @Nullable String unit, @Nullable String resolution) {
            this(type, unit, resolution, null);
        }
    }

    /** An event as it is carried. */
    public record Line(long position, String type, String cloudEvent) {}

    /** @param isLast whether there was nothing more behind it that passes the filter */
    public record Page(List<Line> lines, boolean isLast) {}

    /**
     * Behind {@code position}, in the order of position; nothing that another event may still come before.
     *
     * @param limit events at most; fewer where they are large, but one at least where there is any
     */
    public Page after(String organisation, long position, Filter filter, long limit) {
        var sql = new StringBuilder("select position, type, cloud_event from event"
                + " join stream on stream.name = event.stream"
                + " where organisation = ? and position > ? and sequence <= projected_sequence"
                + " and position < coalesce((" + FIRST_UNFINISHED + "), " + Long.MAX_VALUE + ")");
        var arguments = new ArrayList<Object>(List.of(organisation, position, organisation));
        if (filter.type() != null) {
            // Both the event's name and the CloudEvents type are understood.
            sql.append(" and type = regexp_replace(?, '^org\\.mandatum\\.(.+)\\.v[0-9]+$', '\\1')");
            arguments.add(filter.type());
        }
        if (filter.unit() != null) {
            sql.append(" and ").append(ABOUT_UNIT);
            arguments.add(filter.unit());
            arguments.add(filter.unit());
        }
        if (filter.resolution() != null) {
            sql.append(" and resolution = ?");
            arguments.add(filter.resolution());
        }
        Instant knownAt = filter.knownAt();
        if (knownAt != null) {
            sql.append(" and recorded_at <= ?");
            arguments.add(knownAt.atOffset(ZoneOffset.UTC));
        }
        sql.append(" order by position limit ?");
        arguments.add(limit);
        arguments.add(LARGEST_PAGE);
        long[] found = {0};
        List<Line> lines = jdbc.query(
                "select position, type, cloud_event, found from (select *, count(*) over () as found,"
                        + " sum(octet_length(cloud_event)) over (order by position) - octet_length(cloud_event) as before"
                        + " from (" + sql + ") as page) as measured where before < ? order by position",
                (row, number) -> {
                    found[0] = row.getLong("found");
                    return new Line(row.getLong("position"), row.getString("type"), row.getString("cloud_event"));
                },
                arguments.toArray());
        return new Page(lines, lines.size() == found[0] && found[0] < limit);
    }

    /** The event at a position, if it is one of the organisation's. */
    public Optional<Line> at(String organisation, long position) {
        return after(organisation, position - 1, EVERYTHING, 1).lines().stream()
                .filter(line -> line.position() == position)
                .findFirst();
    }

    /** Up to which position everything of the organisation is shown; 0 when nothing is. */
    public long shownUpTo(String organisation) {
        Long position = jdbc.queryForObject(
                "select coalesce((" + FIRST_UNFINISHED + ") - 1,"
                        + " (select max(position) from event where organisation = ?), 0)",
                Long.class,
                organisation,
                organisation);
        return position == null ? 0 : position;
    }
}
