package org.mandatum.query.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.query.projection.Follower;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The events behind mandates and proposals, and the structural changes that answer them. */
@Repository
public class WorkflowLog implements Follower {
    private final JdbcTemplate jdbc;

    WorkflowLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param source such as {@code /mandates/m-1} */
    public List<RecordedEvent> events(String source, Instant knownAt) {
        return events(List.of(source), knownAt);
    }

    /** One log after the other. */
    public List<RecordedEvent> events(Collection<String> sources, Instant knownAt) {
        return jdbc.query(
                "select cloud_event from event join stream on stream.name = event.stream"
                        + " where event.stream = any(?) and sequence <= projected_sequence and recorded_at <= ?"
                        + " order by event.stream, sequence",
                (row, number) -> CloudEvent.read(row.getString(1)),
                array(sources),
                knownAt.atOffset(ZoneOffset.UTC));
    }

    /** Those that cite one of these mandates or proposals, and those of these ids, in the order of the log. */
    public List<AnsweringChange> changes(
            Collection<String> mandates, Collection<String> proposals, Collection<String> ids, Instant knownAt) {
        return changes(
                "event.id in (select event from answering_change where mandate = any(?) or proposal = any(?)"
                        + " union select unnest(?::text[]))",
                knownAt,
                array(mandates),
                array(proposals),
                array(ids));
    }

    /** Those that rest on an act. */
    public List<AnsweringChange> changesUnder(String resolution, Instant knownAt) {
        return changes("event.resolution = ?", knownAt, resolution);
    }

    private List<AnsweringChange> changes(String which, Instant knownAt, Object... arguments) {
        var all = new ArrayList<Object>(Arrays.asList(arguments));
        all.add(knownAt.atOffset(ZoneOffset.UTC));
        List<Found> found = jdbc
                .query(
                        "select cloud_event, units from event join stream on stream.name = event.stream where " + which
                                + " and event.recorded_at <= ? and corrects is null and sequence <= projected_sequence"
                                + " and event.stream like '/organisations/%' order by position",
                        (row, number) -> Found.of(row),
                        all.toArray())
                .stream()
                .filter(one -> one.recorded().event() instanceof StructuralEvent)
                .toList();
        var days = new HashMap<String, LocalDate>();
        Set<String> annulled = corrected(found, knownAt, days);
        return found.stream()
                .map(one -> new AnsweringChange(
                        one.recorded(),
                        days.getOrDefault(
                                one.recorded().id(),
                                ((StructuralEvent) one.recorded().event()).effectiveOn()),
                        annulled.contains(one.recorded().id()),
                        one.units()))
                .toList();
    }

    private record Found(RecordedEvent recorded, List<String> units) {
        static Found of(ResultSet row) throws SQLException {
            return new Found(CloudEvent.read(row.getString("cloud_event")), List.of((String[])
                    row.getArray("units").getArray()));
        }
    }

    /** Those that were annulled; the days to which others were corrected go into {@code days}. */
    private Set<String> corrected(List<Found> changes, Instant knownAt, Map<String, LocalDate> days) {
        var annulled = new HashSet<String>();
        if (changes.isEmpty()) return annulled;
        jdbc.query(
                        "select cloud_event from event where corrects = any(?) and recorded_at <= ? order by position",
                        (row, number) -> CloudEvent.read(row.getString(1)),
                        changes.stream().map(change -> change.recorded().id()).toArray(String[]::new),
                        knownAt.atOffset(ZoneOffset.UTC))
                .forEach(correction -> {
                    if (correction.event() instanceof ChangeAnnulled e) annulled.add(e.change());
                    if (correction.event() instanceof EffectiveDateCorrected e) days.put(e.change(), e.effectiveOn());
                });
        return annulled;
    }

    /** Notes which changes cite a mandate or a proposal. */
    @Override
    public void follow(List<RecordedEvent> events) {
        List<RecordedEvent> answering = events.stream()
                .filter(recorded -> recorded.event() instanceof StructuralEvent e
                        && (e.grounds().authority().mandate() != null
                                || e.grounds().authority().proposal() != null))
                .toList();
        if (answering.isEmpty()) return;
        jdbc.batchUpdate(
                "insert into answering_change (event, organisation, mandate, proposal) values (?, ?, ?, ?)",
                answering,
                answering.size(),
                (insert, recorded) -> {
                    var event = (StructuralEvent) recorded.event();
                    Authority authority = event.grounds().authority();
                    insert.setString(1, recorded.id());
                    insert.setString(2, event.organisation().value());
                    insert.setString(3, authority.mandate());
                    insert.setString(4, authority.proposal());
                });
    }

    private static String[] array(Collection<String> values) {
        return values.toArray(String[]::new);
    }
}
