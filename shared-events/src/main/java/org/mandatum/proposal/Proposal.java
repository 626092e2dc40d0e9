package org.mandatum.proposal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.Actor;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.proposal.ProposalEvent.*;
import org.mandatum.resolution.OrganId;
import org.mandatum.value.Name;

/**
 * A proposal as it stands: the fold of its events in the order of its log.
 *
 * @param authority what it rests on until an act enacts it: the mandate's provision, or the act that the draft names
 * @param authors everybody who drafted, edited or submitted it, ever: none of them may approve it
 * @param submittedHash digest of the content that was submitted; absent while it is a draft
 * @param approval absent until it is approved, and again when it is edited or returned
 * @param organ who considered it last
 * @param comments why it was last returned, rejected or withdrawn
 * @param clashes what stood against its enactment when it was last returned
 * @param enactment absent until it is enacted
 * @param lastStepOn the day of the last thing that was done with it; nothing is done on an earlier day after that
 */
public record Proposal(
        ProposalId id,
        OrganisationId organisation,
        ProposalState state,
        @Nullable MandateId mandate,
        Name title,
        ProposedPackage content,
        Authority authority,
        List<Actor> authors,
        @Nullable String submittedHash,
        @Nullable Approval approval,
        @Nullable OrganId organ,
        @Nullable String comments,
        List<Clash> clashes,
        @Nullable Enactment enactment,
        LocalDate draftedOn,
        LocalDate lastStepOn) {

    /** What was approved, by whom. */
    public record Approval(String contentHash, @Nullable Actor by, LocalDate effectiveOn) {}

    /** @param inEffectOn the day on which the last of its changes takes effect */
    public record Enactment(Authority authority, List<String> changes, LocalDate inEffectOn, LocalDate effectiveOn) {}

    /** Whether this person drafted, edited or submitted it. */
    public boolean isBy(Actor person) {
        return authors.stream().anyMatch(author -> author.isSamePersonAs(person));
    }

    /** Whether all of its changes have taken effect by that day. */
    public boolean inEffect(LocalDate on) {
        return enactment != null && !enactment.inEffectOn().isAfter(on);
    }

    /**
     * The proposal once this has happened to it.
     *
     * @param before null: before anything happened to it
     * @param by who did it, from the event's envelope
     * @throws IllegalStateException when it is impossible: it should have been refused, so this is a bug
     */
    public static Proposal after(@Nullable Proposal before, ProposalEvent event, @Nullable Actor by) {
        if (event instanceof ProposalDrafted drafted) {
            if (before != null) throw new IllegalStateException("proposal " + before.id + " is drafted already");
            return drafted(drafted, by);
        }
        if (before == null) throw new IllegalStateException("proposal " + event.proposal() + " was never drafted");
        return before.after(event, by);
    }

    private static Proposal drafted(ProposalDrafted event, @Nullable Actor by) {
        return new Proposal(
                event.proposal(),
                event.organisation(),
                ProposalState.DRAFTED,
                event.mandate(),
                event.title(),
                event.content(),
                event.authority(),
                by == null ? List.of() : List.of(by),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                event.effectiveOn(),
                event.effectiveOn());
    }

    private Proposal after(ProposalEvent event, @Nullable Actor by) {
        var draft = new Draft(this, event.effectiveOn());
        switch (event) {
            case ProposalDrafted e -> throw new IllegalStateException("proposal " + id + " is drafted already");
            case ProposalEdited e -> {
                draft.mandate = e.mandate();
                draft.title = e.title();
                draft.content = e.content();
                draft.authority = e.authority();
                draft.author(by);
                draft.to(ProposalState.DRAFTED, null);
            }
            case ProposalSubmitted e -> {
                draft.author(by);
                draft.state = ProposalState.SUBMITTED;
                draft.submittedHash = e.contentHash();
                draft.clashes = List.of();
            }
            case ConsiderationBegun e -> {
                draft.state = ProposalState.UNDER_CONSIDERATION;
                draft.organ = e.organ();
            }
            case ProposalApproved e -> {
                draft.state = ProposalState.APPROVED;
                draft.approval = new Approval(e.contentHash(), by, e.effectiveOn());
            }
            case ProposalReturned e -> {
                draft.to(ProposalState.RETURNED, e.comments());
                draft.clashes = e.clashes();
            }
            case ProposalRejected e -> draft.to(ProposalState.REJECTED, e.reason());
            case ProposalWithdrawn e -> draft.to(ProposalState.WITHDRAWN, e.reason());
            case ProposalEnacted e -> {
                draft.state = ProposalState.ENACTED;
                draft.enactment = new Enactment(e.authority(), e.changes(), e.inEffectOn(), e.effectiveOn());
            }
        }
        return draft.proposal();
    }

    /** What an event may make otherwise, while it does. */
    private static final class Draft {
        private final Proposal before;
        private final LocalDate lastStepOn;
        private ProposalState state;
        private @Nullable MandateId mandate;
        private Name title;
        private ProposedPackage content;
        private Authority authority;
        private List<Actor> authors;
        private @Nullable String submittedHash;
        private @Nullable Approval approval;
        private @Nullable OrganId organ;
        private @Nullable String comments;
        private List<Clash> clashes;
        private @Nullable Enactment enactment;

        Draft(Proposal proposal, LocalDate lastStepOn) {
            before = proposal;
            this.lastStepOn = lastStepOn;
            state = proposal.state;
            mandate = proposal.mandate;
            title = proposal.title;
            content = proposal.content;
            authority = proposal.authority;
            authors = proposal.authors;
            submittedHash = proposal.submittedHash;
            approval = proposal.approval;
            organ = proposal.organ;
            comments = proposal.comments;
            clashes = proposal.clashes;
            enactment = proposal.enactment;
        }

        void author(@Nullable Actor by) {
            if (by == null || before.isBy(by)) return;
            authors = new ArrayList<>(authors);
            authors.add(by);
            authors = List.copyOf(authors);
        }

        /** No longer before anybody: what was submitted or approved counts no more. */
        void to(ProposalState state, @Nullable String comments) {
            this.state = state;
            this.comments = comments == null ? this.comments : comments;
            submittedHash = null;
            approval = null;
        }

        Proposal proposal() {
            return new Proposal(
                    before.id,
                    before.organisation,
                    state,
                    mandate,
                    title,
                    content,
                    authority,
                    authors,
                    submittedHash,
                    approval,
                    organ,
                    comments,
                    clashes,
                    enactment,
                    before.draftedOn,
                    lastStepOn);
        }
    }
}
