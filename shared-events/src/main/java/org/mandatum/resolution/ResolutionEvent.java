package org.mandatum.resolution;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.event.Event;
import org.mandatum.value.Evidence;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/** A fact about one legal act. */
public sealed interface ResolutionEvent extends Event {
    ResolutionId resolution();

    /**
     * An organ adopted it.
     *
     * @param kind {@code resolution}, {@code executive-order} …
     * @param under the act by which another organ delegated the power that this one uses
     * @param delegations powers that this act gives to other organs
     */
    record ResolutionAdopted(
            ResolutionId resolution,
            String kind,
            String symbol,
            OrganId organ,
            @Nullable String session,
            Name title,
            LocalDate adoptedOn,
            @Nullable String url,
            List<Paragraph> paragraphs,
            @Nullable ResolutionId under,
            List<Delegation> delegations,
            @Nullable Evidence evidence,
            @Nullable String note)
            implements ResolutionEvent {
        public ResolutionAdopted {
            paragraphs = InvalidValue.list("paragraphs", paragraphs);
            delegations = InvalidValue.list("delegations", delegations);
        }
    }

    /** A later act replaced or added these paragraphs. */
    record ResolutionAmended(
            ResolutionId resolution,
            ResolutionId by,
            List<Paragraph> paragraphs,
            LocalDate effectiveOn,
            @Nullable Evidence evidence,
            @Nullable String note)
            implements ResolutionEvent {
        public ResolutionAmended {
            paragraphs = InvalidValue.list("paragraphs", paragraphs);
        }
    }

    /** A later act took it out of force from {@code effectiveOn} on. */
    record ResolutionRescinded(
            ResolutionId resolution,
            ResolutionId by,
            LocalDate effectiveOn,
            @Nullable Evidence evidence,
            @Nullable String note)
            implements ResolutionEvent {}
}
