package org.mandatum.query.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Rank;
import org.mandatum.query.projection.Assignment;
import org.mandatum.query.projection.LiveProjection;
import org.mandatum.query.projection.Projected;
import org.mandatum.query.projection.Revision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The indexes of the organisations that are asked about. Each is filled from the rows at the first question, then kept
 * current by the projection; past the memory that is allowed, those that were not asked for longest go.
 */
@Component
public class Indexes implements Projected {
    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);
    private static final int ROWS_AT_ONCE = 5_000;
    /** Indexes also grow while nobody asks. */
    private static final int BATCHES_BETWEEN_LOOKS = 64;

    private final JdbcTemplate jdbc;
    private final Assignment assignment;
    private final TransactionTemplate oneMoment;
    private final long mostBytes;
    private int batches;
    private final Map<OrganisationId, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);

    private final Counter inMemory;
    private final Counter filled;

    Indexes(
            JdbcTemplate jdbc,
            Assignment assignment,
            LiveProjection live,
            PlatformTransactionManager transactions,
            MeterRegistry meters,
            @Value("${mandatum.index.share-of-memory}") double shareOfMemory) {
        inMemory = meters.counter("mandatum.index.requests", "result", "hit");
        filled = meters.counter("mandatum.index.requests", "result", "miss");
        this.jdbc = jdbc;
        this.assignment = assignment;
        oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        live.onSwap(this::mayBeBehind);
        mostBytes = (long) (Runtime.getRuntime().maxMemory() * shareOfMemory);
    }

    /** An index, or the place where it is being filled while the projection goes on. */
    private static final class Slot {
        private @Nullable OrganisationIndex ready;
        private final List<Revision> meanwhile = new ArrayList<>();

        synchronized void revise(Revision revision) {
            if (ready == null) meanwhile.add(revision);
            else ready.revise(revision);
        }

        synchronized OrganisationIndex complete(OrganisationIndex filled) {
            meanwhile.forEach(filled::revise);
            meanwhile.clear();
            ready = filled;
            return filled;
        }

        synchronized @Nullable OrganisationIndex ready() {
            return ready;
        }
    }

    /** The organisation's index; empty when nothing of it has been projected. The first question waits until it is filled. */
    public OrganisationIndex of(OrganisationId organisation) {
        Slot slot;
        synchronized (slots) {
            slot = slots.get(organisation);
        }
        if (slot == null) {
            // Whoever asks about what is not there shall not fill the memory.
            if (projected(organisation) == 0) return new OrganisationIndex();
            synchronized (slots) {
                slot = slots.computeIfAbsent(organisation, none -> new Slot());
            }
        }
        OrganisationIndex ready = slot.ready();
        if (ready == null) return fill(organisation, slot);
        if (assignment.covers(organisation) || ready.position() >= projected(organisation)) {
            inMemory.increment();
            return ready;
        }
        // Another instance projects it, and has gone on.
        synchronized (slots) {
            slots.remove(organisation, slot);
            slot = slots.computeIfAbsent(organisation, none -> new Slot());
        }
        return fill(organisation, slot);
    }

    /** Filled anew from the rows as they are now, and not kept: for an audit of what the rows say. */
    public OrganisationIndex fromRows(OrganisationId organisation) {
        return Objects.requireNonNull(oneMoment.execute(status -> read(organisation)));
    }

    private long projected(OrganisationId organisation) {
        return jdbc
                .queryForList(
                        "select projected_position from stream where name = ?",
                        Long.class,
                        "/organisations/" + organisation)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    private OrganisationIndex fill(OrganisationId organisation, Slot slot) {
        filled.increment();
        synchronized (filling(slot)) {
            OrganisationIndex other = slot.ready();
            if (other != null) return other;
            long begun = System.nanoTime();
            OrganisationIndex index =
                    slot.complete(Objects.requireNonNull(oneMoment.execute(status -> read(organisation))));
            LOG.info(
                    "filled the index of {} in {} ms, some {} MB",
                    organisation,
                    Duration.ofNanos(System.nanoTime() - begun).toMillis(),
                    index.weight() >> 20);
            makeRoom(organisation);
            return index;
        }
    }

    /** Not the slot itself: the projection must not wait while it is filled. */
    private static Object filling(Slot slot) {
        return slot.meanwhile;
    }

    @Override
    public void projected(List<Revision> revisions) {
        for (Revision revision : revisions) {
            Slot slot;
            synchronized (slots) {
                slot = slots.get(revision.organisation());
            }
            if (slot != null) slot.revise(revision);
        }
        if (++batches % BATCHES_BETWEEN_LOOKS == 0 && !revisions.isEmpty())
            makeRoom(revisions.getLast().organisation());
    }

    @Override
    public void mayBeBehind() {
        synchronized (slots) {
            slots.clear();
        }
    }

    private void makeRoom(OrganisationId lately) {
        synchronized (slots) {
            long bytes = 0;
            for (Slot slot : slots.values()) bytes += weight(slot);
            var eldest = slots.entrySet().iterator();
            while (bytes > mostBytes && eldest.hasNext()) {
                Map.Entry<OrganisationId, Slot> next = eldest.next();
                if (next.getKey().equals(lately)) continue;
                bytes -= weight(next.getValue());
                eldest.remove();
            }
        }
    }

    private static long weight(Slot slot) {
        OrganisationIndex index = slot.ready();
        return index == null ? 0 : index.weight();
    }

    /**
     * Rows of one organisation. The last condition is true of every row: through it the planner finds them in two partial
     * indexes, of what is known now and of what was known once, where it would read the rows of all organisations.
     */
    static String rowsOf(Revision.Kind kind) {
        return "select id, lower(effective) as from_day, upper(effective) as until_day, lower(recorded) as recorded_at,"
                + " upper(recorded) as recorded_until, rank_sequence, rank_part, document from " + kind.table()
                + " where organisation = ? and (upper_inf(recorded) or not upper_inf(recorded))"
                + " order by lower(recorded), rank_sequence, rank_part, id, lower(effective)";
    }

    private OrganisationIndex read(OrganisationId organisation) {
        var filling = new Filling(edition());
        JdbcTemplate bit = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        bit.setFetchSize(ROWS_AT_ONCE);
        bit.query(
                "select recorded_at, sequence, position from event join stream on stream.name = event.stream"
                        + " where event.stream = ? and remaining = 0 and sequence <= projected_sequence order by sequence",
                row -> {
                    filling.recorded(
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                            row.getLong("sequence") + 1,
                            row.getLong("position"));
                },
                "/organisations/" + organisation);
        for (Revision.Kind kind : Revision.Kind.values()) {
            var rows = new ArrayList<Filling.Stored>(ROWS_AT_ONCE);
            bit.query(
                    rowsOf(kind),
                    row -> {
                        rows.add(stored(row));
                        if (rows.size() < ROWS_AT_ONCE) return;
                        filling.rows(kind, rows);
                        rows.clear();
                    },
                    organisation.value());
            filling.rows(kind, rows);
            filling.end();
        }
        return filling.index();
    }

    /** That of the projection which this transaction sees; one that has been replaced answers under no edition of its own. */
    private int edition() {
        return jdbc
                .queryForList("select edition from public.projection where live = current_schema()", Integer.class)
                .stream()
                .findFirst()
                .orElse(-1);
    }

    private static Filling.Stored stored(ResultSet row) throws SQLException {
        Date until = row.getDate("until_day");
        OffsetDateTime recordedUntil = row.getObject("recorded_until", OffsetDateTime.class);
        return new Filling.Stored(
                row.getString("id"),
                row.getDate("from_day").toLocalDate(),
                until == null ? null : until.toLocalDate(),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                recordedUntil == null ? null : recordedUntil.toInstant(),
                new Rank(row.getLong("rank_sequence"), row.getInt("rank_part")),
                row.getString("document"));
    }
}
