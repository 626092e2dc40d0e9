package org.mandatum.query.index;

import java.util.List;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.projection.LiveProjection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Fills the indexes of large organisations before anybody asks: when the service starts, and when a projection takes over that
 * answers otherwise. The largest first, as many as fit. A small one is filled while the first question waits.
 */
@Component
class FillingAhead {
    private static final Logger LOG = LoggerFactory.getLogger(FillingAhead.class);
    private static final long BYTES_OF_AN_EVENT = 2_000;

    private final Indexes indexes;
    private final JdbcTemplate jdbc;
    private final long fewest;

    /** @param fewest events of an organisation that is large */
    FillingAhead(
            Indexes indexes,
            JdbcTemplate jdbc,
            LiveProjection live,
            @Value("${mandatum.index.fill-ahead-from}") long fewest) {
        this.indexes = indexes;
        this.jdbc = jdbc;
        this.fewest = fewest;
        live.onSwap(otherwise -> {
            if (otherwise) begin();
        });
    }

    private record Large(OrganisationId organisation, long events) {}

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread.ofPlatform().name("indexes ahead").daemon().start(() -> {
            try {
                fill();
            } catch (RuntimeException failure) {
                LOG.warn("no index was filled ahead; each is at the first question", failure);
            }
        });
    }

    /** One after the other, since each takes as many processors as there are. */
    void fill() {
        for (Large large : largest())
            if (large.events() * BYTES_OF_AN_EVENT <= indexes.room()) fill(large.organisation());
    }

    private void fill(OrganisationId organisation) {
        try {
            indexes.awaited(organisation);
        } catch (RuntimeException failure) {
            LOG.warn("the index of {} was not filled ahead; it is at the first question", organisation, failure);
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
