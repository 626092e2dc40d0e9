package org.mandatum.query.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.http.Recorded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** One organisation's events, from the log itself: nothing that was projected has a part in it. */
@Component
public class OrganisationLog implements Recorded {
    private static final Logger LOG = LoggerFactory.getLogger(OrganisationLog.class);
    private static final int AT_ONCE = 1_000;
    /** After it did not answer, questions that can do without it do not wait for it again at once. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    private final LogDatabase database;
    /** When it did not answer last. */
    private volatile @Nullable Instant silentAt;

    OrganisationLog(LogDatabase database) {
        this.database = database;
    }

    @Override
    public OptionalLong by(OrganisationId organisation, Instant moment) {
        JdbcTemplate questions = database.questions();
        Instant silent = silentAt;
        if (questions == null || (silent != null && Instant.now().isBefore(silent.plus(LEFT_ALONE))))
            return OptionalLong.empty();
        try {
            return OptionalLong.of(size(questions, organisation, moment));
        } catch (DataAccessException down) {
            LOG.warn(
                    "the log's database does not answer: what was recorded lately may not be projected yet: {}",
                    down.toString());
            silentAt = Instant.now();
            return OptionalLong.empty();
        }
    }

    /** How many events had been recorded by a moment. */
    long size(OrganisationId organisation, Instant knownAt) {
        return size(new JdbcTemplate(database.source()), organisation, knownAt);
    }

    private static long size(JdbcTemplate jdbc, OrganisationId organisation, Instant knownAt) {
        // Sequences begin with 0 and have no gaps, and recorded times increase with them.
        return jdbc
                .queryForList(
                        "select sequence + 1 from event where stream = ? and recorded_at <= ? order by sequence desc limit 1",
                        Long.class,
                        stream(organisation),
                        knownAt.atOffset(ZoneOffset.UTC))
                .stream()
                .findFirst()
                .orElse(0L);
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
