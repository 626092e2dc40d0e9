package org.mandatum.organisation;

import java.time.LocalDate;
import org.mandatum.value.InvalidValue;

/**
 * Mends what the register holds of an earlier change. Nothing recorded is edited: from the correction's recording on, the
 * fold takes the change at another date or leaves it out; as known before, everything stays as it was.
 */
public sealed interface Correction extends OrganisationEvent {
    /** Id of the event that recorded the change. */
    String change();

    /** What the correction itself rests on; the change keeps its own grounds. */
    Grounds grounds();

    /** The change took effect on {@code effectiveOn}, not on the day that was recorded. */
    record EffectiveDateCorrected(OrganisationId organisation, String change, LocalDate effectiveOn, Grounds grounds)
            implements Correction {
        public EffectiveDateCorrected {
            InvalidValue.required("change", change);
        }
    }

    /** The change never was: recorded in error, or void from the beginning. Ids that it introduced are free again. */
    record ChangeAnnulled(OrganisationId organisation, String change, String reason, Grounds grounds)
            implements Correction {
        public ChangeAnnulled {
            InvalidValue.required("change", change);
            InvalidValue.required("reason", reason);
        }
    }
}
