package org.mandatum.query.history;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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
     * @param changes ids of their events
     * @return by change the last of its corrections that was recorded after the one moment, and not after the other
     */
    public Map<String, ObjectNode> between(
            OrganisationId organisation, Collection<String> changes, Instant after, Instant until) {
        var corrections = new HashMap<String, ObjectNode>();
        for (Log.Entry entry : log.correctionsOf(organisation.value(), changes, until))
            if (entry.event().recordedAt().isAfter(after) && entry.event().event() instanceof Correction correction)
                corrections.put(correction.change(), Words.correction(entry.event()));
        return corrections;
    }
}
