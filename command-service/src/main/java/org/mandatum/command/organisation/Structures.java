package org.mandatum.command.organisation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.Outcome.Reason;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.Structure;

/** What organisations look like as far as is known now, for decisions about something else. */
@FunctionalInterface
public interface Structures {
    /** The organisation as recorded now; null when no register is open for it. */
    @Nullable
    At at(OrganisationId organisation);

    /** One organisation. */
    interface At {
        OrganisationOpened opened();

        /** How many events its log holds. */
        long version();

        Structure on(LocalDate day);

        /** Whether this event recorded a change that was not annulled. */
        boolean holds(String change);

        /**
         * Tries a package on the whole time line, and records nothing.
         *
         * @param day which day to look at; null: the one on which the last of its changes takes effect, but not before today
         */
        Attempt attempt(ChangePackage orders, LegalActs acts, LocalDate today, @Nullable LocalDate day);
    }

    /**
     * What would come of a package.
     *
     * @param refusals every reason against it
     * @param on the day that was looked at
     * @param after null where it is refused
     */
    record Attempt(
            List<Reason> refusals,
            LocalDate on,
            Structure before,
            @Nullable Structure after) {}
}
