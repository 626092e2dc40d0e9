package org.mandatum.verifier.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.note.Checkpoint;
import org.mandatum.verifier.note.PublicKey;
import org.mandatum.verifier.note.Unsigned;
import org.mandatum.verifier.note.WitnessKey;
import org.mandatum.verifier.register.Fault;
import org.mandatum.verifier.register.Register;
import org.mandatum.verifier.structure.Fields.Unfit;
import org.mandatum.verifier.tree.Hash;
import org.mandatum.verifier.tree.Proofs;

/** What a witness remembers, and what it demands before it remembers anything newer. */
final class Witness implements AutoCloseable {
    private final Path state;
    private final @Nullable Path keep;
    private final WitnessKey key;
    private final List<PublicKey> trusted;
    private final FileChannel locked;

    /** @throws Fault when another witness works on the same file */
    Witness(Path state, @Nullable Path keep, WitnessKey key, List<PublicKey> trusted) throws Fault, IOException {
        this.state = state;
        this.keep = keep;
        this.key = key;
        this.trusted = trusted;
        locked = FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = locked.tryLock();
        } catch (OverlappingFileLockException within) {
            // told below
        }
        if (lock == null) {
            locked.close();
            throw new Fault("another witness works on " + state);
        }
    }

    /** The log shows two histories. */
    static final class Alarm extends Exception {
        private static final long serialVersionUID = 1;

        private final String kind;
        private final String seen;
        private final String shown;
        private final Path evidence;

        private Alarm(String kind, String why, Checkpoint seen, Checkpoint shown, Path evidence) {
            super(why);
            this.kind = kind;
            this.seen = seen.note().whole();
            this.shown = shown.note().whole();
            this.evidence = evidence;
        }

        String why() {
            return String.valueOf(getMessage());
        }

        Path evidence() {
            return evidence;
        }

        /** Both checkpoints, each signed by the log itself. */
        Map<String, @Nullable Object> document() {
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("alarm", true);
            document.put("kind", kind);
            document.put("detail", why());
            document.put("seen", seen);
            document.put("shown", shown);
            return document;
        }

        List<String> lines() {
            var lines = new ArrayList<String>();
            lines.add("ALARM " + kind + ": " + why());
            lines.add("seen before:");
            lines.addAll(seen.lines().toList());
            lines.add("shown now:");
            lines.addAll(shown.lines().toList());
            return lines;
        }
    }

    /**
     * Looks at the register's newest checkpoint, and cosigns it when it continues what was seen before.
     *
     * @return the checkpoint with the cosignature
     * @throws Alarm when it does not continue it
     */
    Checkpoint look(Register register, Instant now) throws Alarm, Fault, Unsigned, IOException {
        Checkpoint shown = Checkpoint.parse(register.checkpoint());
        shown.requireSigned(trusted);
        Checkpoint seen = Files.exists(state) ? seen() : null;
        if (seen != null) demandContinuation(seen, shown, register, now);
        // Others' cosignatures, and an older one of our own, would only make the note longer.
        Checkpoint cosigned = Checkpoint.parse(only(shown) + key.cosign(shown, now));
        save(cosigned);
        return cosigned;
    }

    /** The text and the lines of trusted keys. */
    private String only(Checkpoint checkpoint) {
        var kept = new StringBuilder(checkpoint.note().text()).append('\n');
        checkpoint
                .note()
                .whole()
                .substring(checkpoint.note().text().length() + 1)
                .lines()
                .forEach(line -> {
                    if (trusted.stream().anyMatch(trust -> line.startsWith("\u2014 " + trust.name() + " ")))
                        kept.append(line).append('\n');
                });
        return kept.toString();
    }

    private Checkpoint seen() throws Unsigned, IOException {
        Checkpoint seen = Checkpoint.parse(Files.readString(state));
        seen.requireSigned(trusted);
        // Whoever can write the file could else make the witness forget.
        if (seen.note().signers(List.of(key.key())).isEmpty())
            throw new IOException(state + " does not bear this witness's own cosignature");
        return seen;
    }

    private void demandContinuation(Checkpoint seen, Checkpoint shown, Register register, Instant now)
            throws Alarm, Fault, IOException {
        if (!seen.origin().equals(shown.origin()))
            throw alarm("fork", "the log calls itself " + shown.origin() + " now", seen, shown, null, now);
        if (shown.size() < seen.size())
            throw alarm(
                    "rollback",
                    "the log had " + seen.size() + " events and shows " + shown.size() + " now",
                    seen,
                    shown,
                    null,
                    now);
        if (shown.size() == seen.size()) {
            if (shown.root().equals(seen.root())) return;
            throw alarm("fork", "the log signed two roots of size " + seen.size(), seen, shown, null, now);
        }
        List<Hash> proof;
        try {
            proof = register.consistency(seen.size(), shown.size());
        } catch (Unfit unfit) {
            throw alarm("fork", "the log proves no continuation: " + unfit.why(), seen, shown, null, now);
        } catch (Fault fault) {
            if (fault.status() != 400 && fault.status() != 404) throw fault;
            throw alarm("fork", "the log proves no continuation: " + fault.why(), seen, shown, null, now);
        }
        if (!Proofs.consistent(seen.size(), seen.root(), shown.size(), shown.root(), proof))
            throw alarm(
                    "fork",
                    "the log of " + shown.size() + " events does not begin with the " + seen.size() + " seen before",
                    seen,
                    shown,
                    proof,
                    now);
    }

    private Alarm alarm(
            String kind, String why, Checkpoint seen, Checkpoint shown, @Nullable List<Hash> proof, Instant now)
            throws IOException {
        Path evidence = sibling(".alarm-" + now.toEpochMilli() + ".json");
        var alarm = new Alarm(kind, why, seen, shown, evidence);
        Map<String, @Nullable Object> document = alarm.document();
        document.put("at", now.toString());
        if (proof != null)
            document.put("proof", proof.stream().map(Hash::toString).toList());
        Files.writeString(evidence, Json.text(document) + "\n");
        return alarm;
    }

    /** Remembered before it is told: what has been cosigned must never be forgotten. */
    private void save(Checkpoint cosigned) throws IOException {
        Path next = sibling(".new");
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(out, cosigned.note().whole());
            out.force(true);
        }
        Files.move(next, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (keep == null) return;
        try (FileChannel out = FileChannel.open(keep, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            write(out, Json.text(Map.of("checkpoint", cosigned.note().whole())) + "\n");
        }
    }

    private static void write(FileChannel out, String text) throws IOException {
        var bytes = java.nio.ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) out.write(bytes);
    }

    private Path sibling(String suffix) {
        return state.resolveSibling(state.getFileName() + suffix);
    }

    @Override
    public void close() throws IOException {
        locked.close();
    }
}
