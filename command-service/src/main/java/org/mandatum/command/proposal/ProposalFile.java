package org.mandatum.command.proposal;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.AuthorityRefusal;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.decision.WorkflowRefusal.ProposalExists;
import org.mandatum.command.mandate.Mandates;
import org.mandatum.command.organisation.ChangePackage;
import org.mandatum.command.organisation.ChangeReader;
import org.mandatum.command.organisation.Enactments;
import org.mandatum.command.organisation.Structures;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.event.Event;
import org.mandatum.journal.Actor;
import org.mandatum.organisation.Authority;
import org.mandatum.proposal.Clash;
import org.mandatum.proposal.Proposal;
import org.mandatum.proposal.ProposalEvent;
import org.mandatum.proposal.ProposalEvent.ProposalDrafted;
import org.mandatum.proposal.ProposalEvent.ProposalEnacted;
import org.mandatum.proposal.ProposalEvent.ProposalReturned;
import org.mandatum.proposal.ProposalId;

/** The Axon shell of a proposal: its file, which holds it as it stands, asks {@link Decision}, and applies what was decided. */
public class ProposalFile {
    /** Clashes that are told of a proposal that was returned. */
    private static final int MOST_CLASHES = 50;

    @AggregateIdentifier
    private @Nullable String stream;

    private @Nullable Proposal proposal;
    private long version;

    /** For Axon, which replays the log into it. */
    ProposalFile() {}

    /** The stream that holds the proposal's log. */
    public static String stream(ProposalId proposal) {
        return "proposals/" + proposal;
    }

    /**
     * Moves a proposal on.
     *
     * @param expectedVersion the version that was seen; null: whatever it is
     */
    record Move(ProposalId proposal, Step step, @Nullable Long expectedVersion, boolean rehearsal) {
        @TargetAggregateIdentifier
        String stream() {
            return ProposalFile.stream(proposal);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(
            DraftProposal command,
            LegalActs acts,
            Structures structures,
            Mandates mandates,
            Clock clock,
            @MetaDataValue("actor") @Nullable Actor actor) {
        if (proposal != null) return Outcome.Refused.because(new ProposalExists(command.proposal()));
        var circumstances = new Circumstances(LocalDate.now(clock), actor, acts, structures, mandates);
        ProposalOrder.Edit says = command.says();
        var fact = new ProposalDrafted(
                command.proposal(),
                command.organisation(),
                says.mandate(),
                says.title(),
                says.content(),
                command.effectiveOn() == null ? circumstances.today() : command.effectiveOn(),
                says.authority());
        Decision.Result result = Decision.draft(fact, circumstances);
        return result.fact() == null
                ? Outcome.Refused.because(result.refusals())
                : record(command.stream(), result.fact(), actor, command.rehearsal());
    }

    /** The organisation decides the package in this unit of work, so that both logs grow in one transaction (ADR 0016). */
    @CommandHandler
    Outcome handle(
            Move command,
            LegalActs acts,
            Structures structures,
            Mandates mandates,
            Enactments enactments,
            Clock clock,
            @MetaDataValue("actor") @Nullable Actor actor) {
        Long expected = command.expectedVersion();
        if (expected != null && expected != version) return new Outcome.Stale(expected, version);
        Proposal present = requireNonNull(proposal);
        var circumstances = new Circumstances(LocalDate.now(clock), actor, acts, structures, mandates);
        Decision.Result result = Decision.on(present, command.step(), circumstances);
        if (!result.refusals().isEmpty()) return Outcome.Refused.because(result.refusals());
        return result.fact() == null
                ? enact(present, command, circumstances, enactments)
                : record(requireNonNull(stream), result.fact(), actor, command.rehearsal());
    }

    private Outcome enact(Proposal present, Move command, Circumstances circumstances, Enactments enactments) {
        LocalDate on = command.step().effectiveOn() == null
                ? circumstances.today()
                : command.step().effectiveOn();
        Authority authority = Decision.authority(present, command.step());
        ChangePackage orders = ChangeReader.read(present.content(), authority);
        return switch (enactments.decide(present.organisation(), orders, circumstances.today(), command.rehearsal())) {
            case Enactments.Enacted enacted -> {
                var fact = new ProposalEnacted(
                        present.id(),
                        present.organisation(),
                        requireNonNull(present.approval()).contentHash(),
                        enacted.changes(),
                        enacted.inEffectOn() == null ? on : enacted.inEffectOn(),
                        on,
                        authority);
                if (!command.rehearsal()) yield record(requireNonNull(stream), fact, circumstances.actor(), false);
                var facts = new ArrayList<Event>(enacted.facts());
                facts.add(fact);
                yield new Outcome.Rehearsed(version, facts);
            }
            case Enactments.Clashing clashing -> {
                if (!command.rehearsal() && clashing.reasons().stream().anyMatch(ProposalFile::isClash))
                    record(
                            requireNonNull(stream),
                            returned(present, clashing, on, authority),
                            circumstances.actor(),
                            false);
                yield new Outcome.Refused(clashing.reasons());
            }
        };
    }

    /** An instrument that will not do is no fault of the proposal: another one may enact it. */
    private static boolean isClash(Outcome.Reason reason) {
        return !(reason.refusal() instanceof AuthorityRefusal);
    }

    private static ProposalReturned returned(
            Proposal present, Enactments.Clashing clashing, LocalDate on, Authority authority) {
        List<Clash> clashes = clashing.reasons().stream()
                .limit(MOST_CLASHES)
                .map(reason -> new Clash(
                        reason.index(),
                        reason.refusal().code(),
                        reason.refusal().detail()))
                .toList();
        int more = clashing.reasons().size() - clashes.size();
        String comments = clashes.stream()
                .map(Clash::detail)
                .distinct()
                .collect(Collectors.joining(
                        " ", "It could not be enacted: ", more == 0 ? "" : " And " + more + " more refusals."));
        return new ProposalReturned(present.id(), present.organisation(), comments, clashes, on, authority);
    }

    private Outcome record(String stream, ProposalEvent fact, @Nullable Actor actor, boolean rehearsal) {
        if (rehearsal) return new Outcome.Rehearsed(version, List.of(fact));
        long sequence = version;
        apply(fact, actor == null ? MetaData.emptyInstance() : MetaData.with("actor", actor));
        return new Outcome.Recorded(stream, sequence, sequence);
    }

    @EventSourcingHandler
    void on(ProposalEvent event, DomainEventMessage<?> message) {
        // The message does not know it yet when it is the first one: Axon asks us.
        stream = stream(event.proposal());
        proposal = Proposal.after(proposal, event, (Actor) message.getMetaData().get("actor"));
        version = message.getSequenceNumber() + 1;
    }
}
