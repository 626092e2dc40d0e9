package org.mandatum.command.decision;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.UnitId;
import org.mandatum.proposal.ProposalId;

/** A rule about mandates and proposals. */
public sealed interface WorkflowRefusal extends Refusal {

    record UnknownPerson() implements WorkflowRefusal {}

    record TransitionImpossible(String id, String transition, String state, List<String> possible)
            implements WorkflowRefusal {}

    record EffectiveInTheFuture(LocalDate effectiveOn, LocalDate today) implements WorkflowRefusal {}

    record EffectiveBeforeLastStep(String id, LocalDate lastStepOn, LocalDate effectiveOn) implements WorkflowRefusal {}

    record UnknownOrganisation(OrganisationId organisation) implements WorkflowRefusal {}

    record UnknownMandate(String mandate) implements WorkflowRefusal {}

    record MandateExists(MandateId mandate) implements WorkflowRefusal {}

    record MandateNotOpen(MandateId mandate, String state) implements WorkflowRefusal {}

    record ContinuesItself(MandateId mandate) implements WorkflowRefusal {}

    record UnitCannotAnswer(UnitId unit, LocalDate effectiveOn) implements WorkflowRefusal {}

    record NotTheLeadUnit(
            MandateId mandate,
            @Nullable UnitId unit,
            @Nullable UnitId lead) implements WorkflowRefusal {}

    record NotAnsweringUnit(MandateId mandate, UnitId unit, List<UnitId> units) implements WorkflowRefusal {}

    record NotRecurring(MandateId mandate) implements WorkflowRefusal {}

    record NextDueNotLater(MandateId mandate, LocalDate dueOn, LocalDate nextDueOn) implements WorkflowRefusal {}

    record FourEyes(String id, String step, String role) implements WorkflowRefusal {}

    record ProposalExists(ProposalId proposal) implements WorkflowRefusal {}

    record ContentChanged(ProposalId proposal, String contentHash, String submittedHash) implements WorkflowRefusal {}

    @Override
    default String code() {
        return switch (this) {
            case UnknownPerson r -> "person-unknown";
            case TransitionImpossible r -> "transition-impossible";
            case EffectiveInTheFuture r -> "effective-in-the-future";
            case EffectiveBeforeLastStep r -> "effective-before-last-step";
            case UnknownOrganisation r -> "organisation-unknown";
            case UnknownMandate r -> "mandate-unknown";
            case MandateExists r -> "mandate-exists";
            case MandateNotOpen r -> "mandate-not-open";
            case ContinuesItself r -> "continues-itself";
            case UnitCannotAnswer r -> "unit-cannot-answer";
            case NotTheLeadUnit r -> "not-the-lead-unit";
            case NotAnsweringUnit r -> "not-an-answering-unit";
            case NotRecurring r -> "not-recurring";
            case NextDueNotLater r -> "next-due-not-later";
            case FourEyes r -> "four-eyes";
            case ProposalExists r -> "proposal-exists";
            case ContentChanged r -> "content-changed";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
            case UnknownPerson r ->
                "Only somebody whom the register can name may do this: send the request as a person.";
            case TransitionImpossible r ->
                r.id() + " is " + r.state().replace('-', ' ') + ": no " + r.transition()
                        + " is possible. Possible are: "
                        + (r.possible().isEmpty() ? "none" : String.join(", ", r.possible())) + ".";
            case EffectiveInTheFuture r ->
                "Nothing can have been done on " + r.effectiveOn() + ": today is " + r.today() + ".";
            case EffectiveBeforeLastStep r ->
                "The last step with " + r.id() + " was on " + r.lastStepOn() + ": none can follow it on "
                        + r.effectiveOn() + ".";
            case UnknownOrganisation r -> "No register is open for " + r.organisation() + ".";
            case UnknownMandate r -> "This organisation has no mandate " + r.mandate() + "; issue it first.";
            case MandateExists r -> r.mandate() + " is in the register already.";
            case MandateNotOpen r ->
                r.mandate() + " is " + r.state() + "; only an open mandate can be answered, or carry another on.";
            case ContinuesItself r -> r.mandate() + " cannot be merged into or replaced by itself.";
            case UnitCannotAnswer r ->
                r.unit() + " is not in force on " + r.effectiveOn() + ": it cannot answer for a mandate.";
            case NotTheLeadUnit r ->
                "Only its lead unit claims that " + r.mandate() + " is implemented"
                        + (r.lead() == null
                                ? "; it has none now."
                                : ": that is " + r.lead() + ", not " + r.unit() + ".");
            case NotAnsweringUnit r ->
                r.unit() + " does not answer for " + r.mandate() + "; those that do are " + r.units() + ".";
            case NotRecurring r -> r.mandate() + " does not recur: no next report is due.";
            case NextDueNotLater r ->
                "The report on " + r.mandate() + " that was due on " + r.dueOn() + " cannot be due next on "
                        + r.nextDueOn() + ".";
            case FourEyes r -> "Somebody else must " + r.step() + " " + r.id() + ": this person " + r.role() + ".";
            case ProposalExists r -> r.proposal() + " is in the register already.";
            case ContentChanged r ->
                "What was read of " + r.proposal() + " (" + r.contentHash() + ") is not what was submitted ("
                        + r.submittedHash() + "). Read it again.";
        };
    }
}
