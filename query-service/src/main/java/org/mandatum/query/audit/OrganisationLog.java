package org.mandatum.query.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** One organisation's events, from the log itself: nothing that was projected has a part in it. */
@Component
public class OrganisationLog {
    private static final int AT_ONCE = 1_000;

    private final LogDatabase database;

    OrganisationLog(LogDatabase database) {
        this.database = database;
    }

    /** How many events had been recorded by a moment. */
    long size(OrganisationId organisation, Instant knownAt) {
        return Objects.requireNonNull(new JdbcTemplate(database.source())
                .queryForObject(
                        "select count(*) from event where stream = ? and recorded_at <= ?",
                        Long.class,
                        stream(organisation),
                        knownAt.atOffset(ZoneOffset.UTC)));
    }

    /**
     * What had been recorded by a moment, in the order of sequence.
     *
     * @param progress told after every page how many events have been read
     */
    public List<RecordedEvent> read(OrganisationId organisation, Instant knownAt, LongConsumer progress) {
        var jdbc = new JdbcTemplate(database.source());
        var events = new ArrayList<RecordedEvent>();
        List<RecordedEvent> page;
        do {
            page = jdbc.query(
                    "select id, sequence, position, remaining, recorded_at, type, revision, payload from event"
                            + " where stream = ? and recorded_at <= ? and sequence > ? order by sequence limit ?",
                    (row, number) -> event(organisation, row),
                    stream(organisation),
                    knownAt.atOffset(ZoneOffset.UTC),
                    events.isEmpty() ? -1L : events.getLast().sequence(),
                    AT_ONCE);
            events.addAll(page);
            progress.accept(events.size());
        } while (page.size() == AT_ONCE);
        return events;
    }

    private static String stream(OrganisationId organisation) {
        return "organisations/" + organisation;
    }

    /** Who ordered it does not matter to a structure. */
    private static RecordedEvent event(OrganisationId organisation, ResultSet row) throws SQLException {
        return new RecordedEvent(
                row.getString("id"),
                organisation.value(),
                row.getLong("sequence"),
                row.getLong("position"),
                row.getInt("remaining"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                null,
                null,
                null,
                EventJson.read(EventTypes.of(row.getString("type"), row.getInt("revision")), row.getString("payload")));
    }
}
