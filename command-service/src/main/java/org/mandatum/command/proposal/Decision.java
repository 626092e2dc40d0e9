package org.mandatum.command.proposal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.decision.WorkflowRefusal.*;
import org.mandatum.command.proposal.ProposalOrder.*;
import org.mandatum.command.resolution.ActInForce;
import org.mandatum.journal.Actor;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.proposal.Proposal;
import org.mandatum.proposal.ProposalEvent;
import org.mandatum.proposal.ProposalEvent.*;
import org.mandatum.proposal.ProposalId;

/** What comes of an order about a proposal, but for its enactment: the fact to record, or every reason against it. Pure. */
final class Decision {
    private final List<Refusal> refusals = new ArrayList<>();
    private final Circumstances circumstances;

    /** The fact; none where there is a refusal. */
    record Result(@Nullable ProposalEvent fact, List<Refusal> refusals) {}

    private Decision(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    /** Whether this proposal may be drafted. */
    static Result draft(ProposalDrafted fact, Circumstances circumstances) {
        var decision = new Decision(circumstances);
        decision.known();
        if (fact.effectiveOn().isAfter(circumstances.today()))
            decision.refusals.add(new EffectiveInTheFuture(fact.effectiveOn(), circumstances.today()));
        if (circumstances.structures().at(fact.organisation()) == null)
            decision.refusals.add(new UnknownOrganisation(fact.organisation()));
        decision.answers(fact.mandate(), fact.organisation());
        decision.refusals.addAll(ActInForce.objections(fact.authority(), fact.effectiveOn(), circumstances.acts()));
        return decision.result(fact);
    }

    /** What comes of a step with a proposal; an enactment is only examined, what it would record is for the organisation. */
    static Result on(Proposal proposal, Step step, Circumstances circumstances) {
        if (!proposal.state().possible().contains(step.order().transition()))
            return new Result(
                    null,
                    List.of(new TransitionImpossible(
                            proposal.id().value(),
                            step.order().transition().code(),
                            proposal.state().code(),
                            proposal.state().possible().stream()
                                    .map(possible -> possible.code())
                                    .toList())));
        var decision = new Decision(circumstances);
        LocalDate on = step.effectiveOn() == null ? circumstances.today() : step.effectiveOn();
        if (on.isAfter(circumstances.today()))
            decision.refusals.add(new EffectiveInTheFuture(on, circumstances.today()));
        if (on.isBefore(proposal.lastStepOn()))
            decision.refusals.add(new EffectiveBeforeLastStep(proposal.id().value(), proposal.lastStepOn(), on));
        if (step.authority() != null)
            decision.refusals.addAll(ActInForce.objections(step.authority(), on, circumstances.acts()));
        return decision.result(decision.fact(proposal, step, on));
    }

    private @Nullable ProposalEvent fact(Proposal proposal, Step step, LocalDate on) {
        ProposalId id = proposal.id();
        OrganisationId organisation = proposal.organisation();
        Authority authority = authority(proposal, step);
        return switch (step.order()) {
            case Edit o -> {
                known();
                answers(o.mandate(), organisation);
                refusals.addAll(ActInForce.objections(o.authority(), on, circumstances.acts()));
                yield new ProposalEdited(id, organisation, o.mandate(), o.title(), o.content(), on, o.authority());
            }
            case Submit o -> {
                known();
                yield new ProposalSubmitted(id, organisation, ContentHash.of(proposal.content()), on, authority);
            }
            case BeginConsideration o ->
                new ConsiderationBegun(id, organisation, o.organ(), o.session(), on, authority);
            case Approve o -> {
                fourEyes(proposal);
                String submitted = Objects.requireNonNull(proposal.submittedHash());
                String read = o.contentHash();
                if (read != null && !submitted.equals(read)) refusals.add(new ContentChanged(id, read, submitted));
                yield new ProposalApproved(id, organisation, submitted, o.comments(), on, authority);
            }
            case Return o -> new ProposalReturned(id, organisation, o.comments(), List.of(), on, authority);
            case Reject o -> new ProposalRejected(id, organisation, o.reason(), on, authority);
            case Withdraw o -> new ProposalWithdrawn(id, organisation, o.reason(), on, authority);
            case Enact o -> {
                known();
                yield null;
            }
        };
    }

    /** What the step rests on, and what it is about. */
    static Authority authority(Proposal proposal, Step step) {
        Authority rests = step.authority() == null ? proposal.authority() : step.authority();
        return new Authority(
                rests.resolution(),
                rests.paragraph(),
                proposal.mandate() == null ? null : proposal.mandate().value(),
                proposal.id().value());
    }

    private void fourEyes(Proposal proposal) {
        Actor actor = known();
        if (actor != null && proposal.isBy(actor))
            refusals.add(new FourEyes(proposal.id().value(), "approve", "drafted, edited or submitted it"));
    }

    private @Nullable Actor known() {
        if (circumstances.actor() == null) refusals.add(new UnknownPerson());
        return circumstances.actor();
    }

    private void answers(@Nullable MandateId mandate, OrganisationId organisation) {
        if (mandate == null) return;
        Mandate found = circumstances.mandates().find(mandate);
        if (found == null || !found.organisation().equals(organisation))
            refusals.add(new UnknownMandate(mandate.value()));
        else if (!found.state().open())
            refusals.add(new MandateNotOpen(mandate, found.state().code()));
    }

    private Result result(@Nullable ProposalEvent fact) {
        return new Result(refusals.isEmpty() ? fact : null, List.copyOf(refusals));
    }
}
