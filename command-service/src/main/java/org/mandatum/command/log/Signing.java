package org.mandatum.command.log;

import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.Hash;
import org.mandatum.log.MerkleTree;
import org.mandatum.log.SignedNote;
import org.mandatum.log.StoredLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Signs the log as it grows, and never signs one that does not begin with what was signed before: then it raises an alarm
 * that stays until the stored log continues the signed one again.
 */
final class Signing {
    private static final Logger LOG = LoggerFactory.getLogger(Signing.class);

    private final KeyFile keyFile;
    private volatile @Nullable String alarm;
    private volatile long signed;

    Signing(KeyFile keyFile) {
        this.keyFile = keyFile;
    }

    /** Why nothing is signed; null while all is well. */
    @Nullable
    String alarm() {
        return alarm;
    }

    /** Size of the last checkpoint that this instance knows to be signed. */
    long signed() {
        return signed;
    }

    KeyFile keyFile() {
        return keyFile;
    }

    /** Whether the stored log begins with what was signed last. */
    boolean continues(StoredLog log) {
        String now = objection(log);
        if (now != null && !now.equals(alarm)) LOG.error("ALARM: nothing is signed any more: {}", now);
        if (now == null && alarm != null) LOG.warn("the log continues what was signed; it is signed again");
        alarm = now;
        return now == null;
    }

    private @Nullable String objection(StoredLog log) {
        Optional<SignedNote> stored = log.checkpoint();
        Optional<SignedNote> last = keyFile.last();
        if (last.isEmpty()) {
            if (stored.isEmpty()) return null;
            if (!stored.get().isSignedBy(keyFile.key()))
                return "another key signed the log, and nothing beside this one says how far. Put the file .last-checkpoint"
                        + " of the other key beside it: " + stored.get();
            LOG.warn(
                    "what was signed last is not remembered beside the key; the database is believed: {}",
                    stored.get());
            keyFile.remember(stored.get());
            last = stored;
        }
        Checkpoint before = Checkpoint.parse(last.get().text());
        if (!before.origin().equals(keyFile.origin()))
            return "the log is called " + keyFile.origin() + " by mandatum.log.origin, and was signed as "
                    + before.origin();
        signed = before.size();
        Hash root = rootAt(log, before.size());
        if (before.root().equals(root)) return null;
        return "the stored log "
                + (root == null ? "ends at " + log.size() : "has the root " + root + " at " + before.size())
                + " where this was signed: " + last.get();
    }

    private static @Nullable Hash rootAt(StoredLog log, long size) {
        if (log.size() < size) return null;
        try {
            return log.tree().root(size);
        } catch (NoSuchElementException | IndexOutOfBoundsException torn) {
            return null;
        }
    }

    /** Signs what the log has now, when there is news. It is on the disk beside the key before anybody can read it. */
    void sign(StoredLog log, JdbcTemplate jdbc) {
        long size = log.size();
        Optional<SignedNote> stored = log.checkpoint();
        if (stored.isPresent() && Checkpoint.parse(stored.get().text()).size() == size) return;
        MerkleTree tree = log.tree();
        SignedNote note = keyFile.sign(new Checkpoint(keyFile.origin(), size, tree.root(size)));
        jdbc.update(
                "insert into log_key (key) values (?) on conflict do nothing",
                keyFile.key().toString());
        jdbc.update("insert into log_checkpoint (size, note) values (?, ?)", size, note.toString());
        signed = size;
    }
}
