package org.mandatum.command.publishing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
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
 * process; those of other processes are seen within 200 ms (ADR 0008).
 */
final class JournalSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int AT_A_TIME = 1_000;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Journal journal;
    private final Duration gathering;

    /** @param gathering how long events gather at least from one reading to the next, for whoever is in no hurry */
    JournalSource(Journal journal, Duration gathering) {
        this.journal = journal;
        this.gathering = gathering;
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
        /** When to read though nobody has woken us: at once while there is more than was read. */
        private long readAgainNanos = System.nanoTime();
        /** Before that nothing is read, woken or not. */
        private long gatheredNanos = readAgainNanos;
        /** Grows while a writer stalls, so that the writers behind it get through between our attempts. */
        private Duration pause = Duration.ZERO;

        Settled(long position) {
            this.position = position;
            journal.onAppend(wakeUp);
        }

        /** Asked without patience, tells of what has been read: a batch ends there, and the next one begins with reading. */
        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            long deadline = System.nanoTime() + unit.toNanos(timeout);
            while (read.isEmpty()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) return false;
                if (awaitTurn(left)) fetch();
            }
            return true;
        }

        /** Waits until there is something to read, or may be; false when that takes longer. */
        private boolean awaitTurn(long nanos) throws InterruptedException {
            long early = gatheredNanos - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(Math.min(nanos, early));
                return early <= nanos;
            }
            long idle = Math.max(0, readAgainNanos - System.nanoTime());
            return appended.tryAcquire(Math.min(nanos, idle), TimeUnit.NANOSECONDS) || idle <= nanos;
        }

        private void fetch() {
            // Before reading: an append after this point wakes us again.
            appended.drainPermits();
            List<RecordedEvent> settled = List.of();
            try {
                settled = journal.settledAfter(position, AT_A_TIME);
                read.addAll(settled);
                pause = Duration.ZERO;
            } catch (BarrierHeld writerStalls) {
                pause = pause.isZero() ? SHORTEST_PAUSE : min(LONGEST_PAUSE, pause.multipliedBy(2));
            }
            long now = System.nanoTime();
            boolean more = settled.size() == AT_A_TIME || !pause.isZero();
            gatheredNanos = now + (more ? pause : gathering).toNanos();
            readAgainNanos = more ? gatheredNanos : now + LOOK_AGAIN.toNanos();
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            RecordedEvent next = read.peek();
            return next == null ? Optional.empty() : Optional.of(message(next));
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(1, TimeUnit.SECONDS)) Thread.onSpinWait();
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

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
