package org.mandatum.proposal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.event.Event;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.resolution.OrganId;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/**
 * A fact about one proposal. {@code effectiveOn} is the day on which it was so in the world; who did it and when it was
 * recorded stand in the envelope. {@code authority} is what the step rests on: the mandate's provision, or the act that an
 * organ took.
 */
public sealed interface ProposalEvent extends Event {
    ProposalId proposal();

    OrganisationId organisation();

    LocalDate effectiveOn();

    Authority authority();

    /** @param mandate the one that it answers; absent when it answers none */
    record ProposalDrafted(
            ProposalId proposal,
            OrganisationId organisation,
            @Nullable MandateId mandate,
            Name title,
            ProposedPackage content,
            LocalDate effectiveOn,
            Authority authority)
            implements ProposalEvent {
        public ProposalDrafted {
            InvalidValue.required("title", title);
            InvalidValue.required("content", content);
        }
    }

    /** It reads like this from now on. Whatever was submitted or approved before was something else. */
    record ProposalEdited(
            ProposalId proposal,
            OrganisationId organisation,
            @Nullable MandateId mandate,
            Name title,
            ProposedPackage content,
            LocalDate effectiveOn,
            Authority authority)
            implements ProposalEvent {
        public ProposalEdited {
            InvalidValue.required("title", title);
            InvalidValue.required("content", content);
        }
    }

    /** @param contentHash {@code sha-256:} and the digest, in hex, of the content's canonical JSON (RFC 8785) */
    record ProposalSubmitted(
            ProposalId proposal,
            OrganisationId organisation,
            String contentHash,
            LocalDate effectiveOn,
            Authority authority)
            implements ProposalEvent {
        public ProposalSubmitted {
            InvalidValue.required("contentHash", contentHash);
        }
    }

    /** An organ has it before it. */
    record ConsiderationBegun(
            ProposalId proposal,
            OrganisationId organisation,
            OrganId organ,
            @Nullable String session,
            LocalDate effectiveOn,
            Authority authority)
            implements ProposalEvent {
        public ConsiderationBegun {
            InvalidValue.required("organ", organ);
        }
    }

    /** @param contentHash what was approved, and nothing else */
    record ProposalApproved(
            ProposalId proposal,
            OrganisationId organisation,
            String contentHash,
            @Nullable String comments,
            LocalDate effectiveOn,
            Authority authority)
            implements ProposalEvent {
        public ProposalApproved {
            InvalidValue.required("contentHash", contentHash);
        }
    }

    /**
     * It is a draft again.
     *
     * @param clashes why it could not be enacted; empty when whoever considered it sent it back
     */
    record ProposalReturned(
            ProposalId proposal,
            OrganisationId organisation,
            String comments,
            List<Clash> clashes,
            LocalDate effectiveOn,
            Authority authority)
            implements ProposalEvent {
        public ProposalReturned {
            InvalidValue.required("comments", comments);
            clashes = InvalidValue.list("clashes", clashes);
        }
    }

    record ProposalRejected(
            ProposalId proposal, OrganisationId organisation, String reason, LocalDate effectiveOn, Authority authority)
            implements ProposalEvent {
        public ProposalRejected {
            InvalidValue.required("reason", reason);
        }
    }

    record ProposalWithdrawn(
            ProposalId proposal,
            OrganisationId organisation,
            @Nullable String reason,
            LocalDate effectiveOn,
            Authority authority)
            implements ProposalEvent {}

    /**
     * Its changes were decided, in the same transaction. {@code authority} is the enacting instrument: a resolution or an
     * executive order.
     *
     * @param contentHash what was enacted: what had been approved
     * @param changes ids of the events that the organisation recorded
     * @param inEffectOn the day on which the last of the changes takes effect
     */
    record ProposalEnacted(
            ProposalId proposal,
            OrganisationId organisation,
            String contentHash,
            List<String> changes,
            LocalDate inEffectOn,
            LocalDate effectiveOn,
            Authority authority)
            implements ProposalEvent {
        public ProposalEnacted {
            InvalidValue.required("contentHash", contentHash);
            changes = InvalidValue.list("changes", changes);
        }
    }
}
