package org.mandatum.query.structure;

import java.sql.Date;
import java.time.ZoneOffset;
import java.util.List;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.http.AsOf;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** What the rows say of one day, as known at one moment, in the lasting order. */
@Repository
class StructureRows {
    private final JdbcTemplate jdbc;

    StructureRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<ObjectNode> units(OrganisationId organisation, AsOf asOf) {
        return rows("unit_version", organisation, asOf);
    }

    List<ObjectNode> functions(OrganisationId organisation, AsOf asOf) {
        return rows("function_version", organisation, asOf);
    }

    List<ObjectNode> links(OrganisationId organisation, AsOf asOf) {
        return rows("link_version", organisation, asOf);
    }

    private List<ObjectNode> rows(String table, OrganisationId organisation, AsOf asOf) {
        // Links have no rank of their own in the contract; their ends are their order.
        String order = table.equals("link_version") ? "id" : "rank_sequence, rank_part";
        return jdbc.query(
                "select document from " + table
                        + " where organisation = ? and effective @> ?::date and recorded @> ?::timestamptz order by "
                        + order,
                (row, number) -> (ObjectNode) EventJson.MAPPER.readTree(row.getString(1)),
                organisation.value(),
                Date.valueOf(asOf.effectiveOn()),
                asOf.knownAt().atOffset(ZoneOffset.UTC));
    }
}
