package org.mandatum.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;

/**
 * An organisation's changes in the order of the fold, each at its effective date as corrected and without those annulled;
 * and the structure on any day as far as is known now. Folding waits until somebody asks: the changes of one package may be
 * impossible without each other. A change at the end of time costs one step of the fold; a change in the middle costs the
 * steps that follow it.
 *
 * <p>Not safe for use by several threads.
 */
public final class Timeline {
    /** Every so many changes the structure is kept, so that a day in the recent past costs at most this many steps. */
    private static final int CHECKPOINT_EVERY = 64;
    /** Further back it is kept less often: each holds on to what has changed since. */
    private static final int OLD_CHECKPOINT_EVERY = 64 * CHECKPOINT_EVERY;

    private static final int KEPT_LATELY = 8;

    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Change> byEvent = new HashMap<>();
    private final Set<String> annulled = new HashSet<>();
    /** Structures before some changes, by the index of the change. */
    private final NavigableMap<Integer, Structure> checkpoints = new TreeMap<>();
    /** Likewise where somebody asked lately: whoever records a history in its order asks next not far behind. */
    private final NavigableMap<Integer, Structure> lately = new TreeMap<>();

    /** How many of the changes are in {@link #latest}. */
    private int folded;

    private Structure latest;

    public Timeline(OrganisationId organisation) {
        this(organisation, List.of());
    }

    /** @param annulled ids of changes that were annulled, so that nobody looks for them */
    public Timeline(OrganisationId organisation, Collection<String> annulled) {
        this.annulled.addAll(annulled);
        latest = Structure.empty(organisation);
        checkpoints.put(0, latest);
    }

    /** Takes in a change that has been recorded. */
    public void add(Change change) {
        int index = placeOf(change);
        if (byEvent.putIfAbsent(change.event(), change) != null)
            throw new IllegalStateException("change " + change.event() + " is in the time line already");
        changes.add(index, change);
        foldAgainFrom(index);
    }

    /**
     * Takes in a correction that has been recorded.
     *
     * @throws IllegalStateException when there is no such change, or no longer: the correction should have been refused
     */
    public void correct(Correction correction) {
        Change change = byEvent.remove(correction.change());
        if (change == null) throw new IllegalStateException("no change " + correction.change() + " to correct");
        int index = placeOf(change);
        changes.remove(index);
        foldAgainFrom(index);
        switch (correction) {
            case EffectiveDateCorrected e -> add(change.correctedTo(e.effectiveOn()));
            case ChangeAnnulled e -> annulled.add(e.change());
        }
    }

    /** The change that this event recorded, at its date as corrected; null when there is none or it was annulled. */
    public @Nullable Change change(String event) {
        return byEvent.get(event);
    }

    /** Ids of the events that recorded changes which were annulled. */
    public Set<String> annulled() {
        return Collections.unmodifiableSet(annulled);
    }

    /**
     * Takes in a package of which the caller knows what it makes otherwise of all that follows: nothing need be folded again.
     *
     * @param gone changes that are taken out; those that do not come back at another date were annulled
     * @param come changes that are put in
     * @param revised for every place behind the first of them at which a structure is {@link #keptBehind kept}: that structure as
     *     they make it
     */
    public void replace(List<Change> gone, List<Change> come, Map<Integer, Structure> revised) {
        int[] left = placesOf(gone);
        int[] taken = placesOf(come);
        int first = changes.size();
        for (int place : left) first = Math.min(first, place);
        for (int place : taken) first = Math.min(first, place);
        lately.tailMap(first, false).clear();
        NavigableMap<Integer, Structure> later = checkpoints.tailMap(first, false);
        List<Integer> places = List.copyOf(later.keySet());
        later.clear();
        for (int place : places) checkpoints.put(moved(place, left, taken), revised(revised, place));
        if (folded > first) {
            latest = revised(revised, folded);
            folded = moved(folded, left, taken);
        }
        for (Change change : gone) {
            changes.remove(placeOf(change));
            byEvent.remove(change.event());
            annulled.add(change.event());
        }
        for (Change change : come) {
            if (byEvent.putIfAbsent(change.event(), change) != null)
                throw new IllegalStateException("change " + change.event() + " is in the time line already");
            changes.add(placeOf(change), change);
            annulled.remove(change.event());
        }
    }

    private static int moved(int place, int[] left, int[] taken) {
        int moved = place;
        for (int each : left) if (each < place) moved--;
        for (int each : taken) if (each < place) moved++;
        return moved;
    }

