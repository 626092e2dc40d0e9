package org.mandatum.command.organisation;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
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
public final class Snapshots implements Snapshotter {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final EventStore store;
    /** Looked up late: the repository itself asks when to take a snapshot. */
    private final ObjectProvider<Repository<Organisation>> organisations;

    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("snapshots").factory());

    Snapshots(EventStore store, ObjectProvider<Repository<Organisation>> organisations) {
        this.store = store;
        this.organisations = organisations;
    }

    @Override
    public void scheduleSnapshot(Class<?> aggregate, String stream) {
        if (!underWay.add(stream)) return;
        executor.execute(() -> {
            try {
                OrganisationSnapshot snapshot = captured(stream);
                store.storeSnapshot(new GenericDomainEventMessage<>(
                        Organisation.class.getSimpleName(), stream, snapshot.version() - 1, snapshot));
            } catch (RuntimeException failure) {
                LOG.warn(
                        "no snapshot of {} was taken; its next load reads more of its log: {}",
                        stream,
                        failure.toString());
            } finally {
                underWay.remove(stream);
            }
        });
    }

    private OrganisationSnapshot captured(String stream) {
        return Objects.requireNonNull(DefaultUnitOfWork.startAndGet(null)
                .executeWithResult(() -> organisations.getObject().load(stream).invoke(Organisation::snapshot))
                .getPayload());
    }
}
