package org.mandatum.journal;

import org.mandatum.event.Event;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.proposal.ProposalEvent;
import org.mandatum.resolution.ResolutionEvent;

/** What an event is chiefly about. */
final class Subject {
    private Subject() {}

    /** The id of the unit, function, organisation, legal act, mandate or proposal. */
    static String of(Event event) {
        return switch (event) {
            case OrganisationOpened e -> e.organisation().value();
            case SecretariatCreated e -> e.unit().value();
            case UnitCreated e -> e.unit().value();
            case SecretariatEliminated e -> e.unit().value();
            case UnitEliminated e -> e.unit().value();
            case UnitRenamed e -> e.unit().value();
            case UnitMoved e -> e.unit().value();
            case ReportingLinesSet e -> e.unit().value();
            case UnitConverted e -> e.unit().value();
            case UnitsMerged e -> e.into().value();
            case UnitSplit e -> e.unit().value();
            case UnitSuspended e -> e.unit().value();
            case UnitReactivated e -> e.unit().value();
            case UnitReinstated e -> e.unit().value();
            case FunctionAssigned e -> e.function().value();
            case FunctionRedistributed e -> e.function().value();
            case FunctionRevised e -> e.function().value();
            case FunctionDiscontinued e -> e.function().value();
            case UnitAlignedWithPillar e -> e.unit().value();
            case CoordinationLinked e -> e.units().getFirst().value();
            case CoordinationUnlinked e -> e.units().getFirst().value();
            case Correction e -> e.change();
            case ResolutionEvent e -> e.resolution().value();
            case MandateEvent e -> e.mandate().value();
            case ProposalEvent e -> e.proposal().value();
            default -> throw new IllegalArgumentException(event.getClass() + " has no subject");
        };
    }
}
