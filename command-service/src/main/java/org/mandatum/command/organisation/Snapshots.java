package org.mandatum.command.organisation;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Takes snapshots of organisations as they are in memory, so that the log is not read again. Other orders to the organisation
 * wait only while its changes are listed; they are put into words afterwards.
 */
@Component
public final class Snapshots implements Snapshotter, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final EventStore store;
    /** Looked up late: the repository itself asks when to take a snapshot. */
    private final ObjectProvider<Repository<Organisation>> organisations;

    private final Set<String> queued = ConcurrentHashMap.newKeySet();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("snapshots").factory());

    Snapshots(EventStore store, ObjectProvider<Repository<Organisation>> organisations) {
        this.store = store;
        this.organisations = organisations;
    }

    @Override
    public void scheduleSnapshot(Class<?> aggregate, String stream) {
        if (!queued.add(stream)) return;
        try {
            executor.execute(() -> take(stream));
        } catch (RejectedExecutionException stopping) {
            queued.remove(stream);
        }
    }

    private void take(String stream) {
        // Whoever asks from here on asks for a later one.
        queued.remove(stream);
        try {
            OrganisationSnapshot snapshot = captured(stream);
            store.storeSnapshot(new GenericDomainEventMessage<>(
                    Organisation.class.getSimpleName(), stream, snapshot.version() - 1, snapshot));
        } catch (RuntimeException failure) {
            LOG.warn(
                    "no snapshot of {} was taken; its next load reads more of its log: {}", stream, failure.toString());
        }
    }

    private OrganisationSnapshot captured(String stream) {
        ResultMessage<OrganisationSnapshot> captured = DefaultUnitOfWork.startAndGet(null)
                .executeWithResult(() -> organisations.getObject().load(stream).invoke(Organisation::snapshot));
        if (captured.isExceptional()) throw new IllegalStateException(captured.exceptionResult());
        return Objects.requireNonNull(captured.getPayload());
    }

    /** None is begun any more. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
