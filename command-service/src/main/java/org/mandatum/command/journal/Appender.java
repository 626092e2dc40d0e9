package org.mandatum.command.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.journal.Journal.NewEvent;
import org.mandatum.command.journal.Journal.Recording;
import org.mandatum.journal.RecordedEvent;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Puts what many orders record into one transaction: while one is being committed, the next gathers. Whoever appends waits
 * until it is durable. What one order records stands or falls alone: when a transaction is refused for one of them, each is
 * tried by itself (ADR 0013).
 */
@Component
final class Appender implements DisposableBean {
    /** With so many events a transaction is full: those who wait for the next one wait as long as it takes. */
    private static final int MOST_EVENTS = 1_000;

    private final Journal journal;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    Appender(Journal journal) {
        this.journal = journal;
        thread = Thread.ofPlatform().daemon().name("appender").start(this::run);
    }

    private record Waiting(Recording recording, CompletableFuture<List<RecordedEvent>> recorded) {}

    /**
     * Returns when it is durable.
     *
     * @throws ConcurrencyException when another writer was faster, or a premise does not hold any more; nothing is recorded
     * @throws EventTooLarge when it holds an event that could not be published; nothing is recorded
     * @throws DuplicateKeyException when the same Idempotency-Key was remembered meanwhile; nothing is recorded
     * @throws DataAccessException when the store failed; whether it is recorded may be unknown
     */
    List<RecordedEvent> append(Recording recording) {
        var waiting = new Waiting(recording, new CompletableFuture<>());
        queue.add(waiting);
        if (closed) failQueued();
        try {
            return waiting.recorded().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /** How many orders wait for the next transaction. */
    int waiting() {
        return queue.size();
    }

    private void run() {
        try {
            while (true) commit(nextGroup());
        } catch (InterruptedException closing) {
            failQueued();
        }
    }

    private List<Waiting> nextGroup() throws InterruptedException {
        Waiting next = queue.take();
        var group = new ArrayList<Waiting>();
        int events = 0;
        while (next != null) {
            events += next.recording().events().size();
            group.add(next);
            next = events < MOST_EVENTS ? queue.poll() : null;
        }
        return group;
    }

    private void commit(List<Waiting> group) {
        try {
            List<List<RecordedEvent>> recorded =
                    journal.record(group.stream().map(Waiting::recording).toList());
            for (int i = 0; i < group.size(); i++) conclude(group.get(i), recorded.get(i));
            journal.appended();
        } catch (RuntimeException | Error failure) {
            if (group.size() > 1 && isRefusal(failure)) group.forEach(one -> commit(List.of(one)));
            else group.forEach(one -> one.recorded().completeExceptionally(translated(failure, one)));
        }
    }

    private static void conclude(Waiting waiting, List<RecordedEvent> recorded) {
        if (recorded.isEmpty())
            waiting.recorded()
                    .completeExceptionally(new ConcurrencyException("what was decided on has changed: "
                            + waiting.recording().premises()));
        else waiting.recorded().complete(recorded);
    }

    /** Whether nothing was sent, or the server answered that it took nothing; else it may have, and trying again could record twice. */
    private static boolean isRefusal(Throwable failure) {
        if (failure instanceof EventTooLarge) return true;
        SQLException cause = sql(failure);
        String state = cause == null ? null : cause.getSQLState();
        // integrity, data, transaction rollback (deadlock …), limits, raised by a trigger
        return state != null && state.matches("(22|23|40|54|P0).*");
    }

    private static Throwable translated(Throwable failure, Waiting waiting) {
        if (!(failure instanceof DuplicateKeyException) || isAboutKey(failure)) return failure;
        List<NewEvent> events = waiting.recording().events();
        return new ConcurrencyException("another writer appended to " + events.getFirst().stream(), failure);
    }

    private static boolean isAboutKey(Throwable failure) {
        ServerErrorMessage message =
                sql(failure) instanceof PSQLException refusal ? refusal.getServerErrorMessage() : null;
        return message != null && "submission".equals(message.getTable());
    }

    private static @Nullable SQLException sql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql) return sql;
        return null;
    }

    private void failQueued() {
        var stopping = new DataAccessResourceFailureException("the service is stopping");
        for (Waiting next = queue.poll(); next != null; next = queue.poll())
            next.recorded().completeExceptionally(stopping);
    }

    @Override
    public void destroy() {
        closed = true;
        thread.interrupt();
    }
}
