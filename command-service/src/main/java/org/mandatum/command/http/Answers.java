package org.mandatum.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.journal.Journal;
import org.mandatum.command.log.Receipts;
import org.mandatum.event.Event;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.resolution.ResolutionEvent;
import org.mandatum.value.Sha256;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** From what came of an order to the HTTP answer. */
@Component
public class Answers {
    /** Seconds that a request may wait for its place in the log, at most (RFC 7240, section 4.3). */
    private static final int LONGEST_WAIT = 10;

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?:[,;]|$)", Pattern.CASE_INSENSITIVE);

    private final Journal journal;
    private final Receipts receipts;
    private final HttpServletRequest request;

    /** @param request stands for the one that is being answered */
    Answers(Journal journal, Receipts receipts, HttpServletRequest request) {
        this.journal = journal;
        this.receipts = receipts;
        this.request = request;
    }

    /** @param path the resource, such as {@code /organisations/oas} */
    public ResponseEntity<String> to(Outcome outcome, String path) {
        // "/mandates/…" is about a "mandate".
        String subject = path.substring(1, path.indexOf('/', 1) - 1);
        String id = path.substring(path.lastIndexOf('/') + 1);
        return switch (outcome) {
            case Outcome.Recorded recorded -> created(recorded, subject);
            case Outcome.Rehearsed rehearsed -> rehearsed(rehearsed, subject, id);
            case Outcome.Refused refused -> refused(refused);
            case Outcome.Stale stale -> stale(stale);
        };
    }

    /** Under the id that was recorded: whoever sends again what has none is told of the first one. */
    private ResponseEntity<String> created(Outcome.Recorded recorded, String subject) {
        String path = "/" + recorded.stream();
        String id = path.substring(path.lastIndexOf('/') + 1);
        List<RecordedEvent> events = journal.recorded(recorded);
        long version = recorded.lastSequence() + 1;
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put(subject, id);
        answer.put("version", version);
        answer.put("position", events.getLast().position());
        ArrayNode list = answer.putArray("events");
        for (RecordedEvent event : events) {
            ObjectNode entry = described(event.event(), list);
            entry.put("id", event.id());
            entry.put("position", event.position());
            entry.put("recordedAt", event.recordedAt().toString());
        }
        ObjectNode receipt = receipt(events);
        answer.set("receipt", receipt);
        var created = ResponseEntity.status(HttpStatus.CREATED)
                .contentType(MediaType.APPLICATION_JSON)
                .location(java.net.URI.create(path))
                .eTag("\"" + version + "\"");
        Duration wait = wait(request);
        if (wait != null) created.header("Preference-Applied", "wait=" + wait.toSeconds());
        Optional<ArrayNode> inclusion = wait == null ? Optional.empty() : receipts.inclusion(events, wait);
        if (inclusion.isPresent()) receipt.set("inclusion", inclusion.get());
        else {
            ArrayNode proofs = receipt.putArray("proofs");
            for (RecordedEvent event : events) proofs.add("/log/proofs/inclusion?event=" + event.id());
        }
        return created.body(answer.toString());
    }

    /** How long the sender would wait for the proof that the log has the change; null when they did not say. */
    private static @Nullable Duration wait(HttpServletRequest request) {
        for (String prefer : Collections.list(request.getHeaders("Prefer"))) {
            Matcher wait = WAIT.matcher(prefer);
            if (wait.find()) return Duration.ofSeconds(Math.min(Integer.parseInt(wait.group(1)), LONGEST_WAIT));
        }
        return null;
    }

    /** What the officer keeps: which events, when, and a digest of them as published, to compare with any copy. */
    private static ObjectNode receipt(List<RecordedEvent> events) {
        Instant recordedAt = events.getLast().recordedAt();
        ObjectNode receipt = EventJson.MAPPER.createObjectNode();
        receipt.put("firstPosition", events.getFirst().position());
        receipt.put("lastPosition", events.getLast().position());
        receipt.put("recordedAt", recordedAt.toString());
        receipt.put("sha256", digest(events));
        return receipt;
    }

    private static String digest(List<RecordedEvent> events) {
        MessageDigest digest = Sha256.empty();
        for (RecordedEvent event : events)
            digest.update((CloudEvent.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ResponseEntity<String> rehearsed(Outcome.Rehearsed rehearsed, String subject, String id) {
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put(subject, id);
        answer.put("version", rehearsed.version());
        answer.put("dryRun", true);
        ArrayNode list = answer.putArray("events");
        for (Event event : rehearsed.events()) described(event, list).set("data", EventJson.MAPPER.valueToTree(event));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag("\"" + rehearsed.version() + "\"")
                .body(answer.toString());
    }

    private static ObjectNode described(Event event, ArrayNode list) {
        ObjectNode entry = list.addObject();
        entry.put("type", EventTypes.of(event.getClass()).name());
        // The answer about a legal act tells no day.
        LocalDate effectiveOn = event instanceof ResolutionEvent ? null : CloudEvent.effectiveOn(event);
        if (effectiveOn != null) entry.put("effectiveOn", effectiveOn.toString());
        return entry;
    }

    private static ResponseEntity<String> refused(Outcome.Refused refused) {
        var details = new ArrayList<String>();
        var refusals = EventJson.MAPPER.createArrayNode();
        for (Outcome.Reason reason : refused.reasons()) {
            refusals.add(told(reason));
            details.add(reason.refusal().detail());
        }
        String code = refused.reasons().getFirst().refusal().code();
        ObjectNode problem = problem(HttpStatus.CONFLICT, code, String.join(" ", details), null);
        problem.set("refusals", refusals);
        return answer(HttpStatus.CONFLICT, problem);
    }

    /** A refusal as it is told everywhere: which order it is of, its code, and the facts that explain it. */
    public static ObjectNode told(Outcome.Reason reason) {
        Refusal refusal = reason.refusal();
        ObjectNode entry = EventJson.MAPPER.createObjectNode();
        entry.put("index", reason.index());
        entry.put("code", refusal.code());
        entry.put("detail", refusal.detail());
        ObjectNode facts = EventJson.MAPPER.valueToTree(refusal);
        facts.properties().forEach(fact -> entry.set(fact.getKey(), fact.getValue()));
        return entry;
    }

    private static ResponseEntity<String> stale(Outcome.Stale stale) {
        ObjectNode problem = problem(
                HttpStatus.PRECONDITION_FAILED,
                "stale-version",
                "It is at version " + stale.version() + ", not at " + stale.expectedVersion()
                        + ". Read it again and decide anew.",
                "If-Match");
        problem.put("version", stale.version());
        problem.put("expectedVersion", stale.expectedVersion());
        return answer(HttpStatus.PRECONDITION_FAILED, problem);
    }

    /** RFC 9457 problem details with the register's stable code. */
    static ObjectNode problem(HttpStatus status, String code, String detail, @Nullable String field) {
        ObjectNode problem = EventJson.MAPPER.createObjectNode();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("code", code);
        problem.put("detail", detail);
        if (field != null) problem.put("field", field);
        return problem;
    }

    static ResponseEntity<String> answer(HttpStatus status, ObjectNode problem) {
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) answer.header("Retry-After", "1");
        return answer.body(problem.toString());
    }
}
