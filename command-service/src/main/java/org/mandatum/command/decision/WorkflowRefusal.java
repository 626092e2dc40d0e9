package org.mandatum.command.decision;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.UnitId;
import org.mandatum.proposal.ProposalId;

/** A rule about mandates and proposals that an order would break. */
public sealed interface WorkflowRefusal extends Refusal {

    record UnknownPerson() implements WorkflowRefusal {
        @Override
        public String code() {
            return "person-unknown";
        }

        @Override
        public String detail() {
            return "Only somebody whom the register can name may do this: send the request as a person.";
        }
    }

    record TransitionImpossible(String id, String transition, String state, List<String> possible)
            implements WorkflowRefusal {
        @Override
        public String code() {
            return "transition-impossible";
        }

        @Override
        public String detail() {
            return id + " is " + state.replace('-', ' ') + ": no " + transition + " is possible. Possible are: "
                    + (possible.isEmpty() ? "none" : String.join(", ", possible)) + ".";
        }
    }

    record EffectiveInTheFuture(LocalDate effectiveOn, LocalDate today) implements WorkflowRefusal {
        @Override
        public String code() {
            return "effective-in-the-future";
        }

        @Override
        public String detail() {
            return "Nothing can have been done on " + effectiveOn + ": today is " + today + ".";
        }
    }

    record EffectiveBeforeLastStep(String id, LocalDate lastStepOn, LocalDate effectiveOn) implements WorkflowRefusal {
        @Override
        public String code() {
            return "effective-before-last-step";
        }

        @Override
        public String detail() {
            return "The last step with " + id + " was on " + lastStepOn + ": none can follow it on " + effectiveOn
                    + ".";
        }
    }

    record UnknownOrganisation(OrganisationId organisation) implements WorkflowRefusal {
        @Override
        public String code() {
            return "organisation-unknown";
        }

        @Override
        public String detail() {
            return "No register is open for " + organisation + ".";
        }
    }

    record UnknownMandate(String mandate) implements WorkflowRefusal {
        @Override
        public String code() {
            return "mandate-unknown";
        }

        @Override
        public String detail() {
            return "This organisation has no mandate " + mandate + "; issue it first.";
        }
    }

    record MandateExists(MandateId mandate) implements WorkflowRefusal {
        @Override
        public String code() {
            return "mandate-exists";
        }

        @Override
        public String detail() {
            return mandate + " is in the register already.";
        }
    }

    record MandateNotOpen(MandateId mandate, String state) implements WorkflowRefusal {
        @Override
        public String code() {
            return "mandate-not-open";
        }

        @Override
        public String detail() {
            return mandate + " is " + state + "; only an open mandate can be answered, or carry another on.";
        }
    }

    record ContinuesItself(MandateId mandate) implements WorkflowRefusal {
        @Override
        public String code() {
            return "continues-itself";
        }

        @Override
        public String detail() {
            return mandate + " cannot be merged into or replaced by itself.";
        }
    }

    record UnitCannotAnswer(UnitId unit, LocalDate effectiveOn) implements WorkflowRefusal {
        @Override
        public String code() {
            return "unit-cannot-answer";
        }

        @Override
        public String detail() {
            return unit + " is not in force on " + effectiveOn + ": it cannot answer for a mandate.";
        }
    }

    record NotTheLeadUnit(
            MandateId mandate,
            @Nullable UnitId unit,
            @Nullable UnitId lead) implements WorkflowRefusal {
        @Override
        public String code() {
            return "not-the-lead-unit";
        }

        @Override
        public String detail() {
            return "Only its lead unit claims that " + mandate + " is implemented"
                    + (lead == null ? "; it has none now." : ": that is " + lead + ", not " + unit + ".");
        }
    }

    record NotAnsweringUnit(MandateId mandate, UnitId unit, List<UnitId> units) implements WorkflowRefusal {
        @Override
        public String code() {
            return "not-an-answering-unit";
        }

        @Override
        public String detail() {
            return unit + " does not answer for " + mandate + "; those that do are " + units + ".";
        }
    }

    record NotRecurring(MandateId mandate) implements WorkflowRefusal {
        @Override
        public String code() {
            return "not-recurring";
        }

        @Override
        public String detail() {
            return mandate + " does not recur: no next report is due.";
        }
    }

    record NextDueNotLater(MandateId mandate, LocalDate dueOn, LocalDate nextDueOn) implements WorkflowRefusal {
        @Override
        public String code() {
            return "next-due-not-later";
        }

        @Override
        public String detail() {
            return "The report on " + mandate + " that was due on " + dueOn + " cannot be due next on " + nextDueOn
                    + ".";
        }
    }

    record FourEyes(String id, String step, String role) implements WorkflowRefusal {
        @Override
        public String code() {
            return "four-eyes";
        }

        @Override
        public String detail() {
            return "Somebody else must " + step + " " + id + ": this person " + role + ".";
        }
    }

    record ProposalExists(ProposalId proposal) implements WorkflowRefusal {
        @Override
        public String code() {
            return "proposal-exists";
        }

        @Override
        public String detail() {
            return proposal + " is in the register already.";
        }
    }

    record ContentChanged(ProposalId proposal, String contentHash, String submittedHash) implements WorkflowRefusal {
        @Override
        public String code() {
            return "content-changed";
        }

        @Override
        public String detail() {
            return "What was read of " + proposal + " (" + contentHash + ") is not what was submitted (" + submittedHash
                    + "). Read it again.";
        }
    }
}
