package org.mandatum.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.mandate.MandateEvent.MandateIssued;
import org.mandatum.proposal.Proposal;
import org.mandatum.proposal.ProposalEvent;
import org.mandatum.proposal.ProposalEvent.ProposalDrafted;

/**
 * The specification of mandates and proposals as of two clocks: the fold, in the order of the log, of those of its events that
 * were recorded at or before knownAt and are effective on or before effectiveOn. Nothing, when it was not yet issued (or
 * drafted) by then.
 */
public final class WorkflowAsOf {
    private WorkflowAsOf() {}

    /** @param log the mandate's events, in the order of their sequence */
    public static @Nullable Mandate mandate(List<RecordedEvent> log, LocalDate effectiveOn, Instant knownAt) {
        Mandate mandate = null;
        for (RecordedEvent recorded : known(log, knownAt).toList()) {
            var event = (MandateEvent) recorded.event();
            if (event.effectiveOn().isAfter(effectiveOn)) continue;
            if (mandate == null && !(event instanceof MandateIssued)) continue;
            mandate = Mandate.after(mandate, event, recorded.actor());
        }
        return mandate;
    }

    /** @param log the proposal's events, in the order of their sequence */
    public static @Nullable Proposal proposal(List<RecordedEvent> log, LocalDate effectiveOn, Instant knownAt) {
        Proposal proposal = null;
        for (RecordedEvent recorded : known(log, knownAt).toList()) {
            var event = (ProposalEvent) recorded.event();
            if (event.effectiveOn().isAfter(effectiveOn)) continue;
            if (proposal == null && !(event instanceof ProposalDrafted)) continue;
            proposal = Proposal.after(proposal, event, recorded.actor());
        }
        return proposal;
    }

    private static Stream<RecordedEvent> known(List<RecordedEvent> log, Instant knownAt) {
        return log.stream().filter(event -> !event.recordedAt().isAfter(knownAt));
    }
}
