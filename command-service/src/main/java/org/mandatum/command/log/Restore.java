package org.mandatum.command.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.annex.KeptBeside;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.ExportLines.Entry;
import org.mandatum.log.ExportLines.Footer;
import org.mandatum.log.ExportLines.Header;
import org.mandatum.log.ExportLines.Note;
import org.mandatum.log.LogKey;
import org.mandatum.log.SignedNote;
import org.mandatum.log.StoredEvent;
import org.mandatum.log.StoredLog;
import org.mandatum.log.TextLines.Unfit;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Brings an export into an empty register, all of it or nothing. Events keep their positions and recorded moments, so the
 * trigger that would assign new ones is set aside, for this one transaction, by the owner of the table; the tree is built anew
 * from the rows as they now stand, and must have the root of every checkpoint that the export brings.
 */
final class Restore {
    private static final int AT_A_TIME = 1_000;

    private final JdbcTemplate jdbc;
    private final StoredLog log;
    private final Leaves leaves;
    private final Set<LogKey> trusted;
    private final Consumer<String> progress;
    private final long tellEvery;
    private final Set<LogKey> signers = new LinkedHashSet<>();
    private final List<StoredEvent> waiting = new ArrayList<>();
    private long events;
    private long position;
    private long toTell;
    private @Nullable SignedNote last;

    /**
     * @param session of the owner, in a transaction that the caller commits when all went well
     * @param trusted the keys of which one must have signed each checkpoint; when empty, those that the export names
     * @param tellEvery after how many events more it is told how far it is, at the least
     */
    Restore(DataSource session, Set<LogKey> trusted, Consumer<String> progress, long tellEvery) {
        this.trusted = trusted;
        this.progress = progress;
        this.tellEvery = tellEvery;
        toTell = tellEvery;
        jdbc = new JdbcTemplate(session);
        log = new StoredLog(session);
        leaves = new Leaves(jdbc);
    }

    /** Every table that the register needs, as the owner. */
    static void migrate(DataSource owner) {
        Flyway.configure().dataSource(owner).load().migrate();
    }

    /**
     * The last checkpoint of the export: what the log goes on from.
     *
     * @param annex what the service kept beside the log; null: nobody's request is remembered
     */
    SignedNote run(Path file, @Nullable Path annex) throws IOException {
        jdbc.execute("lock table event, log_tile, log_checkpoint, submission, import in access exclusive mode");
        if (!jdbc.queryForList("select 1 from event union all select 1 from log_checkpoint"
                        + " union all select 1 from submission union all select 1 from import limit 1")
                .isEmpty()) throw new Unfit("the register is not empty; an export is restored into an empty one only");
        jdbc.execute("alter table event disable trigger place_event");
        SignedNote restored;
        try (var export = new ExportFile(file)) {
            restored = lines(export);
        }
        jdbc.execute("alter table event enable always trigger place_event");
        if (position > 0) jdbc.queryForObject("select setval('event_position', ?)", Long.class, position);
        for (LogKey key : signers) jdbc.update("insert into log_key (key) values (?)", key.toString());
        requireWholePackages();
        if (annex != null) new KeptBeside(jdbc).restore(annex, position);
        return restored;
    }

    /** A stream whose package is open would never take another event. */
    private void requireWholePackages() {
        List<String> open = jdbc.queryForList("""
                select stream from event where remaining > 0 and not exists (
                    select from event next where next.stream = event.stream and next.sequence = event.sequence + 1)
                order by stream limit 1
                """, String.class);
        if (!open.isEmpty())
            throw new Unfit(
                    "the export ends within a package of " + open.getFirst() + "; fetch it again, and it goes on");
    }

    private SignedNote lines(ExportFile export) throws IOException {
        Header header = export.header();
        if (header.from() != 0) throw export.unfit("the export begins at event " + header.from() + "; join it first");
        Set<LogKey> keys = trusted;
        if (keys.isEmpty()) {
            keys = new LinkedHashSet<>();
            for (String key : header.keys()) keys.add(LogKey.parse(key));
            progress.accept("no key was given: the checkpoints are held against the export's own, " + header.keys());
        }
        long notes = 0;
        while (true) {
            switch (export.next()) {
                case Entry entry -> {
                    if (entry.index() != events + waiting.size())
                        throw export.unfit(
                                "event " + entry.index() + " stands where " + (events + waiting.size()) + " belongs");
                    waiting.add(event(entry, export));
                    if (waiting.size() == AT_A_TIME) bringIn(header.size());
                }
                case Note note -> {
                    bringIn(header.size());
                    check(SignedNote.parse(note.checkpoint()), header.origin(), keys, export);
                    notes++;
                }
                case Footer footer -> {
                    bringIn(header.size());
                    SignedNote end = last;
                    if (footer.events() != events || footer.checkpoints() != notes || header.size() != events)
                        throw export.unfit("the footer tells of " + footer.events() + " events, there were " + events);
                    if (end == null || Checkpoint.parse(end.text()).size() != events)
                        throw export.unfit("no checkpoint stands at the end");
                    progress.accept(events + " events, " + notes + " checkpoints, every root as signed");
                    return end;
                }
                default -> throw export.unfit("not a line of an export");
            }
        }
    }

    private static StoredEvent event(Entry entry, ExportFile export) {
        try {
            return entry.event();
        } catch (DateTimeException unreadable) {
            throw export.unfit("recordedAt cannot be read: " + entry.recordedAt());
        }
    }

    private void bringIn(long of) {
        if (waiting.isEmpty()) return;
        jdbc.batchUpdate(
                "insert into event (id, stream, sequence, position, remaining, type, revision, recorded_at, payload, metadata)"
                        + " values (?::uuid, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)",
                waiting.stream()
                        .map(event -> new Object[] {
                            event.id(),
                            event.stream(),
                            event.sequence(),
                            event.position(),
                            event.remaining(),
                            event.type(),
                            event.revision(),
                            event.recordedAt().atOffset(ZoneOffset.UTC),
                            event.payload(),
                            event.metadata()
                        })
                        .toList());
        // Read again, so that what is hashed is what is stored, in the order of the table.
        List<StoredEvent> stored = log.events(position, Long.MAX_VALUE, waiting.size());
        if (!stored.equals(waiting))
            throw new Unfit("events " + events + " to " + (events + waiting.size() - 1)
                    + " are stored otherwise than they were exported");
        leaves.append(stored);
        events += stored.size();
        position = stored.getLast().position();
        waiting.clear();
        if (events < toTell) return;
        progress.accept(events + " of " + of + " events");
        toTell = events - events % tellEvery + tellEvery;
    }

    private void check(SignedNote note, String origin, Set<LogKey> keys, ExportFile export) {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (!checkpoint.origin().equals(origin))
            throw export.unfit("a checkpoint of another log, " + checkpoint.origin());
        if (checkpoint.size() != events)
            throw export.unfit("the checkpoint of size " + checkpoint.size() + " stands behind " + events + " events");
        LogKey signer = keys.stream()
                .filter(note::isSignedBy)
                .findFirst()
                .orElseThrow(() -> export.unfit("the checkpoint is not signed by " + keys));
        if (!log.tree().root(events).equals(checkpoint.root()))
            throw export.unfit("the events up to here are not those that were signed at size " + events);
        signers.add(signer);
        jdbc.update("insert into log_checkpoint (size, note) values (?, ?)", checkpoint.size(), note.toString());
        last = note;
    }
}
