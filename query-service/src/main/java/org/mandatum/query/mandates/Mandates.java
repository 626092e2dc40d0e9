package org.mandatum.query.mandates;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.WorkflowAsOf;
import org.mandatum.mandate.Mandate;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.workflow.WorkflowLog;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** Mandates as they stood on a day, as far as was known at a moment. */
@Repository
public class Mandates {
    private final JdbcTemplate jdbc;
    private final WorkflowLog log;

    Mandates(JdbcTemplate jdbc, WorkflowLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /** The order of a board. Where the given one leaves it open, by id. */
    enum Order {
        ID("id", "id"),
        TITLE("title", "title, id"),
        STATUS("status", "status, id"),
        DUE("dueOn", "due_on nulls last, id"),
        DUE_LAST("-dueOn", "due_on desc nulls last, id"),
        PRIORITY(
                "priority",
                "array_position(array['very-high', 'high', 'medium', 'low', 'very-low'], priority) nulls last,"
                        + " due_on nulls last, id"),
        ISSUED("issuedOn", "issued_on, id"),
        RENEWED("lastRenewedOn", "renewed_on, id"),
        LEAD("lead", "lead nulls last, id");

        private final String code;
        private final String sql;

        Order(String code, String sql) {
            this.code = code;
            this.sql = sql;
        }

        /** How it is asked for. */
        String code() {
            return code;
        }
    }

    /** How many there are, by state and by the unit that leads. */
    record Counts(long total, Map<String, Long> status, Map<String, Long> lead, long overdue, long unassigned) {}

    long count(Filter filter) {
        Long count = jdbc.queryForObject(
                "select count(*) from mandate_version where " + filter.condition(), Long.class, filter.arguments());
        return count == null ? 0 : count;
    }

    List<ObjectNode> page(Filter filter, Order order, long offset, long limit, AsOf asOf) {
        return jdbc.query(
                "select document from mandate_version where " + filter.condition() + " order by " + order.sql
                        + " offset ? limit ?",
                (row, number) -> MandateDocument.on(asOf, read(row.getString(1))),
                filter.arguments(offset, limit));
    }

    List<ObjectNode> all(Filter filter, AsOf asOf) {
        return page(filter, Order.ID, 0, Long.MAX_VALUE, asOf);
    }

    /** A mandate, and the moment since which it has been known to stand so. */
    record Dated(ObjectNode mandate, Instant recordedAt) {}

    /** By due date. */
    List<Dated> dated(Filter filter, AsOf asOf) {
        return jdbc.query(
                "select document, lower(recorded) as recorded_at from mandate_version where " + filter.condition()
                        + " order by due_on, id",
                (row, number) -> new Dated(
                        MandateDocument.on(asOf, read(row.getString("document"))),
                        row.getTimestamp("recorded_at").toInstant()),
                filter.arguments());
    }

    Counts counts(Filter filter, AsOf asOf) {
        var status = new LinkedHashMap<String, Long>();
        var lead = new LinkedHashMap<String, Long>();
        var sums = new long[3];
        jdbc.query(
                "select status, coalesce(lead, '') as leader, count(*) as number,"
                        + " count(*) filter (where awaited and due_on < ?) as overdue,"
                        + " count(*) filter (where unassigned) as unassigned from mandate_version where "
                        + filter.condition() + " group by status, leader order by status, leader",
                row -> {
                    long number = row.getLong("number");
                    status.merge(row.getString("status"), number, Long::sum);
                    if (!row.getString("leader").isEmpty()) lead.merge(row.getString("leader"), number, Long::sum);
                    sums[0] += number;
                    sums[1] += row.getLong("overdue");
                    sums[2] += row.getLong("unassigned");
                },
                filter.argumentsAfter(asOf.effectiveOn()));
        return new Counts(sums[0], status, lead, sums[1], sums[2]);
    }

    /** Null when it was not issued by that day, as far as was known then. */
    public @Nullable ObjectNode find(String mandate, AsOf asOf) {
        Mandate found = WorkflowAsOf.mandate(events(mandate, asOf), asOf.effectiveOn(), asOf.knownAt());
        return found == null ? null : MandateDocument.on(asOf, MandateDocument.of(found));
    }

    List<RecordedEvent> events(String mandate, AsOf asOf) {
        return log.events("/mandates/" + mandate, asOf.knownAt());
    }

    /** Those of several mandates, by id. */
    Map<String, List<RecordedEvent>> events(List<String> mandates, AsOf asOf) {
        return log.events(mandates.stream().map(id -> "/mandates/" + id).toList(), asOf.knownAt()).stream()
                .collect(Collectors.groupingBy(RecordedEvent::stream));
    }

    /** Those that a proposal answers which was not given up, or that a change cites. */
    Set<String> actedUpon(String organisation, AsOf asOf) {
        return new HashSet<>(jdbc.queryForList(
                "select mandate from proposal_version where organisation = ? and mandate is not null"
                        + " and effective @> ?::date and recorded @> ?::timestamptz"
                        + " and status not in ('rejected', 'withdrawn')"
                        + " union select mandate from answering_change"
                        + " join event on event.id = answering_change.event"
                        + " where answering_change.organisation = ? and mandate is not null and recorded_at <= ?"
                        + " and not exists (select 1 from event as annulment where annulment.corrects = event.id"
                        + " and annulment.type = 'ChangeAnnulled' and annulment.recorded_at <= ?)",
                String.class,
                organisation,
                asOf.effectiveOn(),
                known(asOf),
                organisation,
                known(asOf),
                known(asOf)));
    }

    private static OffsetDateTime known(AsOf asOf) {
        return asOf.knownAt().atOffset(ZoneOffset.UTC);
    }

    /** How many are overdue on a day, as is known now, in all organisations. */
    long overdue(LocalDate on) {
        Long count = jdbc.queryForObject(
                "select count(*) from mandate_version where upper_inf(recorded) and awaited and due_on < ?"
                        + " and effective @> ?",
                Long.class,
                on,
                on);
        return count == null ? 0 : count;
    }

    private static ObjectNode read(String document) {
        return (ObjectNode) EventJson.MAPPER.readTree(document);
    }
}
