package org.mandatum.query.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.query.log.LogRows;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The events behind an answer. */
@Repository
class Log {
    /** Of whole packages: what has come of another does not count yet. */
    private static final String EVENTS =
            "event join stream on stream.name = event.stream and event.sequence <= stream.projected_sequence";

    private final JdbcTemplate jdbc;

    Log(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** An event, and as it was published. */
    record Entry(RecordedEvent event, String cloudEvent) {
        static Entry of(String cloudEvent) {
            return new Entry(CloudEvent.read(cloudEvent), cloudEvent);
        }
    }

    Map<String, Entry> byId(Collection<String> ids) {
        var entries = new HashMap<String, Entry>();
        jdbc.query(
                        "select cloud_event from " + EVENTS + " where id = any(?)",
                        (row, number) -> Entry.of(row.getString(1)),
                        (Object) ids.toArray(String[]::new))
                .forEach(entry -> entries.put(entry.event().id(), entry));
        return entries;
    }

    /**
     * Changes that end or reinstate units and mention this one, in the order of their recording, as they were known at a moment: at
     * dates as corrected, without those annulled. What an event is about is not asked: of what held on no day it may not be known.
     */
    List<Change> endsAndReturns(String organisation, String unit, Instant knownAt) {
        var changes = new LinkedHashMap<String, Change>();
        jdbc.query(
                        "select cloud_event from " + EVENTS
                                + " where organisation = ? and type in ('SecretariatEliminated',"
                                + " 'UnitEliminated', 'UnitConverted', 'UnitsMerged', 'UnitSplit', 'UnitReinstated')"
                                + " and recorded_at <= ? and strpos(cloud_event, ?) > 0 order by position",
                        (row, number) -> CloudEvent.read(row.getString(1)),
                        organisation,
                        knownAt.atOffset(ZoneOffset.UTC),
                        '"' + unit + '"')
                .forEach(event -> changes.put(event.id(), event.change()));
        for (Entry entry : correctionsOf(organisation, changes.keySet(), knownAt))
            if (entry.event().event() instanceof EffectiveDateCorrected e)
                changes.computeIfPresent(e.change(), (id, change) -> change.correctedTo(e.effectiveOn()));
            else if (entry.event().event() instanceof ChangeAnnulled e) changes.remove(e.change());
        return List.copyOf(changes.values());
    }

    /** The corrections and annulments that concern a unit, as far as they were recorded by a moment. */
    List<Entry> correctionsOf(String organisation, String unit, Instant knownAt) {
        return jdbc.query(
                "select cloud_event from " + EVENTS + " where organisation = ? and " + LogRows.ABOUT_UNIT
                        + " and recorded_at <= ? and corrects is not null order by position",
                (row, number) -> Entry.of(row.getString(1)),
                organisation,
                unit,
                unit,
                knownAt.atOffset(ZoneOffset.UTC));
    }

    /** The corrections of these changes, as far as they were recorded by a moment. */
    List<Entry> correctionsOf(String organisation, Collection<String> changes, Instant knownAt) {
        return jdbc.query(
                "select cloud_event from " + EVENTS
                        + " where organisation = ? and corrects = any(?) and recorded_at <= ?" + " order by position",
                (row, number) -> Entry.of(row.getString(1)),
                organisation,
                changes.toArray(String[]::new),
                knownAt.atOffset(ZoneOffset.UTC));
    }

    /** As far as they were recorded by a moment, the last correction or annulment of each change, where it rests on one of these acts. */
    List<Entry> lastCorrectionsOn(String organisation, Collection<String> acts, Instant knownAt) {
        return jdbc.query(
                "select cloud_event from (select distinct on (corrects) cloud_event, resolution, position from "
                        + EVENTS
                        + " where organisation = ? and corrects is not null and recorded_at <= ?"
                        + " order by corrects, position desc) correction where resolution = any(?) order by position",
                (row, number) -> Entry.of(row.getString(1)),
                organisation,
                knownAt.atOffset(ZoneOffset.UTC),
                acts.toArray(String[]::new));
    }

    /** Those of these events that were recorded after the one moment, and not after the other. */
    Set<String> recorded(Collection<String> ids, Instant after, Instant until) {
        return Set.copyOf(jdbc.queryForList(
                "select id from " + EVENTS + " where id = any(?) and recorded_at > ? and recorded_at <= ?",
                String.class,
                ids.toArray(String[]::new),
                after.atOffset(ZoneOffset.UTC),
                until.atOffset(ZoneOffset.UTC)));
    }
}
