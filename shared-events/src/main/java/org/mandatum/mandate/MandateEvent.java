package org.mandatum.mandate;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.event.Event;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.UnitId;
import org.mandatum.proposal.ProposalId;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/**
 * A fact about one mandate. {@code effectiveOn} is the day on which it was so in the world; who ordered it and when it was
 * recorded stand in the envelope. What people do is recorded in the order of its days; what the register itself concludes
 * (a transfer, a reminder, that something is overdue) may concern an earlier day than the last thing that was done.
 *
 * <p>{@code grounds} name the authority: of a mandate that is issued, renewed or adapted, the provision (act and paragraph)
 * that does so; of a step on its way, the mandate's own provision unless another act was cited; of a transfer, the authority
 * of the change that caused it.
 */
public sealed interface MandateEvent extends Event {
    MandateId mandate();

    OrganisationId organisation();

    LocalDate effectiveOn();

    Grounds grounds();

    /**
     * An act instructed somebody to do something.
     *
     * @param title what is to be done, in one line
     * @param text the wording, where it is more
     * @param dueOn the last day on which it is done in time
     */
    record MandateIssued(
            MandateId mandate,
            OrganisationId organisation,
            Name title,
            @Nullable Name text,
            @Nullable LocalDate dueOn,
            Attributes attributes,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {
        public MandateIssued {
            InvalidValue.required("title", title);
            InvalidValue.required("attributes", attributes);
        }
    }

    /**
     * These units answer for it from now on, and no others.
     *
     * @param lead the one that reports on it and claims that it is implemented
     * @param units those that take part
     */
    record MandateAssigned(
            MandateId mandate,
            OrganisationId organisation,
            UnitId lead,
            List<UnitId> units,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {
        public MandateAssigned {
            units = InvalidValue.list("units", units);
        }
    }

    /**
     * A unit that answers for it told how far it is.
     *
     * @param changes ids of the events that recorded structural changes which carry it out
     * @param proposals proposals that answer it
     * @param session the session to which the report was made, such as {@code XLVI-O/16}
     * @param nextDueOn where the duty recurs and this report meets it: the day on which the next one is due
     */
    record ProgressReported(
            MandateId mandate,
            OrganisationId organisation,
            UnitId unit,
            ReportedStatus status,
            @Nullable String statement,
            List<String> changes,
            List<Document> documents,
            List<ProposalId> proposals,
            @Nullable String session,
            @Nullable LocalDate nextDueOn,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {
        public ProgressReported {
            changes = InvalidValue.list("changes", changes);
            documents = InvalidValue.list("documents", documents);
            proposals = InvalidValue.list("proposals", proposals);
        }
    }

    /** The lead unit says that it is done, and names the changes or documents that show it. */
    record ImplementationClaimed(
            MandateId mandate,
            OrganisationId organisation,
            UnitId unit,
            @Nullable String statement,
            List<String> changes,
            List<Document> documents,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {
        public ImplementationClaimed {
            changes = InvalidValue.list("changes", changes);
            documents = InvalidValue.list("documents", documents);
        }
    }

    /** Somebody else than who claimed it found that it is done. */
    record ImplementationVerified(
            MandateId mandate,
            OrganisationId organisation,
            @Nullable String statement,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {}

    /** Somebody else than who claimed it found that it is not done; the work goes on. */
    record VerificationRefused(
            MandateId mandate, OrganisationId organisation, String reason, LocalDate effectiveOn, Grounds grounds)
            implements MandateEvent {}

    /** It is done, verified, and off the table. */
    record MandateClosed(
            MandateId mandate,
            OrganisationId organisation,
            @Nullable String reason,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {}

    /** It is on the table again. Whoever led it last leads it, if that unit is still there. */
    record MandateReopened(
            MandateId mandate, OrganisationId organisation, String reason, LocalDate effectiveOn, Grounds grounds)
            implements MandateEvent {}

    /**
     * A later act repeated it.
     *
     * @param dueOn the new due date; absent: as it was
     */
    record MandateRenewed(
            MandateId mandate,
            OrganisationId organisation,
            @Nullable LocalDate dueOn,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {}

    /** A later act worded it otherwise: this is what it says from then on, in full. */
    record MandateAdapted(
            MandateId mandate,
            OrganisationId organisation,
            Name title,
            @Nullable Name text,
            @Nullable LocalDate dueOn,
            Attributes attributes,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {}

    /** A later act made it part of another mandate, which goes on. */
    record MandateMerged(
            MandateId mandate, OrganisationId organisation, MandateId into, LocalDate effectiveOn, Grounds grounds)
            implements MandateEvent {}

    /** A later act issued another mandate in its place. */
    record MandateReplaced(
            MandateId mandate, OrganisationId organisation, MandateId by, LocalDate effectiveOn, Grounds grounds)
            implements MandateEvent {}

    /** A later act withdrew it. */
    record MandateRetired(
            MandateId mandate,
            OrganisationId organisation,
            @Nullable String reason,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {}

    /** Its term ended, or what it speaks of is over. */
    record MandateLapsed(
            MandateId mandate,
            OrganisationId organisation,
            @Nullable String reason,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {}

    /** Whoever answered for it was released from it. */
    record MandateDischarged(
            MandateId mandate,
            OrganisationId organisation,
            @Nullable String reason,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {}

    /** The due date is near: raised once for each due date, on {@code effectiveOn}. */
    record DueDateReminderRaised(
            MandateId mandate, OrganisationId organisation, LocalDate dueOn, LocalDate effectiveOn, Grounds grounds)
            implements MandateEvent {}

    /** The due date has passed and the mandate is not implemented: raised once for each; effective on the day after it. */
    record OverdueRaised(
            MandateId mandate, OrganisationId organisation, LocalDate dueOn, LocalDate effectiveOn, Grounds grounds)
            implements MandateEvent {}

    /**
     * A structural change brought it to other units than those to which it was assigned, or a correction brought it back.
     *
     * @param from who led it before; absent when nobody did
     * @param to who leads it now; the same unit when only those that take part are others
     * @param units those that take part now
     * @param cause id of the event that recorded the change, or its correction; absent where none is in force any more
     */
    record MandateTransferred(
            MandateId mandate,
            OrganisationId organisation,
            @Nullable UnitId from,
            UnitId to,
            List<UnitId> units,
            @Nullable String cause,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {
        public MandateTransferred {
            units = InvalidValue.list("units", units);
        }
    }

    /**
     * The unit that led it ended, and no single unit took its place: somebody must be named.
     *
     * @param unit who led it until then
     * @param units those that take part still
     * @param cause id of the event that recorded the change, or its correction; absent where none is in force any more
     */
    record MandateLeftUnassigned(
            MandateId mandate,
            OrganisationId organisation,
            UnitId unit,
            List<UnitId> units,
            @Nullable String cause,
            LocalDate effectiveOn,
            Grounds grounds)
            implements MandateEvent {
        public MandateLeftUnassigned {
            units = InvalidValue.list("units", units);
        }
    }
}
