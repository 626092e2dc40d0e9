package org.mandatum.query.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.OrganisationId;

/**
 * What one package changed in the register's knowledge of one organisation.
 *
 * @param recordedAt from which moment it is known
 * @param position the package's last event's place in the register's log
 * @param version how many events the organisation's log held then
 */
public record Revision(
        OrganisationId organisation, Instant recordedAt, long position, long version, List<Entry> entries) {

    /** Which table of rows, and which part of the structure they hold. */
    public enum Kind {
        UNIT("unit_version"),
        /** Units that are no longer in force, with their successors. */
        ENDED_UNIT("ended_unit_version"),
        FUNCTION("function_version"),
        /** Functions that were discontinued. */
        ENDED_FUNCTION("ended_function_version"),
        LINK("link_version"),
        /** Links that are no longer. */
        ENDED_LINK("ended_link_version");

        private final String table;

        Kind(String table) {
            this.table = table;
        }

        public String table() {
            return table;
        }
    }

    /**
     * One unit, function or link that is otherwise now.
     *
     * @param superseded first days of the periods that are no longer what is known
     * @param asserted the periods that are known instead
     */
    public record Entry(Kind kind, String id, List<LocalDate> superseded, List<Period> asserted) {}

    /**
     * What it is on the days from {@code from} until the eve of {@code until}.
     *
     * @param value a Unit, EndedUnit, Function, EndedFunction, CoordinationLink or EndedLink
     */
    public record Period(LocalDate from, @Nullable LocalDate until, Object value) {}
}
