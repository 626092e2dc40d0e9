package org.mandatum.query.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.StructureAsOf;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.audit.OrganisationLog;
import org.mandatum.query.audit.WholeLog;
import org.mandatum.query.index.Indexes;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.projection.Arrivals;
import org.mandatum.query.projection.Projections;
import org.mandatum.query.structure.StructureText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds a rebuilt projection against the log, from which nothing of it may differ, and the live one against it. What the live
 * one has otherwise is noted; what the rebuilt one has otherwise than the log is a fault of this program.
 */
@Component
class Verification {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    /** For what Kafka has still to bring to the live projection. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int AT_ONCE = 2_000;
    private static final Instant NOW = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcTemplate jdbc;
    private final OrganisationLog organisations;
    private final WholeLog log;
    private final Indexes indexes;
    private final Arrivals arrivals;

    Verification(JdbcTemplate jdbc, OrganisationLog organisations, WholeLog log, Indexes indexes, Arrivals arrivals) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.log = log;
        this.indexes = indexes;
        this.arrivals = arrivals;
    }

    /**
     * @param upTo the position up to which the log was projected beside
     * @param progress told before each step; may throw to end it
     * @throws NotTheFold when the rebuilt projection is not what the log makes it
     */
    void of(Rebuild rebuild, Projections.Beside beside, String live, long upTo, Runnable progress)
            throws InterruptedException {
        looks(rebuild, "how far the live projection has come", progress);
        if (!arrivals.await(() -> missing(beside, live).isEmpty(), PATIENCE))
            missing(beside, live).forEach(rebuild::differs);
        new RowComparison(jdbc, live, beside.schema())
                .run(table -> looks(rebuild, "rows of " + table, progress), rebuild::differs);
        for (String organisation : organisations(beside)) {
            looks(rebuild, "structure of " + organisation, progress);
            structure(rebuild, beside, new OrganisationId(organisation));
            rebuild.verifiedOrganisation();
        }
        for (String kind : List.of("resolutions", "mandates", "proposals")) {
            looks(rebuild, kind, progress);
            logs(beside, kind, upTo, progress);
        }
    }

    private static void looks(Rebuild rebuild, String at, Runnable progress) {
        rebuild.verifies(at);
        progress.run();
    }

    /** Logs that the live projection does not show as far as the rebuilt one does. */
    private List<ObjectNode> missing(Projections.Beside beside, String live) {
        return jdbc.query(
                "select made.name, held.projected_sequence as live, made.projected_sequence as rebuilt from "
                        + beside.schema() + ".stream as made left join " + live
                        + ".stream as held on held.name = made.name"
                        + " where coalesce(held.projected_sequence, -1) < made.projected_sequence order by 1 limit "
                        + Rebuild.MOST_DIFFERENCES,
                (row, number) -> EventJson.MAPPER
                        .createObjectNode()
                        .put("what", "log")
                        .put("log", row.getString("name"))
                        .put("live", row.getObject("live", Long.class))
                        .put("rebuilt", row.getLong("rebuilt")));
    }

    private List<String> organisations(Projections.Beside beside) {
        return beside.look(() -> jdbc.queryForList(
                "select substr(name, length('/organisations/') + 1) from stream where name like '/organisations/%'"
                        + " and projected_sequence >= 0 order by 1",
                String.class));
    }

    /** A point of both clocks. */
    private record Point(LocalDate effectiveOn, Instant knownAt) {}

    /** At several points of both clocks, today as known now among them: by digest, one history in memory at a time. */
    private void structure(Rebuild rebuild, Projections.Beside beside, OrganisationId organisation) {
        Instant last = Objects.requireNonNull(
                        beside.look(() -> indexes.fromRows(organisation)).version(NOW))
                .recordedAt();
        Map<Point, String> folded = folded(organisation, last);
        Map<Point, String> made = digests(folded.keySet(), () -> beside.look(() -> indexes.fromRows(organisation)));
        Map<Point, String> held = held(organisation, folded);
        folded.forEach((point, digest) -> {
            if (!digest.equals(made.get(point)))
                throw new NotTheFold("The structure of " + organisation + " on " + point.effectiveOn() + " as known at "
                        + point.knownAt() + " is " + made.get(point) + ", but the log makes it " + digest + ".");
            if (!digest.equals(held.get(point)))
                rebuild.differs(EventJson.MAPPER
                        .createObjectNode()
                        .put("what", "structure")
                        .put("organisation", organisation.value())
                        .put("effectiveOn", point.effectiveOn().toString())
                        .put("knownAt", point.knownAt().toString())
                        .put("live", held.get(point))
                        .put("rebuilt", digest));
        });
    }

