package org.mandatum.query.index;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.mandatum.query.projection.Revision;

/**
 * The place of one organisation's index. What the projection tells goes into it, unless it may have missed something: then it is
 * brought up to date from the rows before it answers about what is not final, and what is told meanwhile waits until then.
 */
final class Slot {
    /** More than that is left to the rows. */
    private static final int MOST_MEANWHILE = 10_000;

    private final List<Revision> meanwhile = new ArrayList<>();
    private @Nullable OrganisationIndex index;
    /** Ends when the index is up to date; null while nobody sees to that. */
    private @Nullable Updating updating;
    /** Whether something may have been missed. */
    private boolean doubted;

    private volatile long lastAsked = System.nanoTime();

    /**
     * An index that is being brought up to date.
     *
     * @param behind what there is so far; null when it is to be filled
     */
    record Updating(@Nullable OrganisationIndex behind, Progress progress, CompletableFuture<@Nullable Void> done) {}

    void asked() {
        lastAsked = System.nanoTime();
    }

    /** When somebody asked last, in nanoseconds of no particular origin. */
    long lastAsked() {
        return lastAsked;
    }

    /** What there is, perhaps behind; null while there is nothing. */
    synchronized @Nullable OrganisationIndex index() {
        return index;
    }

    /** The index, if it is there and has heard of everything that was told. */
    synchronized @Nullable OrganisationIndex current() {
        return doubted || updating != null ? null : index;
    }

    /** The same, if it also lacks nothing up to that position. */
    synchronized @Nullable OrganisationIndex upTo(long position) {
        OrganisationIndex current = current();
        return current == null || current.position() < position ? null : current;
    }

    synchronized void revise(Revision revision) {
        if (doubted) return;
        if (updating != null && meanwhile.size() == MOST_MEANWHILE) doubt();
        else if (updating != null) meanwhile.add(revision);
        else if (index != null) take(index, List.of(revision));
    }

    /** An index that could not take in the whole of a package is of no use any more. */
    private void take(OrganisationIndex whole, List<Revision> revisions) {
        index = null;
        revisions.forEach(whole::revise);
        index = whole;
    }

    /** From now on something may be missing, also of what is being taken in just now. */
    synchronized void doubt() {
        doubted = true;
        meanwhile.clear();
    }

    /**
     * To be called before the rows are looked at, so that nothing is missed in between.
     *
     * @return null when somebody sees to it already
     */
    synchronized @Nullable Updating begin() {
        if (updating != null) return null;
        doubted = false;
        updating = new Updating(index, new Progress(), new CompletableFuture<>());
        return updating;
    }

    /** What is under way; a new one is not begun. */
    synchronized @Nullable Updating updating() {
        return updating;
    }

    synchronized void complete(OrganisationIndex upToDate) {
        take(upToDate, meanwhile);
        meanwhile.clear();
        updating = null;
    }

    /** @param spoilt whether what there was has taken in only a part of what it should have */
    synchronized void fail(boolean spoilt) {
        updating = null;
        if (spoilt) index = null;
        doubt();
    }
}
