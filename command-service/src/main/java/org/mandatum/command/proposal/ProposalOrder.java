package org.mandatum.command.proposal;

import static org.mandatum.proposal.ProposalTransition.*;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.Authority;
import org.mandatum.proposal.ProposalTransition;
import org.mandatum.proposal.ProposedPackage;
import org.mandatum.resolution.OrganId;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/** An order to move a proposal on, as the contract words it; its day and authority stand beside it, in {@link Step}. */
sealed interface ProposalOrder {
    /** The last part of each order's path, below {@code /proposals/{id}/}. */
    Map<String, Class<? extends ProposalOrder>> BY_PATH = Map.of(
            "submission", Submit.class,
            "consideration", BeginConsideration.class,
            "approval", Approve.class,
            "return", Return.class,
            "rejection", Reject.class,
            "withdrawal", Withdraw.class,
            "enactment", Enact.class);

    default ProposalTransition transition() {
        return switch (this) {
            case Edit o -> EDIT;
            case Submit o -> SUBMISSION;
            case BeginConsideration o -> CONSIDERATION;
            case Approve o -> APPROVAL;
            case Return o -> RETURN;
            case Reject o -> REJECTION;
            case Withdraw o -> WITHDRAWAL;
            case Enact o -> ENACTMENT;
        };
    }

    /** What a proposal says: when it is drafted, and whenever it is edited. */
    record Edit(@Nullable MandateId mandate, Name title, ProposedPackage content, Authority authority)
            implements ProposalOrder {}

    record Submit() implements ProposalOrder {}

    record BeginConsideration(OrganId organ, @Nullable String session) implements ProposalOrder {
        public BeginConsideration {
            InvalidValue.required("organ", organ);
        }
    }

    /** @param contentHash of what the approver has read, so that nothing else is approved; null: what is submitted now */
    record Approve(@Nullable String contentHash, @Nullable String comments) implements ProposalOrder {}

    record Return(String comments) implements ProposalOrder {
        public Return {
            if (InvalidValue.required("comments", comments).isBlank()) throw new InvalidValue("comments", "is empty");
        }
    }

    record Reject(String reason) implements ProposalOrder {
        public Reject {
            if (InvalidValue.required("reason", reason).isBlank()) throw new InvalidValue("reason", "is empty");
        }
    }

    record Withdraw(@Nullable String reason) implements ProposalOrder {}

    /** By the instrument that the step's authority names. */
    record Enact() implements ProposalOrder {}
}
