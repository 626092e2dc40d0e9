package org.mandatum.query.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.OrganisationId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What came to be known of changes after they had been recorded: another effective date, or that they are void. */
@Component
public class Corrections {
    private final Log log;

    Corrections(Log log) {
        this.log = log;
    }

    /**
     * What one knows of some changes at one of two moments and not at the other.
     *
     * @param corrections by change the last of them, where the change counts otherwise by it
     * @param recorded ids of the changes that were not known before
     */
    public record Learned(Map<String, ObjectNode> corrections, Set<String> recorded) {
        public static final Learned NOTHING = new Learned(Map.of(), Set.of());

        public boolean isAbout(String change) {
            return recorded.contains(change) || corrections.containsKey(change);
        }
    }

    /**
     * @param changes ids of their events
     * @return what was recorded after the one moment, and not after the other; not what was corrected there and back
     */
    public Learned between(OrganisationId organisation, Collection<String> changes, Instant after, Instant until) {
        var before = new HashMap<String, Correction>();
        var since = new HashMap<String, RecordedEvent>();
        for (Log.Entry entry : log.correctionsOf(organisation.value(), changes, until)) {
            var correction = (Correction) entry.event().event();
            if (entry.event().recordedAt().isAfter(after)) since.put(correction.change(), entry.event());
            else before.put(correction.change(), correction);
        }
        Set<String> recorded = log.recorded(changes, after, until);
        Map<String, Log.Entry> corrected = log.byId(since.keySet());
        var corrections = new HashMap<String, ObjectNode>();
        since.forEach((change, last) -> {
            Log.Entry entry = corrected.get(change);
            Correction first = before.get(change);
            LocalDate then =
                    first == null && entry != null ? entry.event().change().effectiveOn() : day(first);
            if (recorded.contains(change) || !Objects.equals(then, day((Correction) last.event())))
                corrections.put(change, Words.correction(last));
        });
        return new Learned(corrections, recorded);
    }

    /** On which the change counts; null when on none. */
    private static @Nullable LocalDate day(@Nullable Correction correction) {
        return correction instanceof EffectiveDateCorrected corrected ? corrected.effectiveOn() : null;
    }
}
