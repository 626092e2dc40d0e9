package org.mandatum.mandate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.Actor;
import org.mandatum.mandate.MandateEvent.*;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.UnitId;
import org.mandatum.proposal.ProposalId;
import org.mandatum.value.Name;

/**
 * A mandate as it stands: the fold of its events in the order of its log. As of a day and a moment of knowledge, those of its
 * events are folded that were recorded by then and effective by that day.
 *
 * @param provisions what issued, renewed and adapted it, the latest last; never empty
 * @param assignment as somebody last ordered it; structural changes since then may have moved it on
 * @param lead who answers for it now; absent when nobody does
 * @param units those that take part now
 * @param unassignedOn the day from which nobody has answered for it although somebody did; absent otherwise
 * @param proposals those that answer it, as far as reports named them
 * @param claim the last claim that it is implemented, until a verification refuses it
 * @param continuedBy the mandate that it was merged into or replaced by
 * @param remindedOf the due date of which a reminder was raised last
 * @param overdueRaisedOf the due date that was last raised as overdue
 * @param lastStepOn the day of the last thing that somebody did with it; nothing is done on an earlier day after that
 */
public record Mandate(
        MandateId id,
        OrganisationId organisation,
        MandateState state,
        Name title,
        @Nullable Name text,
        @Nullable LocalDate dueOn,
        Attributes attributes,
        List<Provision> provisions,
        @Nullable Assignment assignment,
        @Nullable UnitId lead,
        List<UnitId> units,
        @Nullable LocalDate unassignedOn,
        @Nullable Report report,
        List<ProposalId> proposals,
        @Nullable Claim claim,
        @Nullable MandateId continuedBy,
        @Nullable LocalDate remindedOf,
        @Nullable LocalDate overdueRaisedOf,
        LocalDate lastStepOn) {

    /** An act and paragraph that issued, renewed or adapted the mandate. */
    public record Provision(How how, Authority authority, LocalDate effectiveOn) {
        /** What it did to the mandate. */
        public enum How {
            ISSUED,
            RENEWED,
            ADAPTED
        }
    }

    /** Who was told to answer for it. */
    public record Assignment(UnitId lead, List<UnitId> units, LocalDate effectiveOn) {}

    /** What was last said of it. */
    public record Report(
            UnitId unit, ReportedStatus status, @Nullable String session, LocalDate effectiveOn) {}

    /** @param by who claimed it: somebody else verifies */
    public record Claim(
            UnitId unit,
            List<String> changes,
            List<Document> documents,
            @Nullable Actor by,
            LocalDate effectiveOn) {}

    /** Whether the day is after the due date and the mandate is neither claimed to be implemented nor ended. */
    public boolean overdue(LocalDate on) {
        return awaited() && dueOn != null && dueOn.isBefore(on);
    }

    /** Whether its implementation is still to come. */
    public boolean awaited() {
        return state.open() && state != MandateState.IMPLEMENTED && state != MandateState.VERIFIED;
    }

    /** Whether it is open, was assigned, and nobody answers for it now. */
    public boolean unassigned() {
        return state.open() && unassignedOn != null;
    }

    /** What gives it force now: the act and paragraph that issued or last renewed or adapted it. */
    public Authority authority() {
        Authority latest = provisions.getLast().authority();
        return new Authority(latest.resolution(), latest.paragraph(), id.value(), null);
    }

    /** The day on which it was issued. */
    public LocalDate issuedOn() {
        return provisions.getFirst().effectiveOn();
    }

    /** The day on which it was issued or last renewed or adapted. */
    public LocalDate lastRenewedOn() {
        return provisions.getLast().effectiveOn();
    }

    /**
     * The mandate once this has happened to it.
     *
     * @param before null: before anything happened to it
     * @param by who ordered it, from the event's envelope
     * @throws IllegalStateException when it is impossible: it should have been refused, so this is a bug
     */
    public static Mandate after(@Nullable Mandate before, MandateEvent event, @Nullable Actor by) {
        if (event instanceof MandateIssued issued) {
            if (before != null) throw new IllegalStateException("mandate " + before.id + " is issued already");
            return issued(issued);
        }
        if (before == null) throw new IllegalStateException("mandate " + event.mandate() + " was never issued");
        return before.after(event, by);
    }

    private static Mandate issued(MandateIssued event) {
        return new Mandate(
                event.mandate(),
                event.organisation(),
                MandateState.ISSUED,
                event.title(),
                event.text(),
                event.dueOn(),
                event.attributes(),
                List.of(new Provision(Provision.How.ISSUED, event.grounds().authority(), event.effectiveOn())),
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                event.effectiveOn());
    }

    private Mandate after(MandateEvent event, @Nullable Actor by) {
        var draft = new Draft(this);
        switch (event) {
            case MandateIssued e -> throw new IllegalStateException("mandate " + id + " is issued already");
            case MandateAssigned e -> {
                draft.assignment = new Assignment(e.lead(), e.units(), e.effectiveOn());
                draft.answeredBy(e.lead(), e.units());
            }
            case ProgressReported e -> {
                draft.report = new Report(e.unit(), e.status(), e.session(), e.effectiveOn());
                draft.link(e.proposals());
                if (e.nextDueOn() != null) draft.dueOn = e.nextDueOn();
                draft.state = MandateState.IN_PROGRESS;
            }
            case ImplementationClaimed e -> {
                draft.claim = new Claim(e.unit(), e.changes(), e.documents(), by, e.effectiveOn());
                draft.state = MandateState.IMPLEMENTED;
            }
            case ImplementationVerified e -> draft.state = MandateState.VERIFIED;
            case VerificationRefused e -> draft.goOn();
            case MandateClosed e -> draft.state = MandateState.CLOSED;
            case MandateReopened e -> draft.goOn();
            case MandateRenewed e -> {
                draft.provision(Provision.How.RENEWED, e);
                if (e.dueOn() != null) draft.dueOn = e.dueOn();
            }
            case MandateAdapted e -> {
                draft.provision(Provision.How.ADAPTED, e);
                draft.title = e.title();
                draft.text = e.text();
                draft.dueOn = e.dueOn();
                draft.attributes = e.attributes();
            }
            case MandateMerged e -> draft.continuedBy(MandateState.MERGED, e.into());
            case MandateReplaced e -> draft.continuedBy(MandateState.REPLACED, e.by());
            case MandateRetired e -> draft.state = MandateState.RETIRED;
            case MandateLapsed e -> draft.state = MandateState.LAPSED;
            case MandateDischarged e -> draft.state = MandateState.DISCHARGED;
            case DueDateReminderRaised e -> draft.remindedOf = e.dueOn();
            case OverdueRaised e -> draft.overdueRaisedOf = e.dueOn();
            case MandateTransferred e -> draft.answeredBy(e.to(), e.units());
            case MandateLeftUnassigned e -> draft.leftUnassigned(e);
        }
        return draft.mandate(stepOf(event) ? event.effectiveOn() : lastStepOn);
    }

    /** Whether somebody did it; the rest is what the register concludes. */
    private static boolean stepOf(MandateEvent event) {
        return switch (event) {
            case DueDateReminderRaised e -> false;
            case OverdueRaised e -> false;
            case MandateTransferred e -> false;
            case MandateLeftUnassigned e -> false;
            default -> true;
        };
    }

    /** What an event may make otherwise, while it does. */
    private static final class Draft {
        private final Mandate before;
        private MandateState state;
        private Name title;
        private @Nullable Name text;
        private @Nullable LocalDate dueOn;
        private Attributes attributes;
        private List<Provision> provisions;
        private @Nullable Assignment assignment;
        private @Nullable UnitId lead;
        private List<UnitId> units;
        private @Nullable LocalDate unassignedOn;
        private @Nullable Report report;
        private List<ProposalId> proposals;
        private @Nullable Claim claim;
        private @Nullable MandateId continuedBy;
        private @Nullable LocalDate remindedOf;
        private @Nullable LocalDate overdueRaisedOf;

        Draft(Mandate mandate) {
            before = mandate;
            state = mandate.state;
            title = mandate.title;
            text = mandate.text;
            dueOn = mandate.dueOn;
            attributes = mandate.attributes;
            provisions = mandate.provisions;
            assignment = mandate.assignment;
            lead = mandate.lead;
            units = mandate.units;
            unassignedOn = mandate.unassignedOn;
            report = mandate.report;
            proposals = mandate.proposals;
            claim = mandate.claim;
            continuedBy = mandate.continuedBy;
            remindedOf = mandate.remindedOf;
            overdueRaisedOf = mandate.overdueRaisedOf;
        }

        /** The state moves only where the lack of a unit had held it up. */
        void answeredBy(UnitId lead, List<UnitId> units) {
            this.lead = lead;
            this.units = units;
            unassignedOn = null;
            if (state == MandateState.ISSUED || state == MandateState.UNASSIGNED) goOn();
        }

        void leftUnassigned(MandateLeftUnassigned event) {
            lead = null;
            units = event.units();
            unassignedOn = event.effectiveOn();
            if (state == MandateState.ASSIGNED || state == MandateState.IN_PROGRESS) state = MandateState.UNASSIGNED;
        }

        /** Back to work, as far as it had come before it was claimed or ended. */
        void goOn() {
            claim = null;
            if (lead != null) state = report == null ? MandateState.ASSIGNED : MandateState.IN_PROGRESS;
            else state = assignment == null ? MandateState.ISSUED : MandateState.UNASSIGNED;
        }

        void provision(Provision.How how, MandateEvent event) {
            provisions = new ArrayList<>(provisions);
            provisions.add(new Provision(how, event.grounds().authority(), event.effectiveOn()));
            provisions = List.copyOf(provisions);
        }

        void link(List<ProposalId> more) {
            SequencedSet<ProposalId> all = new LinkedHashSet<>(proposals);
            all.addAll(more);
            proposals = List.copyOf(all);
        }

        void continuedBy(MandateState state, MandateId other) {
            this.state = state;
            continuedBy = other;
        }

        Mandate mandate(LocalDate lastStepOn) {
            return new Mandate(
                    before.id,
                    before.organisation,
                    state,
                    title,
                    text,
                    dueOn,
                    attributes,
                    provisions,
                    assignment,
                    lead,
                    units,
                    unassignedOn,
                    report,
                    proposals,
                    claim,
                    continuedBy,
                    remindedOf,
                    overdueRaisedOf,
                    lastStepOn);
        }
    }
}
