package org.mandatum.command.publishing;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.journal.Journal;
import org.mandatum.command.journal.Journal.BarrierHeld;
import org.mandatum.journal.RecordedEvent;

/**
 * The journal as Axon's processors read it: settled events only, in the order of position. Woken by appends in this
 * process; those of other processes are seen within {@value #LOOK_AGAIN_MILLIS} ms (ADR 0008).
 */
final class JournalSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    private static final int LOOK_AGAIN_MILLIS = 200;
    private static final int AT_A_TIME = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final Journal journal;

    JournalSource(Journal journal) {
        this.journal = journal;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Settled(position(token));
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    private static long position(@Nullable TrackingToken token) {
        OptionalLong position = token == null ? OptionalLong.empty() : token.position();
        return position.orElse(0);
    }

    private final class Settled implements BlockingStream<TrackedEventMessage<?>> {
        private final Semaphore appended = new Semaphore(0);
        private final Runnable wakeUp = appended::release;
        private final Queue<RecordedEvent> read = new ArrayDeque<>();
        private long position;
        /** Grows while a writer stalls, so that the writers behind it get through between our attempts. */
        private long pauseMillis;

        Settled(long position) {
            this.position = position;
            journal.onAppend(wakeUp);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            long deadline = System.nanoTime() + unit.toNanos(timeout);
            while (read.isEmpty()) {
                // Drained before reading: an append after this point wakes us again.
                appended.drainPermits();
                if (fetch()) break;
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) return false;
                if (pauseMillis > 0) TimeUnit.MILLISECONDS.sleep(Math.min(left, pauseMillis));
                else appended.tryAcquire(Math.min(left, LOOK_AGAIN_MILLIS), TimeUnit.MILLISECONDS);
            }
            return true;
        }

        private boolean fetch() {
            try {
                read.addAll(journal.settledAfter(position, AT_A_TIME));
                pauseMillis = 0;
            } catch (BarrierHeld writerStalls) {
                pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(50, pauseMillis * 2));
            }
            return !read.isEmpty();
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            RecordedEvent next = read.peek();
            return next == null ? Optional.empty() : Optional.of(message(next));
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) Thread.onSpinWait();
            RecordedEvent next = read.remove();
            position = next.position();
            return message(next);
        }

        private TrackedEventMessage<?> message(RecordedEvent event) {
            return new GenericTrackedEventMessage<>(
                    new GlobalSequenceTrackingToken(event.position()),
                    new GenericMessage<>(event.id(), event, Map.of()),
                    event::recordedAt);
        }

        @Override
        public void close() {
            journal.noLongerOnAppend(wakeUp);
        }
    }
}
