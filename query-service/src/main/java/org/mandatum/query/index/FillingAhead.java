package org.mandatum.query.index;

import java.util.List;
import org.mandatum.organisation.OrganisationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Fills the indexes of large organisations when the service starts, the largest first, as many as fit: nobody need ask, and be told
 * to ask again, for that to begin. A small one is filled while the first question waits.
 */
@Component
class FillingAtStart {
    private static final Logger LOG = LoggerFactory.getLogger(FillingAtStart.class);
    private static final long BYTES_OF_A_CHANGE = 2_000;

    private final Indexes indexes;
    private final JdbcTemplate jdbc;
    private final long fewest;

    /** @param fewest events of an organisation that is large */
    FillingAtStart(Indexes indexes, JdbcTemplate jdbc, @Value("${mandatum.index.fill-at-start-from}") long fewest) {
        this.indexes = indexes;
        this.jdbc = jdbc;
        this.fewest = fewest;
    }

    private record Large(OrganisationId organisation, long events) {}

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread.ofPlatform().name("indexes at start").daemon().start(this::fill);
    }

    /** One after the other, since each takes as many processors as there are. */
    void fill() {
        try {
            for (Large large : largest())
                if (large.events() * BYTES_OF_A_CHANGE <= indexes.room()) indexes.awaited(large.organisation());
        } catch (RuntimeException failure) {
            LOG.warn("not all indexes were filled at the start; each is at its first question", failure);
        }
    }

    private List<Large> largest() {
        return jdbc.query(
                "select substr(name, length('/organisations/') + 1), projected_sequence + 1 from stream"
                        + " where name like '/organisations/%' and projected_sequence + 1 >= ?"
                        + " order by projected_sequence desc",
                (row, number) -> new Large(new OrganisationId(row.getString(1)), row.getLong(2)), fewest);
    }
}