    private static Structure revised(Map<Integer, Structure> revised, int place) {
        return Objects.requireNonNull(revised.get(place), "the structure that is kept at " + place);
    }

    private void foldAgainFrom(int index) {
        checkpoints.tailMap(index, false).clear();
        lately.tailMap(index, false).clear();
        if (index >= folded) return;
        Map.Entry<Integer, Structure> kept = atHand(index);
        latest = kept.getValue();
        folded = kept.getKey();
    }

    /** The last structure at hand at that place or before, but for the one that is folded. */
    private Map.Entry<Integer, Structure> atHand(int index) {
        Map.Entry<Integer, Structure> checkpoint = checkpoint(index);
        Map.Entry<Integer, Structure> asked = lately.floorEntry(index);
        return asked != null && asked.getKey() > checkpoint.getKey() ? asked : checkpoint;
    }

    /**
     * The structure on that day, all changes of the day included.
     *
     * @throws IllegalStateException when a recorded change is impossible: it should have been refused
     */
    public Structure on(LocalDate day) {
        return before(firstAfter(day));
    }

    /** How many of the changes are folded: a structure before one of them costs least to get, before a later one more. */
    public int folded() {
        return folded;
    }

    /** A structure that is at hand, and the index of the change before which it stands. */
    public record Kept(int place, Structure structure) {}

    /** The last structure at hand at that place or before. */
    public Kept last(int index) {
        Map.Entry<Integer, Structure> kept = atHand(index);
        return folded <= index && folded >= kept.getKey()
                ? new Kept(folded, latest)
                : new Kept(kept.getKey(), kept.getValue());
    }

    /** The places behind {@code index} at which a structure is at hand. */
    public SortedSet<Integer> keptBehind(int index) {
        var places = new TreeSet<>(checkpoints.tailMap(index, false).keySet());
        if (folded > index) places.add(folded);
        return places;
    }

    /** The structure before the change at {@code index} of {@link #changes()}; at the size of it, after the last. */
    public Structure before(int index) {
        Kept last = last(index);
        Structure structure = last.structure();
        for (int i = last.place(); i < index; ) {
            structure = structure.after(changes.get(i++));
            if (i > folded && isDue(i)) keep(i, structure);
        }
        if (index > folded) {
            latest = structure;
            folded = index;
        } else if (index < folded) {
            lately.put(index, structure);
            if (lately.size() > KEPT_LATELY) lately.pollFirstEntry();
        }
        return structure;
    }

    /** Spares folding what the caller has folded already: {@code kept} must be what {@link #before} would return. */
    public void fold(Kept kept) {
        if (kept.place() <= folded) return;
        latest = kept.structure();
        folded = kept.place();
        if (isDue(folded)) keep(folded, latest);
    }

    private boolean isDue(int index) {
        return index - checkpoint(index).getKey() >= CHECKPOINT_EVERY;
    }

    private void keep(int index, Structure structure) {
        checkpoints.put(index, structure);
        // Inserted changes have moved them, so those that have become old stand at any place.
        int old = index - OLD_CHECKPOINT_EVERY;
        for (Integer place : List.copyOf(
                checkpoints.subMap(old - OLD_CHECKPOINT_EVERY, true, old, true).keySet())) {
            Integer before = checkpoints.lowerKey(place);
            Integer after = checkpoints.higherKey(place);
            if (before != null && after != null && after - before <= OLD_CHECKPOINT_EVERY) checkpoints.remove(place);
        }
    }

    private Map.Entry<Integer, Structure> checkpoint(int index) {
        return Objects.requireNonNull(checkpoints.floorEntry(index), "there is always one at the beginning");
    }

    /** Index of the first change that takes effect after that day. */
    public int firstAfter(LocalDate day) {
        int low = 0;
        int high = changes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (changes.get(middle).effectiveOn().isAfter(day)) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    /** All changes, in the order of the fold. */
    public List<Change> changes() {
        return Collections.unmodifiableList(changes);
    }

    /** Index that the change has in {@link #changes()}, or would have. */
    public int placeOf(Change change) {
        int found = Collections.binarySearch(changes, change, Change.EFFECTIVE_ORDER);
        return found >= 0 ? found : -found - 1;
    }

    /** {@link #placeOf} each of them. */
    public int[] placesOf(List<Change> some) {
        int[] places = new int[some.size()];
        for (int i = 0; i < places.length; i++) places[i] = placeOf(some.get(i));
        return places;
    }
}
