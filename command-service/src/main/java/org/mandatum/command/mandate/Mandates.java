package org.mandatum.command.mandate;

import org.jspecify.annotations.Nullable;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateId;

/** The mandates that the register holds, as far as decisions on others ask about them. */
@FunctionalInterface
public interface Mandates {
    /** The mandate as recorded now; null when none bears this id. */
    @Nullable
    Mandate find(MandateId id);
}
