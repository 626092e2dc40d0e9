package org.mandatum.command.mandate;

import static org.mandatum.mandate.MandateTransition.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.mandate.Attributes;
import org.mandatum.mandate.Document;
import org.mandatum.mandate.MandateId;
import org.mandatum.mandate.MandateTransition;
import org.mandatum.mandate.ReportedStatus;
import org.mandatum.organisation.UnitId;
import org.mandatum.proposal.ProposalId;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;
import org.mandatum.value.WebAddress;

/**
 * An order to move a mandate on, as the contract words it: the components are the fields of the request. The day and the
 * grounds stand beside it, in {@link Step}.
 */
sealed interface MandateOrder {
    /** The last part of each order's path, below {@code /mandates/{id}/}. */
    Map<String, Class<? extends MandateOrder>> BY_PATH = Map.ofEntries(
            Map.entry("assignment", Assign.class),
            Map.entry("reports", Report.class),
            Map.entry("implementation", ClaimImplementation.class),
            Map.entry("verification", Verify.class),
            Map.entry("closure", Close.class),
            Map.entry("reopening", Reopen.class),
            Map.entry("renewal", Renew.class),
            Map.entry("adaptation", Adapt.class),
            Map.entry("merger", Merge.class),
            Map.entry("replacement", Replace.class),
            Map.entry("retirement", Retire.class),
            Map.entry("lapse", Lapse.class),
            Map.entry("discharge", Discharge.class));

    default MandateTransition transition() {
        return switch (this) {
            case Assign o -> ASSIGNMENT;
            case Report o -> REPORT;
            case ClaimImplementation o -> IMPLEMENTATION;
            case Verify o -> VERIFICATION;
            case Close o -> CLOSURE;
            case Reopen o -> REOPENING;
            case Renew o -> RENEWAL;
            case Adapt o -> ADAPTATION;
            case Merge o -> MERGER;
            case Replace o -> REPLACEMENT;
            case Retire o -> RETIREMENT;
            case Lapse o -> LAPSE;
            case Discharge o -> DISCHARGE;
        };
    }

    /** Whether only a legal act can do it, which the request must name. */
    default boolean needsAct() {
        return switch (transition()) {
            case RENEWAL, ADAPTATION, MERGER, REPLACEMENT, RETIREMENT -> true;
            default -> false;
        };
    }

    private static List<Document> followed(List<Document> documents) {
        for (int i = 0; i < documents.size(); i++)
            WebAddress.require("documents[" + i + "].url", documents.get(i).url());
        return documents;
    }

    record Assign(UnitId lead, List<UnitId> units) implements MandateOrder {
        public Assign {
            InvalidValue.required("lead", lead);
            units = InvalidValue.list("units", units).stream().distinct().toList();
            if (units.contains(lead)) throw new InvalidValue("units", "names the lead unit again");
        }
    }

    /**
     * @param unit absent: the lead unit
     * @param nextDueOn absent: where the duty recurs after a fixed period and the report is made to a session, that much later
     */
    record Report(
            @Nullable UnitId unit,
            ReportedStatus status,
            @Nullable String statement,
            List<String> changes,
            List<Document> documents,
            List<ProposalId> proposals,
            @Nullable String session,
            @Nullable LocalDate nextDueOn)
            implements MandateOrder {
        public Report {
            InvalidValue.required("status", status);
            changes = InvalidValue.list("changes", changes);
            documents = followed(InvalidValue.list("documents", documents));
            proposals = InvalidValue.list("proposals", proposals);
        }
    }

    /** @param unit absent: the lead unit, which alone may claim it */
    record ClaimImplementation(
            @Nullable UnitId unit, @Nullable String statement, List<String> changes, List<Document> documents)
            implements MandateOrder {
        public ClaimImplementation {
            changes = InvalidValue.list("changes", changes);
            documents = followed(InvalidValue.list("documents", documents));
            if (changes.isEmpty() && documents.isEmpty())
                throw new InvalidValue("changes", "or documents: name at least one that shows that it is done");
        }
    }

    /** @param verified false: it is not done, for a reason that must be given */
    record Verify(
            Boolean verified,
            @Nullable String statement,
            @Nullable String reason) implements MandateOrder {
        public Verify {
            InvalidValue.required("verified", verified);
            if (!verified && (reason == null || reason.isBlank()))
                throw new InvalidValue("reason", "is required where verification is refused");
            if (verified && reason != null) throw new InvalidValue("reason", "goes with a refusal only; use statement");
        }
    }

    record Close(@Nullable String reason) implements MandateOrder {}

    record Reopen(String reason) implements MandateOrder {
        public Reopen {
            if (InvalidValue.required("reason", reason).isBlank()) throw new InvalidValue("reason", "is empty");
        }
    }

    record Renew(@Nullable LocalDate dueOn) implements MandateOrder {}

    /** What is left out stays as it is. */
    record Adapt(
            @Nullable Name title,
            @Nullable Name text,
            @Nullable LocalDate dueOn,
            @Nullable Attributes attributes) implements MandateOrder {
        public Adapt {
            if (title == null && text == null && dueOn == null && attributes == null)
                throw new InvalidValue("title", "or text, dueOn, attributes: name at least one that changes");
        }
    }

    record Merge(MandateId into) implements MandateOrder {
        public Merge {
            InvalidValue.required("into", into);
        }
    }

    record Replace(MandateId by) implements MandateOrder {
        public Replace {
            InvalidValue.required("by", by);
        }
    }

    record Retire(@Nullable String reason) implements MandateOrder {}

    record Lapse(@Nullable String reason) implements MandateOrder {}

    record Discharge(@Nullable String reason) implements MandateOrder {}
}
