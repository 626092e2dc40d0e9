package org.mandatum.query.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.mandatum.query.projection.Revision;

/**
 * The place of one organisation's index. What the projection tells goes into it, unless it may have missed something: then it is
 * brought up to date from the rows before it answers about what is not final, and what is told meanwhile waits until then.
 */
final class Slot {
    private final List<Revision> meanwhile = new ArrayList<>();
    private @Nullable OrganisationIndex index;
    /** Ends when the index is up to date; null while nobody sees to that. */
    private @Nullable Updating updating;
    /** Whether something may have been missed. */
    private boolean doubted;

    /**
     * An index that is being brought up to date.
     *
     * @param behind what there is so far; null when it is to be filled
     */
    record Updating(@Nullable OrganisationIndex behind, Progress progress, CompletableFuture<OrganisationIndex> done) {}

    synchronized @Nullable OrganisationIndex index() {
        return index;
    }

    /** The index, once it has been filled. */
    synchronized OrganisationIndex held() {
        return Objects.requireNonNull(index, "not filled yet");
    }

    /** Whether there is nothing up to that position that it lacks. */
    synchronized boolean holds(long position) {
        return isCurrent() && held().position() >= position;
    }

    /** Whether it is there and has heard of everything that it was told. */
    synchronized boolean isCurrent() {
        return index != null && !doubted && updating == null;
    }

    synchronized void revise(Revision revision) {
        if (doubted) return;
        if (updating != null) meanwhile.add(revision);
        else if (index != null) index.revise(revision);
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
        meanwhile.forEach(upToDate::revise);
        meanwhile.clear();
        updating = null;
        index = upToDate;
    }

    synchronized void fail() {
        updating = null;
        doubt();
    }
}
