package org.mandatum.command.imports;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.Snapshotter;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.imports.Imports.State;
import org.mandatum.command.imports.PackageReader.Entry;
import org.mandatum.command.journal.Submissions;
import org.mandatum.command.organisation.Organisation;
import org.mandatum.journal.Actor;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.tracing.Correlation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Runs imports beside the requests that brought them: a few at once, each in threads of its own. */
@Component
class ImportDesk implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);
    private static final long SAVE_EVERY_NANOS = 200_000_000;
    private static final int ATTEMPTS_TO_END = 10;
    private static final String STOPPED =
            "The service was stopped. Send the file again: nothing is lost, and lines that are"
                    + " recorded already count as repeated.";

    private final Imports imports;
    private final Submissions submissions;
    private final CommandGateway commands;
    private final Snapshotter snapshotter;
    private final int snapshotEvery;
    private final Semaphore free;
    private final Set<Thread> runs = ConcurrentHashMap.newKeySet();
    private volatile boolean open;

    ImportDesk(
            Imports imports,
            Submissions submissions,
            CommandBus bus,
            Snapshotter snapshotter,
            @Value("${mandatum.aggregates.snapshot-every:1000}") int snapshotEvery,
            @Value("${mandatum.imports.at-once:4}") int atOnce) {
        this.imports = imports;
        this.submissions = submissions;
        commands = DefaultCommandGateway.builder().commandBus(bus).build();
        this.snapshotter = snapshotter;
        this.snapshotEvery = snapshotEvery;
        free = new Semaphore(atOnce);
    }

    /** A place at the desk, to be used by one import or given back. */
    final class Place implements AutoCloseable {
        private boolean handedOn;

        /**
         * Begins the import and answers its id; from now on the spool is the desk's to close.
         *
         * @param correlation of the request that brought the file; null: the import stands for it
         */
        String begin(
                OrganisationId organisation,
                Spool spool,
                boolean stopOnError,
                Actor actor,
                @Nullable String correlation) {
            Imports.Running running = imports.begin(organisation);
            String name = "import-" + running.id();
            handedOn = true;
            var origin = new Origin(running.id(), correlation == null ? running.id() : correlation, actor);
            Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(Correlation.carriedBy(() -> {
                try {
                    new Run(organisation, running, stopOnError, origin).run(spool);
                } finally {
                    runs.remove(Thread.currentThread());
                    free.release();
                }
            }));
            runs.add(thread);
            thread.start();
            return running.id();
        }

        @Override
        public void close() {
            if (!handedOn) free.release();
        }
    }

    /** A place at the desk, or null when all are taken, or the service is about to stop. */
    @Nullable
    Place place() {
        return open && free.tryAcquire() ? new Place() : null;
    }

    /** One import, from its file's first line to its end, whatever end that is. */
    private final class Run {
        private final OrganisationId organisation;
        private final Imports.Running running;
        private final Progress.Tally tally = new Progress.Tally();
        private final Capture capture;
        private long saved = System.nanoTime();

        Run(OrganisationId organisation, Imports.Running running, boolean stopOnError, Origin origin) {
            this.organisation = organisation;
            this.running = running;
            capture = new Capture(organisation, origin, stopOnError, commands, submissions, tally);
        }

        void run(Spool spool) {
            String failure = failure(spool);
            end(failure == null ? State.COMPLETED : State.FAILED, tally.progress(failure));
            if (tally.changes() >= snapshotEvery)
                snapshotter.scheduleSnapshot(Organisation.class, Organisation.stream(organisation));
        }

        /** Why it failed; null when it did not. */
        private @Nullable String failure(Spool spool) {
            try (spool) {
                return capture(spool) ? null : STOPPED;
            } catch (Capture.Stopped | Capture.GivenUp known) {
                return known.getMessage();
            } catch (InterruptedException stopping) {
                return STOPPED;
            } catch (Exception unforeseen) {
                LOG.error("import {} of {} failed", running.id(), organisation, unforeseen);
                return "This is a fault of the register; it was logged. What was recorded before it stays recorded.";
            }
        }

        /** False: the service stops before the file ends. The lines after next are read while the next are recorded. */
        private boolean capture(Spool spool)
                throws Capture.Stopped, Capture.GivenUp, InterruptedException, IOException, ExecutionException {
            var reader = new PackageReader(spool.content(), organisation);
            ExecutorService reading = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                    .daemon()
                    .name("import-reader-" + running.id())
                    .factory());
            try {
                Future<List<Entry>> next = reading.submit(reader::next);
                for (List<Entry> entries = next.get(); !entries.isEmpty(); entries = next.get()) {
                    next = reading.submit(reader::next);
                    if (!open) return false;
                    capture.record(entries, this::saveNowAndThen);
                }
                return true;
            } finally {
                reading.shutdown();
                reading.awaitTermination(10, TimeUnit.SECONDS);
            }
        }

        private void saveNowAndThen() {
            if (System.nanoTime() - saved < SAVE_EVERY_NANOS) return;
            try {
                running.save(State.RUNNING, tally.progress(null));
            } catch (SQLException | DataAccessException storeDown) {
                LOG.warn("progress of import {} was not written down: {}", running.id(), storeDown.toString());
            }
            saved = System.nanoTime();
        }

        /** Tries for a while; if the store stays away, whoever asks later finds the import interrupted. */
        private void end(State state, Progress progress) {
            try (running) {
                for (int attempt = 1; ; attempt++) {
                    try {
                        running.save(state, progress);
                        return;
                    } catch (SQLException | DataAccessException storeDown) {
                        if (attempt == ATTEMPTS_TO_END || !open) throw storeDown;
                    }
                    Thread.sleep(1_000);
                }
            } catch (SQLException | DataAccessException storeDown) {
                LOG.warn("the end of import {} was not written down: {}", running.id(), storeDown.toString());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void start() {
        int interrupted = imports.failInterrupted(Duration.ZERO);
        if (interrupted > 0) LOG.info("{} imports had been interrupted", interrupted);
        open = true;
    }

    /** Lets the transactions under way end. Comes before the web server waits for those who watch an import. */
    @Override
    public void stop() {
        open = false;
        for (Thread run : runs) {
            try {
                run.join(Duration.ofSeconds(10));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public boolean isRunning() {
        return open;
    }
}
