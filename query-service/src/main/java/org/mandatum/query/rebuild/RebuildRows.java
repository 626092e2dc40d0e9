package org.mandatum.query.rebuild;

import java.util.List;
import java.util.Optional;
import org.mandatum.journal.EventJson;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** Rebuilds as every instance sees them, whichever of them makes one. */
@Repository
class RebuildRows {
    private static final int MOST_KEPT = 100;

    private static final RowMapper<Entry> ENTRY = (row, number) ->
            new Entry(row.getString("id"), row.getBoolean("running"), row.getBoolean("quiet"), (ObjectNode)
                    EventJson.MAPPER.readTree(row.getString("document")));
    private static final String SELECT = "select id, running, told_at < now() - interval '3 seconds' as quiet, document"
            + " from public.projection_rebuild ";

    private final JdbcTemplate jdbc;

    RebuildRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param quiet nothing was heard of it lately: the instance that makes it may be gone */
    record Entry(String id, boolean running, boolean quiet, ObjectNode document) {}

    void add(Rebuild rebuild) {
        jdbc.update(
                "insert into public.projection_rebuild (id, document) values (?, ?)",
                rebuild.id,
                rebuild.document().toString());
        jdbc.update(
                "delete from public.projection_rebuild where not running and id not in"
                        + " (select id from public.projection_rebuild order by started_at desc limit ?)",
                MOST_KEPT);
    }

    Optional<Entry> find(String id) {
        return jdbc.query(SELECT + "where id = ?", ENTRY, id).stream().findFirst();
    }

    /** The one that is being made, or whose instance is gone. */
    Optional<String> running() {
        return jdbc.queryForList("select id from public.projection_rebuild where running", String.class).stream()
                .findFirst();
    }

    /** The newest first. */
    List<Entry> all() {
        return jdbc.query(SELECT + "order by started_at desc, id", ENTRY);
    }

    /**
     * Writes down how far it is.
     *
     * @throws Rebuilds.Stopped when it is to be given up
     */
    void tell(Rebuild rebuild) {
        Boolean cancelled = jdbc
                .queryForList(
                        "update public.projection_rebuild set told_at = now(), document = ? where id = ? and running"
                                + " returning cancelled",
                        Boolean.class,
                        rebuild.document().toString(),
                        rebuild.id)
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("another instance took it for given up"));
        if (cancelled) throw new Rebuilds.Stopped("Somebody cancelled it.");
    }

    /**
     * Writes down what came of it.
     *
     * @param swapping where a swap is to depend on this
     * @return whether it was still running and not cancelled
     */
    static boolean end(JdbcTemplate swapping, Rebuild rebuild, boolean unlessCancelled) {
        return swapping.update(
                        "update public.projection_rebuild set told_at = now(), running = false, document = ?"
                                + " where id = ? and running and not (cancelled and ?)",
                        rebuild.document().toString(),
                        rebuild.id,
                        unlessCancelled)
                == 1;
    }

    void end(Rebuild rebuild) {
        end(jdbc, rebuild, false);
    }

    /** Asks whoever makes it to give it up; false when it has ended already. */
    boolean cancel(String id) {
        return jdbc.update("update public.projection_rebuild set cancelled = true where id = ? and running", id) == 1;
    }

    /** To be called by whoever has the right to make one: nobody else makes any. */
    void abandonThoseLeft() {
        for (Entry left : jdbc.query(SELECT + "where running", ENTRY)) {
            left.document()
                    .put("state", "failed")
                    .put("code", "abandoned")
                    .put(
                            "detail",
                            "The instance that made it is gone; the live projection was not touched. Begin anew.")
                    .remove("verifying");
            jdbc.update(
                    "update public.projection_rebuild set running = false, document = ? where id = ?",
                    left.document().toString(),
                    left.id());
        }
    }
}
