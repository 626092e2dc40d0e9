package org.mandatum.query.proposals;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.WorkflowAsOf;
import org.mandatum.mandate.MandateId;
import org.mandatum.proposal.Proposal;
import org.mandatum.proposal.ProposalEvent;
import org.mandatum.query.projection.Follower;
import org.mandatum.query.workflow.VersionTable;
import org.mandatum.query.workflow.VersionTable.Column;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps the rows of proposals. */
@Component
class ProposalRows implements Follower {
    private final VersionTable<Proposal> table;

    ProposalRows(JdbcTemplate jdbc) {
        table = new VersionTable<>(
                jdbc,
                "proposal_version",
                recorded -> ((ProposalEvent) recorded.event()).effectiveOn(),
                WorkflowAsOf::proposal,
                List.of(
                        new Column<>(
                                "organisation",
                                proposal -> proposal.organisation().value()),
                        new Column<>("status", proposal -> proposal.state().code()),
                        new Column<>("mandate", proposal -> {
                            MandateId mandate = proposal.mandate();
                            return mandate == null ? null : mandate.value();
                        }),
                        new Column<>("title", proposal -> proposal.title().text("en")),
                        new Column<>("drafted_on", Proposal::draftedOn),
                        new Column<>("last_step_on", Proposal::lastStepOn),
                        new Column<>(
                                "document",
                                proposal -> ProposalDocument.of(proposal).toString())));
    }

    @Override
    public void follow(List<RecordedEvent> events) {
        table.follow(events.stream()
                .filter(recorded -> recorded.event() instanceof ProposalEvent)
                .toList());
    }

    @Override
    public List<String> amiss(Collection<List<RecordedEvent>> logs, LocalDate effectiveOn) {
        return table.amiss(
                logs.stream()
                        .filter(log -> log.getFirst().event() instanceof ProposalEvent)
                        .toList(),
                effectiveOn);
    }
}
