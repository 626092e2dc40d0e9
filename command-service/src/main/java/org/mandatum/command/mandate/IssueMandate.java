package org.mandatum.command.mandate;

import java.time.LocalDate;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.ForOrganisation;
import org.mandatum.mandate.Attributes;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.value.Name;

/**
 * Records a mandate that an act issued.
 *
 * @param effectiveOn absent: the day on which the act was adopted
 * @param history what was done with it until now, as an existing registry tells it: recorded with it, or nothing is
 */
public record IssueMandate(
        MandateId mandate,
        OrganisationId organisation,
        Name title,
        @Nullable Name text,
        @Nullable LocalDate dueOn,
        Attributes attributes,
        @Nullable LocalDate effectiveOn,
        Grounds grounds,
        List<Step> history,
        boolean rehearsal)
        implements ForOrganisation {
    /** Whether other mandates must be there before it. */
    public boolean refersToOthers() {
        return history.stream()
                .anyMatch(step ->
                        step.order() instanceof MandateOrder.Merge || step.order() instanceof MandateOrder.Replace);
    }

    @TargetAggregateIdentifier
    String stream() {
        return MandateFile.stream(mandate);
    }
}
