package org.mandatum.command.mandate;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.UnitId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Which mandates are open, and what has to be looked at when: an index of the log, kept by {@link MandateWatch}. */
@Repository
class OpenMandates {
    private final JdbcTemplate jdbc;

    OpenMandates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes the mandate as it stands; one that is not open is forgotten. */
    void note(Mandate mandate, int reminderDays) {
        if (!mandate.state().open()) {
            jdbc.update(
                    "delete from open_mandate where mandate = ?", mandate.id().value());
            return;
        }
        LocalDate look = DueDate.nextLook(mandate, reminderDays);
        FunctionId function = mandate.attributes().function();
        jdbc.update(
                "insert into open_mandate (mandate, organisation, units, function, look_on) values (?, ?, ?, ?, ?)"
                        + " on conflict (mandate) do update set units = excluded.units, function = excluded.function,"
                        + " look_on = excluded.look_on",
                mandate.id().value(),
                mandate.organisation().value(),
                units(mandate),
                function == null ? null : function.value(),
                look);
    }

    /** A mandate whose due date may give cause for something since that day. */
    record Due(MandateId mandate, LocalDate lookOn) {}

    /** Notes when to look at it next, unless something recorded meanwhile has another day noted already. */
    void looked(Due due, Mandate mandate, int reminderDays) {
        LocalDate look = DueDate.nextLook(mandate, reminderDays);
        jdbc.update(
                "update open_mandate set look_on = ? where mandate = ? and look_on = ?",
                look,
                due.mandate().value(),
                due.lookOn());
    }

    private static String[] units(Mandate mandate) {
        var units = new TreeSet<UnitId>(mandate.units());
        if (mandate.lead() != null) units.add(mandate.lead());
        Mandate.Assignment assignment = mandate.assignment();
        if (assignment != null) {
            units.add(assignment.lead());
            units.addAll(assignment.units());
        }
        return units.stream().map(UnitId::value).toArray(String[]::new);
    }

    /** The open mandates of an organisation that are with one of these units, or concern one of these functions. */
    List<MandateId> with(OrganisationId organisation, Collection<UnitId> units, Collection<FunctionId> functions) {
        return ids(
                "select mandate from open_mandate where organisation = ? and (units && ?::text[] or function = any (?))"
                        + " order by mandate",
                organisation.value(),
                units.stream().map(UnitId::value).toArray(String[]::new),
                functions.stream().map(FunctionId::value).toArray(String[]::new));
    }

    /** All open mandates of an organisation that were assigned. */
    List<MandateId> assigned(OrganisationId organisation) {
        return ids(
                "select mandate from open_mandate where organisation = ? and units <> '{}' order by mandate",
                organisation.value());
    }

    /**
     * Mandates whose due date may give cause for something today.
     *
     * @param grace how long a mandate must be known: a history that is captured late has time to be told to its end
     */
    List<Due> toLookAt(LocalDate today, Duration grace) {
        return jdbc.query(
                "select mandate, look_on from open_mandate"
                        + " where look_on <= ? and known_since <= now() - ? * interval '1 second'"
                        + " order by look_on, mandate",
                (row, number) -> new Due(new MandateId(row.getString(1)), row.getObject(2, LocalDate.class)),
                today,
                grace.toSeconds());
    }

    /** A recorded change will take effect on that day. */
    void awaitStructure(OrganisationId organisation, LocalDate effectiveOn) {
        jdbc.update(
                "insert into future_structure (organisation, effective_on) values (?, ?) on conflict do nothing",
                organisation.value(),
                effectiveOn);
    }

    /** Organisations with changes that have come into effect meanwhile. */
    List<OrganisationId> structureArrived(LocalDate today) {
        return jdbc.query(
                "select distinct organisation from future_structure where effective_on <= ? order by organisation",
                (row, number) -> new OrganisationId(row.getString(1)),
                today);
    }

    /** What has come into effect by that day is awaited no more. */
    void structureSeen(OrganisationId organisation, LocalDate today) {
        jdbc.update(
                "delete from future_structure where organisation = ? and effective_on <= ?",
                organisation.value(),
                today);
    }

    private List<MandateId> ids(String sql, Object... arguments) {
        return jdbc.query(sql, (row, number) -> new MandateId(row.getString(1)), arguments);
    }
}
