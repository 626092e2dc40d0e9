package org.mandatum.query.history;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.mandatum.organisation.Correction;
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
     * @param corrections by change the last of them
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
     * @return what was recorded after the one moment, and not after the other
     */
    public Learned between(OrganisationId organisation, Collection<String> changes, Instant after, Instant until) {
        var corrections = new HashMap<String, ObjectNode>();
        for (Log.Entry entry : log.correctionsOf(organisation.value(), changes, until))
            if (entry.event().recordedAt().isAfter(after) && entry.event().event() instanceof Correction correction)
                corrections.put(correction.change(), Words.correction(entry.event()));
        return new Learned(corrections, log.recorded(changes, after, until));
    }
}
