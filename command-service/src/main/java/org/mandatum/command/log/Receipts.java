package org.mandatum.command.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.Hash;
import org.mandatum.log.MerkleTree;
import org.mandatum.log.SignedNote;
import org.mandatum.log.StoredLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an officer holds in hand: that the log, as signed, has these events. */
@Component
public class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final StoredLog log;

    Receipts(StoredLog log) {
        this.log = log;
    }

    /** The proof for each event, once all are under a signed checkpoint; nothing when that takes longer than {@code patience}. */
    public Optional<ArrayNode> inclusion(List<RecordedEvent> events, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                Optional<SignedNote> note = log.checkpoint();
                if (note.isPresent() && log.lastPosition() >= events.getLast().position()) {
                    Checkpoint checkpoint = Checkpoint.parse(note.get().text());
                    if (log.indexOf(events.getLast().position()) < checkpoint.size())
                        return Optional.of(proofs(events, checkpoint, note.get()));
                }
                if (System.nanoTime() > deadline) return Optional.empty();
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            }
        } catch (StoredLog.Unavailable away) {
            // The change is recorded all the same, and its answer must say so.
            LOG.warn("no proof for a receipt: {}", away.getMessage());
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private ArrayNode proofs(List<RecordedEvent> events, Checkpoint checkpoint, SignedNote note) {
        MerkleTree tree = log.tree();
        ArrayNode proofs = EventJson.MAPPER.createArrayNode();
        for (RecordedEvent event : events) {
            long index = log.indexOf(event.position());
            ObjectNode proof = proofs.addObject();
            proof.put("event", event.id());
            proof.put("index", index);
            proof.put("size", checkpoint.size());
            proof.put("leaf", tree.leaf(index).toString());
            ArrayNode hashes = proof.putArray("hashes");
            for (Hash hash : tree.inclusion(index, checkpoint.size())) hashes.add(hash.toString());
            proof.put("checkpoint", note.toString());
        }
        return proofs;
    }
}
