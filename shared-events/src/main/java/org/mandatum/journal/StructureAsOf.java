package org.mandatum.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Structure;

/**
 * The specification: what every projection, cache and index must equal.
 *
 * <p>The structure at (effectiveOn, knownAt) is the fold of all changes recorded at or before knownAt, less those annulled
 * by then, each at its effective date as corrected by then, with effective date at or before effectiveOn, in order of
 * (effective date, position in the log).
 */
public final class StructureAsOf {
    private StructureAsOf() {}

    /** @param log the organisation's events, in the order of their sequence */
    public static Structure fold(
            OrganisationId organisation, List<RecordedEvent> log, LocalDate effectiveOn, Instant knownAt) {
        Structure structure = Structure.empty(organisation);
        for (Change change : changes(log, knownAt))
            if (!change.effectiveOn().isAfter(effectiveOn)) structure = structure.after(change);
        return structure;
    }

    /** The changes as known at a moment, in the order in which they are folded. */
    public static List<Change> changes(List<RecordedEvent> log, Instant knownAt) {
        List<RecordedEvent> known = log.stream()
                .filter(event -> !event.recordedAt().isAfter(knownAt))
                .toList();
        var annulled = new HashSet<String>();
        var corrected = new HashMap<String, LocalDate>();
        for (RecordedEvent event : known) {
            if (event.event() instanceof ChangeAnnulled e) annulled.add(e.change());
            if (event.event() instanceof EffectiveDateCorrected e) corrected.put(e.change(), e.effectiveOn());
        }
        return known.stream()
                .filter(event -> event.event() instanceof StructuralEvent)
                .map(RecordedEvent::change)
                .filter(change -> !annulled.contains(change.event()))
                .map(change -> change.correctedTo(corrected.getOrDefault(change.event(), change.effectiveOn())))
                .sorted(Change.EFFECTIVE_ORDER)
                .toList();
    }
}
