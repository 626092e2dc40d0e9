package org.mandatum.command.annex;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.log.Annex;
import org.mandatum.log.TextLines;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.JsonNode;

/**
 * What was answered under which Idempotency-Key, so that a request which is repeated elsewhere still gets the first answer; and
 * what became of imports, so that the place that somebody was told still tells.
 */
public final class KeptBeside {
    static final String OF = "command-service";
    private static final String SUBMISSION = "submission";
    private static final String IMPORT = "import";
    private static final int AT_A_TIME = 1_000;

    /** A request that was answered: which events of which stream the answer told of. */
    private record Answered(
            String key,
            String requestSha256,
            String stream,
            long firstSequence,
            long lastSequence,
            Instant submittedAt) {}

    /** An import as last written down; one that ran is told as running, and found interrupted where it arrives. */
    private record Captured(
            String id,
            String organisation,
            String state,
            JsonNode progress,
            Instant startedAt,
            Instant savedAt,
            @Nullable Instant endedAt) {}

    private static final RowMapper<Answered> ANSWERED = (row, number) -> new Answered(
            row.getString("key"),
            row.getString("request_sha256"),
            row.getString("stream"),
            row.getLong("first_sequence"),
            row.getLong("last_sequence"),
            row.getObject("submitted_at", OffsetDateTime.class).toInstant());

    private static final RowMapper<Captured> CAPTURED = (row, number) -> {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Captured(
                row.getString("id"),
                row.getString("organisation"),
                row.getString("state"),
                EventJson.MAPPER.readTree(row.getString("progress")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    };

    private final JdbcTemplate jdbc;

    public KeptBeside(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes what belongs to events up to {@code position}. A page at a time: there may be as many keys as events. */
    void write(Annex.Writer annex, long position) throws IOException {
        String after = "";
        List<Answered> page;
        do {
            // The last event of an answer tells whether all of it is there: they were recorded together.
            page = jdbc.query("""
                    select submission.* from submission
                    join event on event.stream = submission.stream and event.sequence = submission.last_sequence
                    where key > ? and position <= ? order by key limit ?
                    """, ANSWERED, after, position, AT_A_TIME);
            for (Answered answered : page) annex.write(SUBMISSION, answered);
            if (!page.isEmpty()) after = page.getLast().key();
        } while (page.size() == AT_A_TIME);
        for (Captured captured : jdbc.query("select * from import order by number", CAPTURED))
            annex.write(IMPORT, captured);
    }

    /**
     * Brings an annex in, in the transaction of the caller, who has brought in the events.
     *
     * @param position of the last of them
     * @throws TextLines.Unfit when it does not belong to these events
     */
    public void restore(Path file, long position) throws IOException {
        var waiting = new ArrayList<Answered>();
        Annex.Header header = Annex.read(
                file,
                OF,
                List.of(
                        new Annex.Kind<>(SUBMISSION, Answered.class, (answered, lines) -> {
                            waiting.add(answered);
                            if (waiting.size() == AT_A_TIME) bringIn(waiting);
                        }),
                        new Annex.Kind<>(IMPORT, Captured.class, (captured, lines) -> bringIn(captured))));
        bringIn(waiting);
        if (header.position() != position)
            throw new TextLines.Unfit(file.getFileName() + " belongs to a log up to position " + header.position()
                    + ", this one ends at " + position);
        List<String> orphans = jdbc.queryForList("""
                select key from submission where not exists (
                    select from event where event.stream = submission.stream and sequence = last_sequence)
                order by key limit 1
                """, String.class);
        if (!orphans.isEmpty())
            throw new TextLines.Unfit(file.getFileName() + ": the key '" + orphans.getFirst()
                    + "' tells of events that the log does not have");
    }

    private void bringIn(List<Answered> waiting) {
        jdbc.batchUpdate(
                "insert into submission (key, request_sha256, stream, first_sequence, last_sequence, submitted_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                waiting.stream()
                        .map(answered -> new Object[] {
                            answered.key(),
                            answered.requestSha256(),
                            answered.stream(),
                            answered.firstSequence(),
                            answered.lastSequence(),
                            answered.submittedAt().atOffset(ZoneOffset.UTC)
                        })
                        .toList());
        waiting.clear();
    }

    private void bringIn(Captured captured) {
        jdbc.update(
                "insert into import (id, organisation, state, progress, started_at, saved_at, ended_at)"
                        + " values (?, ?, ?, ?::jsonb, ?, ?, ?)",
                captured.id(),
                captured.organisation(),
                captured.state(),
                captured.progress().toString(),
                captured.startedAt().atOffset(ZoneOffset.UTC),
                captured.savedAt().atOffset(ZoneOffset.UTC),
                captured.endedAt() == null ? null : captured.endedAt().atOffset(ZoneOffset.UTC));
    }
}
