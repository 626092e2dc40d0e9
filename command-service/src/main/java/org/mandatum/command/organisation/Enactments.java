package org.mandatum.command.organisation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.Outcome.Reason;
import org.mandatum.event.Event;
import org.mandatum.organisation.OrganisationId;

/** Lets an organisation decide a package as part of another order, in its transaction: both are recorded, or neither. */
@FunctionalInterface
public interface Enactments {
    /**
     * @param today the day of the ordering
     * @param rehearsal decide only, record nothing
     */
    Decided decide(OrganisationId organisation, ChangePackage orders, LocalDate today, boolean rehearsal);

    /** What came of it. */
    sealed interface Decided {}

    /**
     * @param changes ids of the events that are recorded; empty when it was rehearsed
     * @param inEffectOn the day on which the last of the changes takes effect; null where they are of no day, as annulments are
     */
    record Enacted(
            List<String> changes,
            List<? extends Event> facts,
            @Nullable LocalDate inEffectOn) implements Decided {}

    /** Nothing is recorded. */
    record Clashing(List<Reason> reasons) implements Decided {}
}
