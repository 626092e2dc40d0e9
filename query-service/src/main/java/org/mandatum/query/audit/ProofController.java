package org.mandatum.query.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.ExportLines;
import org.mandatum.log.Hash;
import org.mandatum.log.MerkleTree;
import org.mandatum.log.SignedNote;
import org.mandatum.log.StoredEvent;
import org.mandatum.log.StoredLog;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What proves that an event is in the log, and that the log only ever grew. */
@RestController
class ProofController {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final MediaType NOTE = MediaType.parseMediaType("text/plain;charset=utf-8");

    private final LogDatabase database;

    ProofController(LogDatabase database) {
        this.database = database;
    }

    @GetMapping("/log/checkpoint")
    ResponseEntity<String> checkpoint(HttpServletRequest request) {
        long size = Question.of(request, "size").number("size", -1, 0, Long.MAX_VALUE);
        StoredLog log = database.log();
        SignedNote note = size < 0
                ? newest(log)
                : log.checkpoint(size)
                        .orElseThrow(() -> Problem.of(
                                HttpStatus.NOT_FOUND,
                                "unknown-checkpoint",
                                "No checkpoint was signed when the log had " + size + " events."));
        return ResponseEntity.ok()
                .contentType(NOTE)
                .header("Cache-Control", "no-cache")
                .body(note.toString());
    }

    @GetMapping("/log/key")
    ResponseEntity<String> key(HttpServletRequest request) {
        Question.of(request);
        StoredLog log = database.log();
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("origin", Checkpoint.parse(newest(log).text()).origin());
        ArrayNode keys = answer.putArray("keys");
        log.keys().forEach(keys::add);
        return json(answer);
    }

    @GetMapping("/log/proofs/inclusion")
    ResponseEntity<String> inclusion(HttpServletRequest request) {
        Question question = Question.of(request, "event", "size");
        String id = question.text("event");
        if (id == null || !UUID.matcher(id).matches())
            throw Problem.badParameter("event", "event is the id of an event, a UUID.");
        StoredLog log = database.log();
        long newest = Checkpoint.parse(newest(log).text()).size();
        long size = question.number("size", newest, 1, Math.max(1, newest));
        StoredEvent event = log.event(id)
                .orElseThrow(
                        () -> Problem.of(HttpStatus.NOT_FOUND, "unknown-event", "No event " + id + " is recorded."));
        if (event.position() > log.lastPosition()) throw notYet(id, size);
        long index = log.indexOf(event.position());
        if (index >= size) throw notYet(id, size);
        MerkleTree tree = log.tree();
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("event", event.id());
        answer.put("index", index);
        answer.put("size", size);
        answer.put("leaf", tree.leaf(index).toString());
        hashes(answer, tree.inclusion(index, size));
        answer.put("checkpoint", noteOf(log, size));
        JsonNode entry = EventJson.MAPPER.valueToTree(ExportLines.Entry.of(index, event));
        answer.set("entry", entry);
        return json(answer);
    }

    private static Problem notYet(String id, long size) {
        return Problem.of(
                        HttpStatus.NOT_FOUND,
                        "not-in-log-yet",
                        "Event " + id + " is recorded, and not among the first " + size
                                + " events of the log; it comes under a checkpoint within a second or so.")
                .comingSoon();
    }

    @GetMapping("/log/proofs/consistency")
    ResponseEntity<String> consistency(HttpServletRequest request) {
        Question question = Question.of(request, "from", "to");
        StoredLog log = database.log();
        long newest = Checkpoint.parse(newest(log).text()).size();
        long to = question.number("to", newest, 0, newest);
        long from = question.number("from", -1, 0, to);
        if (from < 0) throw Problem.badParameter("from", "from is required, the size of an earlier checkpoint.");
        MerkleTree tree = log.tree();
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("from", from);
        answer.put("to", to);
        answer.put("fromRoot", tree.root(from).toString());
        answer.put("toRoot", tree.root(to).toString());
        hashes(answer, tree.consistency(from, to));
        answer.put("checkpoint", noteOf(log, to));
        return json(answer);
    }

    static SignedNote newest(StoredLog log) {
        return log.checkpoint()
                .orElseThrow(() -> Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "log-unavailable",
                        "No checkpoint was signed yet; the command service signs the first one when it starts."));
    }

    private static @Nullable String noteOf(StoredLog log, long size) {
        return log.checkpoint(size).map(SignedNote::toString).orElse(null);
    }

    private static void hashes(ObjectNode answer, List<Hash> hashes) {
        ArrayNode list = answer.putArray("hashes");
        hashes.forEach(hash -> list.add(hash.toString()));
    }

    private static ResponseEntity<String> json(ObjectNode answer) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-cache")
                .body(answer.toString());
    }
}
