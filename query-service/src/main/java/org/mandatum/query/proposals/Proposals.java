package org.mandatum.query.proposals;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mandatum.access.OrganisationScope;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.WorkflowAsOf;
import org.mandatum.proposal.Proposal;
import org.mandatum.proposal.ProposalState;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.query.workflow.WorkflowLog;
import org.mandatum.value.InvalidValue;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** Proposals as they stood on a day, as far as was known at a moment. */
@Repository
public class Proposals {
    private final JdbcTemplate jdbc;
    private final WorkflowLog log;

    Proposals(JdbcTemplate jdbc, WorkflowLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /**
     * With the version that an order to it may name in {@code If-Match}: how much was recorded of it by then. Null when it was not
     * drafted by that day, as far as was known then.
     */
    public @Nullable ObjectNode find(String proposal, AsOf asOf) {
        List<RecordedEvent> events = events(proposal, asOf);
        Proposal found = WorkflowAsOf.proposal(events, asOf.effectiveOn(), asOf.knownAt());
        if (found == null) return null;
        return ProposalDocument.on(asOf, ProposalDocument.of(found))
                .put("version", events.getLast().sequence() + 1);
    }

    List<RecordedEvent> events(String proposal, AsOf asOf) {
        return log.events("/proposals/" + proposal, asOf.knownAt());
    }

    /** Those of its organisation that answer a mandate, or are one of these, in the order of their drafting. */
    public List<ObjectNode> answering(String organisation, String mandate, Collection<String> ids, AsOf asOf) {
        return query(
                asOf,
                " and organisation = ? and (mandate = ? or id = any(?)) order by drafted_on, id",
                organisation,
                mandate,
                ids.toArray(String[]::new));
    }

    /** What somebody wants to see of them, the latest touched first. */
    Page page(Question question, OrganisationScope scope, long offset, long limit, AsOf asOf) {
        var more = new StringBuilder();
        var arguments = new ArrayList<Object>();
        for (String column : List.of("organisation", "mandate")) {
            String value = question.text(column);
            if (value == null) continue;
            more.append(" and ").append(column).append(" = ?");
            arguments.add(value);
        }
        if (!scope.all()) {
            more.append(" and organisation = any(?)");
            arguments.add(scope.organisations().toArray(String[]::new));
        }
        String status = question.text("status");
        if (status != null) {
            more.append(" and status = any(?)");
            arguments.add(codes(status));
        }
        Long total = jdbc.queryForObject(
                "select count(*) from proposal_version where effective @> ?::date and recorded @> ?::timestamptz"
                        + more,
                Long.class,
                arguments(asOf, arguments.toArray()));
        arguments.addAll(List.of(offset, limit));
        return new Page(
                total == null ? 0 : total,
                query(asOf, more + " order by last_step_on desc, id offset ? limit ?", arguments.toArray()));
    }

    record Page(long total, List<ObjectNode> proposals) {}

    private List<ObjectNode> query(AsOf asOf, String more, Object... arguments) {
        return jdbc.query(
                "select document from proposal_version where effective @> ?::date and recorded @> ?::timestamptz"
                        + more,
                (row, number) -> ProposalDocument.on(asOf, (ObjectNode) EventJson.MAPPER.readTree(row.getString(1))),
                arguments(asOf, arguments));
    }

    private static Object[] arguments(AsOf asOf, Object... more) {
        return Stream.concat(Stream.of(asOf.effectiveOn(), asOf.knownAt().atOffset(ZoneOffset.UTC)), Stream.of(more))
                .toArray();
    }

    private static String[] codes(String statuses) {
        try {
            return Stream.of(statuses.split(",", -1))
                    .map(ProposalState::of)
                    .map(ProposalState::code)
                    .toArray(String[]::new);
        } catch (InvalidValue unknown) {
            throw Problem.badParameter("status", "status " + unknown.getMessage() + ".");
        }
    }
}
