package org.mandatum.command.mandate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.organisation.Structures;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.journal.Actor;

/**
 * What a decision about a mandate needs to know besides the mandate.
 *
 * @param today nothing is done on a later day
 * @param actor who orders it; null: nobody that the register could name
 * @param history whether it was done before the register knew of the mandate: then by whom is for the evidence to tell
 */
record Circumstances(
        LocalDate today,
        @Nullable Actor actor,
        LegalActs acts,
        Structures structures,
        Mandates mandates,
        boolean history) {
    /** The same, for what was done before the register knew of it. */
    Circumstances captured() {
        return new Circumstances(today, actor, acts, structures, mandates, true);
    }
}
