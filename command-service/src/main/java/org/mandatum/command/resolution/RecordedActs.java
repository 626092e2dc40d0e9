package org.mandatum.command.resolution;

import org.jspecify.annotations.Nullable;
import org.mandatum.command.journal.Journal;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.resolution.ResolutionEvent;
import org.mandatum.resolution.ResolutionId;
import org.springframework.stereotype.Component;

/**
 * The acts as the journal holds them at this moment. Not through Axon's repository: that would lock the act until the
 * citing change commits, and many organisations cite one act.
 */
@Component
final class RecordedActs implements LegalActs {
    private final Journal journal;

    RecordedActs(Journal journal) {
        this.journal = journal;
    }

    @Override
    public @Nullable LegalAct find(ResolutionId id) {
        LegalAct act = null;
        for (RecordedEvent recorded : journal.stream(Resolution.stream(id), 0, Long.MAX_VALUE))
            act = LegalAct.after(act, (ResolutionEvent) recorded.event());
        return act;
    }

    @Override
    public boolean issued(String mandate, OrganisationId organisation) {
        return journal.stream("mandates/" + mandate, 0, 0).stream()
                .anyMatch(first -> organisation.equals(first.organisation()));
    }
}
