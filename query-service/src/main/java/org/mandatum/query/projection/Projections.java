package org.mandatum.query.projection;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.RecordedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The projections in the database: the live one, those that are made beside it, and what is left of earlier ones. */
@Component
public class Projections {
    private static final Logger LOG = LoggerFactory.getLogger(Projections.class);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final List<Follower> followers;
    private final LiveProjection live;

    Projections(
            JdbcTemplate jdbc, PlatformTransactionManager transactions, List<Follower> followers, LiveProjection live) {
        this.jdbc = jdbc;
        this.live = live;
        transaction = new TransactionTemplate(transactions);
        this.followers = followers;
    }

    /** The schema of the one that answers. */
    public String live() {
        return one("select live from public.projection");
    }

    /** Has this instance notice at once which one is live now. */
    public void lookAgain() {
        jdbc.execute((ConnectionCallback<Boolean>) connection -> live.ask(connection) != null);
    }

    /** Begins an empty one: the live one's tables, with their indexes and settings. */
    public Beside begin() {
        String live = live();
        String schema = "projection_" + one("select nextval('public.projection_number')::text");
        transaction.executeWithoutResult(status -> {
            jdbc.execute("create schema " + schema);
            jdbc.query(
                            "select relname, array_to_string(reloptions, ', ') from pg_class"
                                    + " where relnamespace = ?::regnamespace and relkind = 'r' order by relname",
                            (row, number) -> like(live, schema, row.getString(1), row.getString(2)),
                            live)
                    .forEach(jdbc::execute);
        });
        return new Beside(schema);
    }

    private static String like(String live, String schema, String table, @Nullable String settings) {
        return "create table " + schema + "." + table + " (like " + live + "." + table + " including all)"
                + (settings == null ? "" : " with (" + settings + ")");
    }

    /** Drops those that nobody needs: not the live one, nor the one before it while an instance may still ask it. */
    public void dropLeftovers() {
        jdbc.queryForList(
                        "select nspname from pg_namespace, public.projection where nspname ~ '^projection_[0-9]+$'"
                                + " and nspname <> live"
                                + " and (nspname is distinct from previous or swapped_at < now() - interval '1 minute')",
                        String.class)
                .forEach(this::drop);
    }

    private void drop(String schema) {
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.execute("set local lock_timeout = '5s'");
                jdbc.execute("drop schema if exists " + schema + " cascade");
            });
        } catch (DataAccessException inUse) {
            LOG.info("{} is still in use and dropped another time: {}", schema, inUse.getMessage());
        }
    }

    private String one(String query) {
        String text = jdbc.queryForObject(query, String.class);
        if (text == null) throw new IllegalStateException("the database does not say which projection is live");
        return text;
    }

    /** One that is made beside the live one. Not for use by several threads. */
    public final class Beside {
        private final String schema;
        private final Projector projector = new Projector(jdbc, followers);

        private Beside(String schema) {
            this.schema = schema;
        }

        public String schema() {
            return schema;
        }

        /** Takes in what comes next in each of its logs, as the live one does. */
        public void take(List<RecordedEvent> events) {
            List<Arrival> arrivals = events.parallelStream()
                    .map(event -> new Arrival(event, CloudEvent.write(event)))
                    .toList();
            look(() -> {
                Batch batch = projector.take(arrivals, () -> {});
                transaction.executeWithoutResult(status -> {
                    jdbc.execute("set local synchronous_commit = off");
                    batch.write(jdbc);
                });
                return batch;
            });
        }

        /** Has taken in what there was: lets go of the memory, and tells the database what is in the tables. */
        public void rest() {
            projector.forget();
            look(() -> {
                jdbc.queryForList(
                                "select relname from pg_class where relnamespace = ?::regnamespace and relkind = 'r'",
                                String.class,
                                schema)
                        .forEach(table -> jdbc.execute("analyze " + table));
                return schema;
            });
        }

        /** Of which of these whole logs its rows are not what the log makes of them, on a day as known at its end. */
        public List<String> amiss(Collection<List<RecordedEvent>> logs, LocalDate effectiveOn) {
            return look(() -> followers.stream()
                    .flatMap(follower -> follower.amiss(logs, effectiveOn).stream())
                    .toList());
        }

        /** Asks of it instead of the live one. */
        public <T> T look(Supplier<T> question) {
            return LiveProjection.beside(schema, question);
        }

        /**
         * Lets the live one stand still until the end of the caller's transaction: what is being written is waited for, nothing
         * more is written. Questions go on.
         */
        public void hold(JdbcTemplate swapping) {
            swapping.execute("set local lock_timeout = '30s'");
            swapping.queryForList("select live from public.projection for update", String.class);
        }

        /** Up to which position the live one knows of something that this one does not; 0: of nothing. */
        public long behind() {
            String live = live();
            Long position = jdbc.queryForObject(
                    "select coalesce(max((select max(position) from " + live
                            + ".event where stream = held.name)), 0) from "
                            + live + ".stream as held"
                            + " left join " + schema + ".stream as own on own.name = held.name"
                            + " where own.name is null or own.received_sequence < held.received_sequence",
                    Long.class);
            return position == null ? 0 : position;
        }

        /**
         * Becomes the live one when the caller's transaction, which has {@link #hold held} the other, commits.
         *
         * @param different whether it answers otherwise. Then the other's place in the topic is not trusted: it is read from its
         *     beginning, where everything that is here already has no effect
         */
        public void swap(JdbcTemplate swapping, boolean different) {
            if (!different)
                swapping.update("insert into " + schema + ".consumer_offset select * from " + live()
                        + ".consumer_offset on conflict do nothing");
            swapping.update(
                    "update public.projection set previous = live, live = ?, swapped_at = now(), edition = edition + ?",
                    schema,
                    different ? 1 : 0);
        }

        /** Gives it up. */
        public void drop() {
            Projections.this.drop(schema);
        }
    }
}
