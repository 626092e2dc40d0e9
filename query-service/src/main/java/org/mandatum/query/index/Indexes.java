package org.mandatum.query.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.index.Slot.Updating;
import org.mandatum.query.projection.Assignment;
import org.mandatum.query.projection.LiveProjection;
import org.mandatum.query.projection.Projected;
import org.mandatum.query.projection.Revision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;

/**
 * The indexes of the organisations that are asked about. Each is filled from the rows at the first question, those of large ones
 * {@linkplain FillingAhead before that}, then kept current by the projection. One that may have missed something, or whose
 * organisation another instance projects, takes in from the rows what it lacks. Past the memory that is allowed, those that were
 * not asked for longest go.
 */
@Component
public class Indexes implements Projected {
    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);
    /** Indexes also grow while nobody asks. */
    private static final int BATCHES_BETWEEN_LOOKS = 64;
    /** One that was under way may fail, and another begin, between two looks. */
    private static final int ATTEMPTS = 3;

    private final StoredRows rows;
    private final Assignment assignment;
    private final long mostBytes;
    private final Duration patience;
    private int batches;
    private final Map<OrganisationId, Slot> slots = new ConcurrentHashMap<>();

    private final Counter inMemory;
    private final Counter filled;
    private final Counter caughtUp;

    Indexes(
            JdbcTemplate jdbc,
            Assignment assignment,
            LiveProjection live,
            PlatformTransactionManager transactions,
            MeterRegistry meters,
            @Value("${mandatum.index.share-of-memory}") double shareOfMemory,
            @Value("${mandatum.answers.patience}") Duration patience) {
        inMemory = meters.counter("mandatum.index.requests", "result", "hit");
        filled = meters.counter("mandatum.index.requests", "result", "miss");
        caughtUp = meters.counter("mandatum.index.requests", "result", "behind");
        rows = new StoredRows(jdbc, transactions, live);
        this.assignment = assignment;
        this.patience = patience;
        live.onSwap(this::swapped);
        mostBytes = (long) (Runtime.getRuntime().maxMemory() * shareOfMemory);
    }

    /**
     * The organisation's index; empty when nothing of it has been projected. The first question waits until it is filled, for as
     * long as is bearable.
     *
     * @throws StillFilling when that takes longer
     */
    public OrganisationIndex of(OrganisationId organisation) {
        return of(organisation, patience);
    }

    /** The same, for those who have a day. */
    public OrganisationIndex awaited(OrganisationId organisation) {
        return of(organisation, Duration.ofDays(1));
    }

    /** The same, but it may lack what was recorded later than a moment when it holds all that was recorded by then. */
    public OrganisationIndex of(OrganisationId organisation, Instant knownAt) {
        Slot slot = slots.get(organisation);
        OrganisationIndex held = slot == null ? null : slot.index();
        if (slot == null || held == null || !held.isPast(knownAt)) return of(organisation);
        slot.asked();
        inMemory.increment();
        return held;
    }

    private OrganisationIndex of(OrganisationId organisation, Duration patience) {
        Slot slot = slots.get(organisation);
        if (slot != null) slot.asked();
        if (slot != null && assignment.covers(organisation)) {
            OrganisationIndex current = slot.current();
            if (current != null) {
                inMemory.increment();
                return current;
            }
        }
        long projected = rows.projected(organisation);
        if (slot == null) {
            // Whoever asks about what is not there shall not fill the memory.
            if (projected == 0) return new OrganisationIndex();
            slot = slots.computeIfAbsent(organisation, none -> new Slot());
        }
        OrganisationIndex inStep = slot.upTo(projected);
        if (inStep != null) {
            inMemory.increment();
            return inStep;
        }
        // What is under way may have begun before this question.
        long deadline = System.nanoTime() + patience.toNanos();
        await(organisation, slot.updating(), deadline);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            inStep = slot.upTo(projected);
            if (inStep != null) return inStep;
            await(organisation, updating(organisation, slot), deadline);
        }
        inStep = slot.index();
        if (inStep == null) throw new StillFilling(organisation, 0);
        return inStep;
    }

    /** Position of the organisation's last event that the rows tell of; 0 when there is none. */
    public long projected(OrganisationId organisation) {
        return rows.projected(organisation);
    }

    /** Filled anew from the rows as they are now, and not kept: for an audit of what the rows say. */
    public OrganisationIndex fromRows(OrganisationId organisation) {
        return rows.all(organisation, new Progress());
    }

    private static void await(OrganisationId organisation, @Nullable Updating updating, long deadline) {
        if (updating == null) return;
        try {
            updating.done().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new StillFilling(organisation, updating.progress().percent());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StillFilling(organisation, updating.progress().percent());
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        }
    }

    /** Goes on when those who have asked no longer wait, so that whoever asks again need not wait from the beginning. */
    private @Nullable Updating updating(OrganisationId organisation, Slot slot) {
        Updating begun = slot.begin();
        if (begun == null) return slot.updating();
        try {
            Thread.ofPlatform()
                    .name("index of " + organisation)
                    .daemon()
                    .start(() -> update(organisation, slot, begun));
        } catch (Throwable noThread) {
            failed(organisation, slot, begun, noThread, false);
        }
        return begun;
    }

    private void update(OrganisationId organisation, Slot slot, Updating updating) {
        try {
            OrganisationIndex behind = updating.behind();
            slot.complete(
                    behind != null && catchUp(organisation, behind)
                            ? behind
                            : filled(organisation, updating.progress()));
            makeRoom(organisation);
            updating.done().complete(null);
        } catch (DataAccessException | TransactionException unread) {
            failed(organisation, slot, updating, unread, false);
        } catch (Throwable failure) {
            failed(organisation, slot, updating, failure, true);
        }
    }

    private static void failed(
            OrganisationId organisation, Slot slot, Updating updating, Throwable failure, boolean spoilt) {
        LOG.warn(
                "the index of {} could not be brought into step with its rows; the next question begins anew",
                organisation,
                failure);
        slot.fail(spoilt);
        updating.done().completeExceptionally(failure);
    }

    /** False when it is better filled anew. */
    private boolean catchUp(OrganisationId organisation, OrganisationIndex behind) {
        Optional<List<Revision>> missed = rows.missed(organisation, behind);
        if (missed.isEmpty()) return false;
        missed.get().forEach(behind::revise);
        if (!missed.get().isEmpty()) caughtUp.increment();
        return true;
    }

    private OrganisationIndex filled(OrganisationId organisation, Progress progress) {
        filled.increment();
        long begun = System.nanoTime();
        OrganisationIndex index = rows.all(organisation, progress);
        LOG.info(
                "filled the index of {} in {} ms, some {} MB",
                organisation,
                Duration.ofNanos(System.nanoTime() - begun).toMillis(),
                index.weight() >> 20);
        return index;
    }

    @Override
    public void projected(List<Revision> revisions) {
        for (Revision revision : revisions) {
            Slot slot = slots.get(revision.organisation());
            if (slot != null) slot.revise(revision);
        }
        if (++batches % BATCHES_BETWEEN_LOOKS == 0 && !revisions.isEmpty())
            makeRoom(revisions.getLast().organisation());
    }

    @Override
    public void mayBeBehind() {
        slots.values().forEach(Slot::doubt);
    }

    /** Of one that answers otherwise nothing in memory is true any more. */
    private void swapped(boolean otherwise) {
        if (otherwise) forget();
        else mayBeBehind();
    }

    /** What is in memory may be of rows that are no longer there. */
    public void forget() {
        slots.clear();
    }

    /** Bytes of memory that the indexes may still take before one has to go. */
    long room() {
        return mostBytes - bytes();
    }

    private long bytes() {
        return slots.values().stream().mapToLong(Indexes::weight).sum();
    }

    private void makeRoom(OrganisationId lately) {
        long bytes = bytes();
        if (bytes <= mostBytes) return;
        for (Held next : longestUnaskedFirst()) {
            // One that is being filled frees nothing.
            if (next.organisation().equals(lately) || next.slot().updating() != null) continue;
            bytes -= weight(next.slot());
            slots.remove(next.organisation(), next.slot());
            if (bytes <= mostBytes) return;
        }
    }

    private record Held(OrganisationId organisation, Slot slot, long unasked) {}

    private List<Held> longestUnaskedFirst() {
        long now = System.nanoTime();
        var all = new ArrayList<Held>();
        slots.forEach((organisation, slot) -> all.add(new Held(organisation, slot, now - slot.lastAsked())));
        all.sort(Comparator.comparingLong(Held::unasked).reversed());
        return all;
    }

    private static long weight(Slot slot) {
        OrganisationIndex index = slot.index();
        return index == null ? 0 : index.weight();
    }
}
