package org.mandatum.query.rebuild;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.Actor;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.query.audit.WholeLog;
import org.mandatum.query.http.Problem;
import org.mandatum.query.projection.Projections;
import org.mandatum.query.projection.Projections.Beside;
import org.mandatum.query.rebuild.Rebuild.State;
import org.mandatum.tracing.Correlation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Makes the projection anew beside the live one, from the log itself, holds both against each other and against the log, and
 * lets the new one take over. Until that very moment the live one goes on untouched, whatever happens to the other.
 */
@Service
class Rebuilds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final int AT_ONCE = 5_000;
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(250);
    /** For the log's tree to grow over what the live projection has from Kafka already. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int ATTEMPTS = 6;
    /** An instance notices within seconds; questions that it had begun are long over. */
    private static final Duration KEPT = Duration.ofSeconds(65);

    private final DataSource database;
    private final JdbcTemplate jdbc;
    private final RebuildRows rows;
    private final Projections projections;
    private final WholeLog log;
    private final Verification verification;
    private final MeterRegistry meters;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    Rebuilds(
            DataSource database,
            JdbcTemplate jdbc,
            RebuildRows rows,
            Projections projections,
            WholeLog log,
            Verification verification,
            MeterRegistry meters) {
        this.database = database;
        this.jdbc = jdbc;
        this.rows = rows;
        this.projections = projections;
        this.log = log;
        this.verification = verification;
        this.meters = meters;
    }

    /** The rebuild is to be given up. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(String why) {
            super(why);
        }
    }

    /** The live projection answers otherwise, and nobody said that it may be replaced then. */
    private static final class Different extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * @param swapWhenDifferent the live one may be replaced by one that answers otherwise
     * @throws Problem 409 when another one is being made, on whichever instance; 503 when the log is not seen from here
     */
    RebuildRows.Entry begin(boolean swapWhenDifferent, Actor by) {
        log.settled();
        Claim claim = claim();
        var rebuild = new Rebuild(UUID.randomUUID().toString(), swapWhenDifferent, by);
        try {
            rows.abandonThoseLeft();
            rows.add(rebuild);
            LOG.info("rebuild {} of the projection begins", rebuild.id);
            thread = Thread.ofPlatform()
                    .name("rebuild")
                    .daemon()
                    .start(Correlation.carriedBy(() -> run(rebuild, claim)));
        } catch (RuntimeException failure) {
            claim.close();
            throw failure;
        }
        return of(rebuild.id);
    }

    private Claim claim() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Claim claim = Claim.tryTo(database);
            if (claim != null) return claim;
            rows.running().ifPresent(id -> {
                throw Problem.of(
                                HttpStatus.CONFLICT,
                                "rebuild-running",
                                "A rebuild is being made; wait for its end, or DELETE it.")
                        .with("rebuild", id);
            });
            // Somebody removes what is left of an earlier one.
            if (System.nanoTime() > until)
                throw Problem.of(
                        HttpStatus.CONFLICT,
                        "rebuild-running",
                        "What is left of an earlier rebuild is being removed; ask again.");
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    List<RebuildRows.Entry> all() {
        return rows.all();
    }

    /** @throws Problem 404 when there is none */
    RebuildRows.Entry of(String id) {
        RebuildRows.Entry found = rows.find(id).orElseThrow(Rebuilds::unknown);
        if (!found.running() || !found.quiet()) return found;
        // Perhaps the instance that made it is gone.
        clear();
        return rows.find(id).orElse(found);
    }

    private static Problem unknown() {
        return Problem.of(HttpStatus.NOT_FOUND, "unknown-rebuild", "There is no such rebuild.");
    }

    /** @throws Problem 404 when there is none, 409 when it has ended */
    RebuildRows.Entry cancel(String id) {
        RebuildRows.Entry found = of(id);
        if (!rows.cancel(id))
            throw Problem.of(HttpStatus.CONFLICT, "rebuild-ended", "It has ended; there is nothing to cancel.")
                    .with("state", found.document().path("state").asString());
        return found;
    }

    /** Removes what those left behind that ended with their instance; nothing while one is being made. */
    private void clear() {
        Claim claim = Claim.tryTo(database);
        if (claim == null) return;
        try (claim) {
            rows.abandonThoseLeft();
            projections.dropLeftovers();
        }
    }

    private void run(Rebuild rebuild, Claim claim) {
        Beside beside = null;
        try (claim) {
            try {
                projections.dropLeftovers();
                beside = projections.begin();
                make(rebuild, beside, claim);
            } catch (Stopped stopped) {
                end(
                        rebuild,
                        running ? State.CANCELLED : State.FAILED,
                        running ? null : "stopped",
                        stopped.getMessage());
            } catch (Different different) {
                end(
                        rebuild,
                        State.DIFFERENT,
                        null,
                        "The live projection answers otherwise and stays. If it is the one that is wrong, begin anew with"
                                + " swapWhenDifferent.");
            } catch (Verification.NotTheFold fault) {
                LOG.error("rebuild {}: {}", rebuild.id, fault.getMessage());
                end(rebuild, State.FAILED, "not-the-fold", fault.getMessage() + " This is a fault of the register.");
            } catch (InterruptedException stopping) {
                end(rebuild, State.FAILED, "stopped", "The service was stopped; begin anew.");
            } catch (RuntimeException failure) {
                LOG.error("rebuild {} failed", rebuild.id, failure);
                end(rebuild, State.FAILED, "rebuild-failed", "The reason was logged: " + failure.getMessage());
            }
            if (beside != null && !projections.live().equals(beside.schema())) beside.drop();
        } catch (RuntimeException away) {
            LOG.warn("what is left of rebuild {} is removed at the next start or rebuild", rebuild.id, away);
        }
        LOG.info("rebuild {} has ended: {}", rebuild.id, rebuild.document().get("state"));
        meters.counter(
                        "mandatum.projection.rebuilds",
                        "outcome",
                        rebuild.document().get("state").asString())
                .increment();
        removeThePreviousOneLater();
    }

    private void end(Rebuild rebuild, State how, @Nullable String code, @Nullable String detail) {
        rebuild.ended(how, code, detail);
        rows.end(rebuild);
    }

    private void make(Rebuild rebuild, Beside beside, Claim claim) throws InterruptedException {
        String shape = shape();
        var words = new Words(rebuild);
        var reading = new Reading(rebuild, beside, words);
        reading.toTheEnd();
        beside.rest();
        verification.of(rebuild, beside, projections.live(), reading.position, words::now);
        if (rebuild.isDifferent() && !rebuild.swapWhenDifferent) throw new Different();
        rebuild.swaps();
        words.now();
        for (int attempt = 1; ; attempt++) {
            reading.toTheEnd();
            if (swap(rebuild, beside, claim, reading, shape, attempt == ATTEMPTS)) break;
        }
        projections.lookAgain();
    }

    /** False when the live projection had come further than the log can be read. */
    private boolean swap(Rebuild rebuild, Beside beside, Claim claim, Reading reading, String shape, boolean last) {
        return Boolean.TRUE.equals(claim.transaction.execute(status -> {
            beside.hold(claim.jdbc);
            reading.upTo(beside.behind());
            if (beside.behind() > 0 && !(last && rebuild.isDifferent())) {
                if (last)
                    throw new IllegalStateException(
                            "the live projection has come to position " + beside.behind()
                                    + ", which the log does not reach: is it a replica that is far behind, or was it set back?");
                status.setRollbackOnly();
                return false;
            }
            if (!shape.equals(shape()))
                throw new IllegalStateException("another release has changed the tables meanwhile; begin anew");
            beside.swap(claim.jdbc, rebuild.isDifferent());
            rebuild.ended(State.SWAPPED, null, null);
            if (!RebuildRows.end(claim.jdbc, rebuild, true)) throw new Stopped("Somebody cancelled it.");
            return true;
        }));
    }

    /** Which migrations made the tables what they are. */
    private String shape() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select coalesce(max(installed_rank), 0)::text from public.flyway_schema_history", String.class));
    }

    /** Says how far it is, not too often. */
    private final class Words {
        private final Rebuild rebuild;
        private long said = System.nanoTime();

        Words(Rebuild rebuild) {
            this.rebuild = rebuild;
        }

        void nowAndThen() {
            if (System.nanoTime() - said >= BETWEEN_WORDS.toNanos()) now();
        }

        /** @throws Stopped when it is to be given up */
        void now() {
            if (!running) throw new Stopped("The service was stopped; begin anew.");
            rows.tell(rebuild);
            said = System.nanoTime();
        }
    }

    /** Through the log, event by event, into the projection beside. */
    private final class Reading {
        private final Rebuild rebuild;
        private final Beside beside;
        private final Words words;
        private long position;

        Reading(Rebuild rebuild, Beside beside, Words words) {
            this.rebuild = rebuild;
            this.beside = beside;
            this.words = words;
        }

        void toTheEnd() {
            long end = log.settled();
            long of = log.size(end);
            while (position < end) {
                List<RecordedEvent> page = log.after(position, end, AT_ONCE);
                if (page.isEmpty()) break;
                beside.take(page);
                position = page.getLast().position();
                rebuild.projected(page.size(), of);
                words.nowAndThen();
            }
        }

        /** Waits, bounded, for the log to reach a position. */
        void upTo(long wanted) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (position < wanted && System.nanoTime() < until) {
                toTheEnd();
                if (position < wanted) LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
    }

    private void removeThePreviousOneLater() {
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(KEPT);
                if (running) clear();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException databaseAway) {
                LOG.debug("what is left is removed at the next start or rebuild", databaseAway);
            }
        });
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().start(() -> {
            try {
                clear();
            } catch (RuntimeException databaseAway) {
                LOG.warn("what is left of earlier rebuilds is removed at the next start or rebuild", databaseAway);
            }
        });
    }

    /** Waits until the one that is being made has been given up and removed. */
    @Override
    public void stop() {
        running = false;
        Thread making = thread;
        try {
            if (making != null) making.join(Duration.ofSeconds(5));
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
