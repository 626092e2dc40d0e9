package org.mandatum.verifier.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Export;
import org.mandatum.verifier.export.Line.Entry;
import org.mandatum.verifier.export.Line.Footer;
import org.mandatum.verifier.export.Line.Header;
import org.mandatum.verifier.export.Line.Note;
import org.mandatum.verifier.export.Line.Placed;
import org.mandatum.verifier.export.Unreadable;
import org.mandatum.verifier.note.Checkpoint;
import org.mandatum.verifier.note.PublicKey;
import org.mandatum.verifier.note.Unsigned;
import org.mandatum.verifier.structure.Changes;
import org.mandatum.verifier.structure.Fields.Unfit;
import org.mandatum.verifier.structure.IdTable;
import org.mandatum.verifier.tree.GrowingTree;

/**
 * Goes through an export once and holds it against everything that it must be: the tree under its checkpoints, the checkpoints
 * under the trusted keys, the order and continuity of its events, four eyes; and against checkpoints kept from elsewhere.
 */
public final class Audit {
    private final List<PublicKey> trusted;
    private final Findings findings = new Findings();
    private final Streams streams = new Streams(findings);
    private final FourEyes fourEyes = new FourEyes(findings);
    private final @Nullable Changes changes;

    private final GrowingTree tree = new GrowingTree();
    private final IdTable ids = new IdTable();
    private final TreeMap<Long, List<Kept>> kept = new TreeMap<>();
    private final Map<PublicKey, Long> signed = new LinkedHashMap<>();
    private @Nullable String origin;
    private long lastPosition;

    private long provenSize;
    private boolean anyProven;
    private boolean rootsDiffer;
    private @Nullable String firstUnproven;
    private @Nullable String lastEvent;
    private long keptChecked;
    private long checkpoints;

    private Header header = new Header("", List.of(), 0, 0);
    private long eventsInFile;
    private long checkpointsInFile;

    /** A checkpoint from elsewhere, and from where. */
    public record Kept(Checkpoint checkpoint, String where) {}

    /**
     * @param trusted keys of the log, and of witnesses whose cosignature is demanded
     * @param changes takes in the events for a fold of its own; null: none is wanted
     */
    public Audit(List<PublicKey> trusted, List<Kept> elsewhere, @Nullable Changes changes) {
        this.trusted = List.copyOf(trusted);
        this.changes = changes;
        for (Kept checkpoint : elsewhere)
            if (sign(checkpoint.checkpoint(), checkpoint.where()))
                kept.computeIfAbsent(checkpoint.checkpoint().size(), none -> new ArrayList<>())
                        .add(checkpoint);
    }

    public Verdict of(Export export) throws Unreadable, IOException {
        for (Placed placed = export.next(); placed != null; placed = export.next())
            switch (placed.line()) {
                case Header line -> begin(placed, line);
                case Entry entry -> take(placed, entry);
                case Note note -> take(placed, note);
                case Footer footer -> end(placed, footer);
            }
        return conclude();
    }

    private void begin(Placed placed, Header line) throws Unreadable {
        if (line.from() != tree.size())
            throw new Unreadable(
                    placed.file(),
                    placed.number(),
                    "incomplete",
                    tree.size() == 0
                            ? "begins with event " + line.from()
                                    + "; give the exports before it as well, in their order"
                            : "begins with event " + line.from() + "; the export before it ends with "
                                    + (tree.size() - 1));
        if (origin == null) {
            origin = line.origin();
            comparison();
        } else if (!origin.equals(line.origin()))
            findings.line("origin", Findings.where(placed), "is of the log " + line.origin() + ", not of " + origin);
        header = line;
        eventsInFile = 0;
        checkpointsInFile = 0;
    }

    private void take(Placed placed, Entry entry) throws IOException {
        eventsInFile++;
        if (entry.index() != tree.size())
            findings.event("index", placed, entry, "event " + tree.size() + " is due here, not " + entry.index());
        if (entry.position() <= lastPosition)
            findings.event(
                    "order",
                    placed,
                    entry,
                    "its position " + entry.position() + " does not follow " + lastPosition
                            + ": events were swapped or slipped in");
        lastPosition = Math.max(lastPosition, entry.position());
        int earlier = ids.putIfAbsent(entry.id(), Math.toIntExact(tree.size()));
        if (earlier >= 0) findings.event("duplicate", placed, entry, "event " + earlier + " has the same id");
        streams.take(placed, entry);
        fourEyes.take(placed, entry);
        if (changes != null)
            try {
                changes.add(entry);
            } catch (Unfit unfit) {
                findings.event("payload", placed, entry, "a " + entry.type() + " cannot be like this: " + unfit.why());
            }
        tree.add(entry.leaf());
        if (firstUnproven == null) firstUnproven = entry.id();
        lastEvent = entry.id();
        comparison();
    }

