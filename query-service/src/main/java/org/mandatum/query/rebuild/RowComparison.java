package org.mandatum.query.rebuild;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds every row of two projections against each other, as far as the rebuilt one has come. The live one may be ahead: rows
 * that it has closed since then count as open, those that it has begun since then do not count.
 */
final class RowComparison {
    /** What says by its place alone how far a projection has come. */
    private static final List<String> OF_PLACES = List.of("stream", "consumer_offset");

    private static final String SINCE = "concat_ws(' ', lower(part.effective), lower(part.recorded))";
    private static final String AS_KNOWN =
            "(to_jsonb(part.*) - 'recorded') || jsonb_build_object('recorded', jsonb_build_array(lower(part.recorded),"
                    + " case when upper(part.recorded) <= known.known_at then upper(part.recorded) end))";

    private final JdbcTemplate jdbc;
    private final String live;
    private final String rebuilt;

    RowComparison(JdbcTemplate jdbc, String live, String rebuilt) {
        this.jdbc = jdbc;
        this.live = live;
        this.rebuilt = rebuilt;
    }

    /** @param looking told which table comes next */
    void run(Consumer<String> looking, Consumer<ObjectNode> difference) {
        for (String table : tables()) {
            looking.accept(table);
            List<String> logs = jdbc.queryForList(
                    known() + "select coalesce(held.log, made.log) from (" + sums(live, table) + ") as held"
                            + " full join (" + sums(rebuilt, table) + ") as made on made.log = held.log"
                            + " where (held.number, held.sum) is distinct from (made.number, made.sum) order by 1 limit "
                            + Rebuild.MOST_DIFFERENCES,
                    String.class);
            if (!logs.isEmpty()) name(table, logs, difference);
        }
    }

    private List<String> tables() {
        return jdbc
                .queryForList(
                        "select relname from pg_class where relnamespace = ?::regnamespace and relkind = 'r' order by 1",
                        String.class,
                        rebuilt)
                .stream()
                .filter(table -> !OF_PLACES.contains(table))
                .toList();
    }

    /** Of each log, when the last package was recorded that the rebuilt projection shows. The live one must show it too. */
    private String known() {
        return "with known as materialized (select made.name as log, made.projected_sequence as sequence,"
                + " last.recorded_at as known_at from " + rebuilt + ".stream as made"
                + " join " + rebuilt + ".event as last on last.stream = made.name"
                + " and last.sequence = made.projected_sequence"
                + " join " + live + ".stream as held on held.name = made.name"
                + " and held.projected_sequence >= made.projected_sequence) ";
    }

    private static String sums(String schema, String table) {
        return "select log, count(*) as number, sum(hashtextextended(content, 0)::numeric) as sum from ("
                + new Rows(schema, table).sql() + ") as part group by log";
    }

    private void name(String table, List<String> logs, Consumer<ObjectNode> difference) {
        String mine = "select * from (%s) as part where log = any(?)";
        String held = mine.formatted(new Rows(live, table).sql());
        String made = mine.formatted(new Rows(rebuilt, table).sql());
        Object of = logs.toArray(String[]::new);
        jdbc.query(
                known() + "select log, id, held.content as live, made.content as rebuilt from"
                        + " (" + held + " except " + made + ") as held full join (" + made + " except " + held
                        + ") as made using (log, id, since) order by log, id, since limit "
                        + Rebuild.MOST_DIFFERENCES,
                row -> {
                    ObjectNode named = EventJson.MAPPER.createObjectNode();
                    named.put("what", "row");
                    named.put("table", table);
                    named.put("log", row.getString("log"));
                    named.put("id", row.getString("id"));
                    set(named, "live", row.getString("live"));
                    set(named, "rebuilt", row.getString("rebuilt"));
                    difference.accept(named);
                },
                of,
                of,
                of,
                of);
    }

    private static void set(ObjectNode named, String side, @Nullable String row) {
        named.set(side, row == null ? null : EventJson.MAPPER.readTree(row));
    }

    /** Those of a table that count: of which log, what they are about, since when, and all that they say. */
    private record Rows(String schema, String table) {
        private static final Map<String, String> LOGS = Map.of(
                "mandate_version", "'/mandates/' || part.id",
                "proposal_version", "'/proposals/' || part.id");

        String sql() {
            return switch (table) {
                case "event" ->
                    select("part.id", "part.sequence::text", "to_jsonb(part.*)")
                            + " join known on known.log = part.stream and part.sequence <= known.sequence";
                case "answering_change" ->
                    select("part.event", "''", "to_jsonb(part.*)") + " join " + schema
                            + ".event as cause on cause.id = part.event"
                            + " join known on known.log = cause.stream and cause.sequence <= known.sequence";
                default ->
                    select("part.id", SINCE, AS_KNOWN) + " join known on known.log = "
                            + LOGS.getOrDefault(table, "'/organisations/' || part.organisation")
                            + " where lower(part.recorded) <= known.known_at";
            };
        }

        private String select(String id, String since, String content) {
            return "select known.log, " + id + " as id, " + since + " as since, (" + content
                    + ")::text as content from " + schema + "." + table + " as part";
        }
    }
}
