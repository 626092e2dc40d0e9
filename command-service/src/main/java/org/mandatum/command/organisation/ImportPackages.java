package org.mandatum.command.organisation;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.journal.Submissions.Submission;
import org.mandatum.organisation.OrganisationId;

/**
 * Puts many packages before an organisation, one after the other, in one transaction (ADR 0010). Each is decided by itself,
 * on what those before it left: one that is refused takes none of the others with it.
 *
 * @param stopAtRefusal decide none after the first that is refused; those before it are recorded
 */
public record ImportPackages(OrganisationId organisation, List<Keyed> packages, boolean stopAtRefusal) {
    /** A package, and the key under which its answer is remembered. */
    public record Keyed(Submission submission, ChangePackage orders) {}

    /** What came of each package, in their order; shorter than their list when a refusal stopped it. */
    public record Decided(List<Outcome> outcomes) {
        public Decided {
            outcomes = List.copyOf(outcomes);
        }
    }

    public ImportPackages {
        packages = List.copyOf(packages);
    }

    @TargetAggregateIdentifier
    String stream() {
        return Organisation.stream(organisation);
    }
}
