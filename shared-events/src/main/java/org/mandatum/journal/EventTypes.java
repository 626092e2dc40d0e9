package org.mandatum.journal;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mandatum.event.Event;
import org.mandatum.mandate.MandateEvent.*;
import org.mandatum.organisation.Correction.*;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.proposal.ProposalEvent.*;
import org.mandatum.resolution.ResolutionEvent.*;

/**
 * The stable name and revision under which each event is kept, whatever its class is called: a class may be renamed, a name
 * never, nor used again. A new shape of an event is a new revision, whose golden file joins the old ones; there has been none yet,
 * so nothing here makes a new shape of an old one.
 */
public final class EventTypes {
    /** A stable type name and its revision, in CloudEvents {@code org.mandatum.<name>.v<revision>}. */
    public record EventType(String name, int revision, Class<? extends Event> event) {
        public String cloudEventType() {
            return "org.mandatum." + name + ".v" + revision;
        }
    }

    private static final List<EventType> ALL = List.of(
            new EventType("OrganisationOpened", 1, OrganisationOpened.class),
            new EventType("SecretariatCreated", 1, SecretariatCreated.class),
            new EventType("UnitCreated", 1, UnitCreated.class),
            new EventType("SecretariatEliminated", 1, SecretariatEliminated.class),
            new EventType("UnitEliminated", 1, UnitEliminated.class),
            new EventType("UnitRenamed", 1, UnitRenamed.class),
            new EventType("UnitMoved", 1, UnitMoved.class),
            new EventType("ReportingLinesSet", 1, ReportingLinesSet.class),
            new EventType("UnitConverted", 1, UnitConverted.class),
            new EventType("UnitsMerged", 1, UnitsMerged.class),
            new EventType("UnitSplit", 1, UnitSplit.class),
            new EventType("UnitSuspended", 1, UnitSuspended.class),
            new EventType("UnitReactivated", 1, UnitReactivated.class),
            new EventType("UnitReinstated", 1, UnitReinstated.class),
            new EventType("FunctionAssigned", 1, FunctionAssigned.class),
            new EventType("FunctionRedistributed", 1, FunctionRedistributed.class),
            new EventType("FunctionRevised", 1, FunctionRevised.class),
            new EventType("FunctionDiscontinued", 1, FunctionDiscontinued.class),
            new EventType("UnitAlignedWithPillar", 1, UnitAlignedWithPillar.class),
            new EventType("CoordinationLinked", 1, CoordinationLinked.class),
            new EventType("CoordinationUnlinked", 1, CoordinationUnlinked.class),
            new EventType("EffectiveDateCorrected", 1, EffectiveDateCorrected.class),
            new EventType("ChangeAnnulled", 1, ChangeAnnulled.class),
            new EventType("ResolutionAdopted", 1, ResolutionAdopted.class),
            new EventType("ResolutionAmended", 1, ResolutionAmended.class),
            new EventType("ResolutionRescinded", 1, ResolutionRescinded.class),
            new EventType("MandateIssued", 1, MandateIssued.class),
            new EventType("MandateAssigned", 1, MandateAssigned.class),
            new EventType("ProgressReported", 1, ProgressReported.class),
            new EventType("ImplementationClaimed", 1, ImplementationClaimed.class),
            new EventType("ImplementationVerified", 1, ImplementationVerified.class),
            new EventType("VerificationRefused", 1, VerificationRefused.class),
            new EventType("MandateClosed", 1, MandateClosed.class),
            new EventType("MandateReopened", 1, MandateReopened.class),
            new EventType("MandateRenewed", 1, MandateRenewed.class),
            new EventType("MandateAdapted", 1, MandateAdapted.class),
            new EventType("MandateMerged", 1, MandateMerged.class),
            new EventType("MandateReplaced", 1, MandateReplaced.class),
            new EventType("MandateRetired", 1, MandateRetired.class),
            new EventType("MandateLapsed", 1, MandateLapsed.class),
            new EventType("MandateDischarged", 1, MandateDischarged.class),
            new EventType("DueDateReminderRaised", 1, DueDateReminderRaised.class),
            new EventType("OverdueRaised", 1, OverdueRaised.class),
            new EventType("MandateTransferred", 1, MandateTransferred.class),
            new EventType("MandateLeftUnassigned", 1, MandateLeftUnassigned.class),
            new EventType("ProposalDrafted", 1, ProposalDrafted.class),
            new EventType("ProposalEdited", 1, ProposalEdited.class),
            new EventType("ProposalSubmitted", 1, ProposalSubmitted.class),
            new EventType("ConsiderationBegun", 1, ConsiderationBegun.class),
            new EventType("ProposalApproved", 1, ProposalApproved.class),
            new EventType("ProposalReturned", 1, ProposalReturned.class),
            new EventType("ProposalRejected", 1, ProposalRejected.class),
            new EventType("ProposalWithdrawn", 1, ProposalWithdrawn.class),
            new EventType("ProposalEnacted", 1, ProposalEnacted.class));

    private static final Map<Class<?>, EventType> BY_CLASS =
            ALL.stream().collect(Collectors.toMap(EventType::event, Function.identity()));
    private static final Map<String, EventType> BY_CLOUD_EVENT_TYPE =
            ALL.stream().collect(Collectors.toMap(EventType::cloudEventType, Function.identity()));

    private EventTypes() {}

    public static List<EventType> all() {
        return ALL;
    }

    /** The type under which events of this class are kept; a class that is no event is a bug. */
    public static EventType of(Class<?> event) {
        EventType type = BY_CLASS.get(event);
        if (type == null) throw new IllegalArgumentException(event + " is not a registered event");
        return type;
    }

    /** The type that was kept under this name and revision; an unknown one needs a newer release to read it. */
    public static EventType of(String name, int revision) {
        return ofCloudEvent("org.mandatum." + name + ".v" + revision);
    }

    static EventType ofCloudEvent(String cloudEventType) {
        EventType type = BY_CLOUD_EVENT_TYPE.get(cloudEventType);
        if (type == null)
            throw new IllegalArgumentException(
                    "this release does not know the event type " + cloudEventType + "; a newer one wrote it");
        return type;
    }
}