    private Map<Point, String> held(OrganisationId organisation, Map<Point, String> folded) {
        try {
            return digests(folded.keySet(), () -> indexes.fromRows(organisation));
        } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException down) {
            throw down;
        } catch (RuntimeException unreadable) {
            // Rows that nobody can read are a difference like any other.
            LOG.warn("the live rows of {} cannot be read", organisation, unreadable);
            return Map.of();
        }
    }

    private Map<Point, String> folded(OrganisationId organisation, Instant last) {
        List<RecordedEvent> events = organisations.read(organisation, last, read -> {});
        var digests = new LinkedHashMap<Point, String>();
        for (Point point : points(events, last))
            digests.put(
                    point,
                    StructureText.folded(StructureAsOf.fold(organisation, events, point.effectiveOn(), point.knownAt()))
                            .digest());
        return digests;
    }

    private static Iterable<Point> points(List<RecordedEvent> events, Instant last) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        var points = new LinkedHashSet<Point>();
        points.add(new Point(today, last));
        List<Change> changes = StructureAsOf.changes(events, last);
        if (changes.isEmpty()) return points;
        points.add(new Point(changes.getLast().effectiveOn(), last));
        for (int third = 1; third <= 2; third++) {
            Instant then = events.get(events.size() * third / 3).recordedAt();
            LocalDate day = changes.get(changes.size() * third / 3).effectiveOn();
            points.add(new Point(day, then));
            points.add(new Point(today, then));
            points.add(new Point(day, last));
        }
        return points;
    }

    private static Map<Point, String> digests(Iterable<Point> points, Supplier<OrganisationIndex> filled) {
        OrganisationIndex index = filled.get();
        var digests = new LinkedHashMap<Point, String>();
        for (Point point : points)
            digests.put(
                    point,
                    StructureText.shown(index, point.effectiveOn(), point.knownAt())
                            .digest());
        return digests;
    }

    /** The rows of mandates and proposals are the fold of their logs; acts are answered from their events themselves. */
    private void logs(Projections.Beside beside, String kind, long upTo, Runnable progress) {
        var open = new ArrayList<RecordedEvent>();
        RecordedEvent last = null;
        while (true) {
            List<RecordedEvent> page = last == null
                    ? log.logs(kind, "", -1, upTo, AT_ONCE)
                    : log.logs(kind, kind + "/" + last.stream(), last.sequence(), upTo, AT_ONCE);
            open.addAll(page);
            if (!page.isEmpty()) last = page.getLast();
            boolean over = page.size() < AT_ONCE;
            verify(beside, kind, whole(open, over));
            if (over) return;
            progress.run();
        }
    }

    /** Takes out the logs that are read to their end; of a package that is cut short nothing is shown yet. */
    private static List<List<RecordedEvent>> whole(List<RecordedEvent> open, boolean over) {
        var logs = new LinkedHashMap<String, List<RecordedEvent>>();
        for (RecordedEvent event : open)
            logs.computeIfAbsent(event.stream(), none -> new ArrayList<>()).add(event);
        open.clear();
        if (!over && !logs.isEmpty()) open.addAll(logs.pollLastEntry().getValue());
        for (List<RecordedEvent> log : logs.values())
            while (!log.isEmpty() && log.getLast().remaining() > 0) log.removeLast();
        return logs.values().stream().filter(log -> !log.isEmpty()).toList();
    }

    private void verify(Projections.Beside beside, String kind, List<List<RecordedEvent>> logs) {
        if (logs.isEmpty()) return;
        List<String> amiss = kind.equals("resolutions")
                ? logs.stream()
                        .filter(log -> !log.equals(shown(beside, log.getFirst().source())))
                        .map(log -> log.getFirst().stream())
                        .toList()
                : beside.amiss(logs, LocalDate.now(ZoneOffset.UTC));
        if (!amiss.isEmpty())
            throw new NotTheFold(
                    "Of " + kind + ", " + String.join(", ", amiss) + " are not what the log makes of them.");
    }

    private List<RecordedEvent> shown(Projections.Beside beside, String source) {
        return beside.look(() -> jdbc.query(
                "select cloud_event from event join stream on stream.name = event.stream"
                        + " where event.stream = ? and sequence <= projected_sequence order by sequence",
                (row, number) -> CloudEvent.read(row.getString(1)),
                source));
    }

    /** The rebuilt projection is not what the log makes it: a fault of this program, and never swapped in. */
    static final class NotTheFold extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotTheFold(String what) {
            super(what);
        }
    }
}
