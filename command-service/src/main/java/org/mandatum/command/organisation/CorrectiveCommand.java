package org.mandatum.command.organisation;

import java.time.LocalDate;
import org.mandatum.value.InvalidValue;

/** An order to mend what was recorded, as the contract words it. {@code change} is the id of the event that recorded it. */
public sealed interface CorrectiveCommand {
    String change();

    record CorrectEffectiveDate(String change, LocalDate effectiveOn) implements CorrectiveCommand {
        public CorrectEffectiveDate {
            InvalidValue.required("change", change);
            InvalidValue.required("effectiveOn", effectiveOn);
        }
    }

    record AnnulChange(String change, String reason) implements CorrectiveCommand {
        public AnnulChange {
            InvalidValue.required("change", change);
            InvalidValue.required("reason", reason);
            if (reason.isBlank()) throw new InvalidValue("reason", "says why the change never was");
        }
    }
}
