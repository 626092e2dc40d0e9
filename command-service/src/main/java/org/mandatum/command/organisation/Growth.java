package org.mandatum.command.organisation;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.AbstractSnapshotTrigger;
import org.axonframework.eventsourcing.SnapshotTrigger;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.mandatum.command.journal.JournalStorageEngine;

/**
 * When to take a snapshot: once {@code least} events, and a quarter of the log, are not in the last one. A snapshot holds the
 * whole organisation, so that one every so many events would cost the square of its length, while a load reads all of the
 * snapshot in any case. The events of an import do not count while it goes on: it has one taken at its end (ADR 0010).
 */
public record Growth(Snapshotter snapshotter, int least) implements SnapshotTriggerDefinition {
    private static final int SHARE = 4;

    @Override
    public SnapshotTrigger prepareTrigger(Class<?> aggregate) {
        return new Trigger(snapshotter, aggregate, least);
    }

    private static final class Trigger extends AbstractSnapshotTrigger {
        private static final long serialVersionUID = 1;

        private final int least;
        private long length;
        private long since;

        Trigger(Snapshotter snapshotter, Class<?> aggregate, int least) {
            super(snapshotter, aggregate);
            this.least = least;
        }

        @Override
        public void eventHandled(EventMessage<?> event) {
            if (event.getMetaData().containsKey(JournalStorageEngine.PACKAGE)) return;
            if (event instanceof DomainEventMessage<?> recorded) length = recorded.getSequenceNumber() + 1;
            since++;
            super.eventHandled(event);
        }

        @Override
        protected boolean exceedsThreshold() {
            return since >= Math.max(least, length / SHARE);
        }

        @Override
        protected void reset() {
            since = 0;
        }
    }
}