    /** Holds the log at this size against what was kept of it. */
    private void comparison() {
        for (Kept old : kept.getOrDefault(tree.size(), List.of())) {
            Checkpoint checkpoint = old.checkpoint();
            keptChecked++;
            if (!checkpoint.origin().equals(origin))
                findings.checkpoint(
                        "origin",
                        old.where(),
                        checkpoint.size(),
                        "is of the log " + checkpoint.origin() + ", not of " + origin);
            else if (!checkpoint.root().equals(tree.root()))
                findings.checkpoint(
                        "fork",
                        old.where(),
                        checkpoint.size(),
                        "the log signed another history of the first " + checkpoint.size()
                                + " events: the root then was " + checkpoint.root() + ", that of the export is "
                                + tree.root());
        }
    }

    private void take(Placed placed, Note note) {
        checkpointsInFile++;
        checkpoints++;
        String where = Findings.where(placed);
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(note.text());
        } catch (Unsigned unfit) {
            findings.checkpoint(unfit.rule(), where, null, "the line is no checkpoint: " + unfit.why());
            return;
        }
        if (!sign(checkpoint, where)) return;
        if (!checkpoint.origin().equals(origin))
            findings.checkpoint("origin", where, checkpoint.size(), "is of the log " + checkpoint.origin());
        else if (checkpoint.size() != tree.size())
            findings.checkpoint(
                    "checkpoint-place",
                    where,
                    checkpoint.size(),
                    "a checkpoint of " + checkpoint.size() + " events stands behind " + tree.size() + ": events are "
                            + (checkpoint.size() > tree.size() ? "missing before it" : "too many before it"));
        else if (checkpoint.root().equals(tree.root())) {
            provenSize = tree.size();
            anyProven = true;
            firstUnproven = null;
        } else rootDiffers(where, checkpoint);
    }

    /** Once roots differ, all later ones do; only the first difference tells where. */
    private void rootDiffers(String where, Checkpoint checkpoint) {
        if (rootsDiffer) return;
        rootsDiffer = true;
        long altered = tree.size() - provenSize;
        findings.add(new Finding(
                "root",
                where,
                altered == 1 ? tree.size() - 1 : null,
                altered == 1 ? lastEvent : null,
                checkpoint.size(),
                altered == 0
                        ? "the checkpoint of size " + checkpoint.size() + " has another root than the one before it"
                        : altered == 1
                                ? "event " + lastEvent + " is not the one that was signed"
                                : "the events " + provenSize + " to " + (tree.size() - 1) + " (" + firstUnproven
                                        + " to "
                                        + lastEvent + ") are not those that were signed: at least one was altered, "
                                        + "removed, slipped in or moved since the checkpoint of size " + provenSize));
    }

    /** Whether the log signed it; if not, that is found. */
    private boolean sign(Checkpoint checkpoint, String where) {
        try {
            for (PublicKey key : checkpoint.requireSigned(trusted)) signed.merge(key, 1L, Long::sum);
            return true;
        } catch (Unsigned unsigned) {
            findings.checkpoint(
                    unsigned.rule(),
                    where,
                    checkpoint.size(),
                    "the checkpoint of size " + checkpoint.size() + ": " + unsigned.why());
            return false;
        }
    }

    private void end(Placed placed, Footer footer) {
        String where = Findings.where(placed);
        if (footer.events() != eventsInFile || footer.checkpoints() != checkpointsInFile)
            findings.line(
                    "counts",
                    where,
                    "the footer counts " + footer.events() + " events and " + footer.checkpoints()
                            + " checkpoints; there are " + eventsInFile + " and " + checkpointsInFile);
        if (header.size() != tree.size())
            findings.line(
                    "size",
                    where,
                    "the header announces " + header.size() + " events; the export ends with " + tree.size());
    }

    private Verdict conclude() {
        String end = "the end of the export";
        if (!anyProven && !rootsDiffer) findings.line("unsigned", end, "no checkpoint proves anything of this log");
        else if (provenSize < tree.size() && !rootsDiffer)
            findings.line(
                    "last-checkpoint",
                    end,
                    "the last " + (tree.size() - provenSize) + " events, from " + firstUnproven
                            + " on, are under no checkpoint");
        for (List<Kept> beyond : kept.tailMap(tree.size(), false).values())
            for (Kept old : beyond)
                findings.checkpoint(
                        "missing-tail",
                        old.where(),
                        old.checkpoint().size(),
                        "the log had " + old.checkpoint().size() + " events when this was signed, the export has "
                                + tree.size() + ": its tail was cut off, or an old state was put in its place");
        for (PublicKey key : trusted)
            if (key.isWitness() && !signed.containsKey(key))
                findings.line(
                        "cosignature", end, "the witness " + key.name() + " has cosigned none of the checkpoints");
        return new Verdict(
                String.valueOf(origin),
                tree.size(),
                tree.root(),
                streams.count(),
                checkpoints,
                provenSize,
                keptChecked,
                Map.copyOf(signed),
                fourEyes.checked(),
                fourEyes.anonymous(),
                streams.open(),
                findings.first(),
                findings.count());
    }
}
