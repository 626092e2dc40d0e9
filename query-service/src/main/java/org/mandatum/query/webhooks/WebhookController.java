package org.mandatum.query.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.ReceivedJson;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.query.log.LogRows;
import org.mandatum.value.InvalidValue;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Receivers are registered, looked at, given a new secret, and sent again what they did not take. */
@RestController
@RequestMapping("/organisations/{organisation}/webhooks")
class WebhookController {
    private static final Duration BOTH_SECRETS_SIGN = Duration.ofHours(24);
    private static final long DEAD_LETTERS_A_PAGE = 100;
    private static final int MOST_OF_ONE_ORGANISATION = 100;

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Sender sender;
    private final LogRows log;
    private final Presence presence;
    private final Clock clock = Clock.systemUTC();

    WebhookController(Webhooks webhooks, Deliveries deliveries, Sender sender, LogRows log, Presence presence) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.sender = sender;
        this.log = log;
        this.presence = presence;
    }

    /** What is asked for; {@code after} is the position behind which it begins, absent: from now on. */
    private record Registration(
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("secret") @Nullable String secret,
            @JsonProperty("after") @Nullable Long after,
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("unit") @Nullable String unit,
            @JsonProperty("resolution") @Nullable String resolution) {}

    /** The one answer that shows the secret. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> register(
            @PathVariable String organisation,
            HttpServletRequest request,
            @RequestBody(required = false) byte @Nullable [] body) {
        String id = known(organisation, request);
        Registration wanted = read(body);
        URI url = url(wanted.url());
        Secret secret = wanted.secret() == null ? Secret.made() : secret(wanted.secret());
        if (wanted.after() != null && wanted.after() < 0)
            throw Problem.badParameter("after", "after is a position, 0 or more.");
        if (webhooks.of(id).size() >= MOST_OF_ONE_ORGANISATION)
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "too-many-webhooks",
                    "An organisation has at most " + MOST_OF_ONE_ORGANISATION + " webhooks; remove one first.");
        String webhook = UUID.randomUUID().toString();
        webhooks.register(
                webhook,
                id,
                url,
                secret,
                new LogRows.Filter(wanted.type(), wanted.unit(), wanted.resolution()),
                wanted.after() == null ? log.shownUpTo(id) : wanted.after(),
                request.getUserPrincipal() == null
                        ? null
                        : request.getUserPrincipal().getName());
        return ResponseEntity.created(URI.create("/organisations/" + id + "/webhooks/" + webhook))
                .contentType(MediaType.APPLICATION_JSON)
                .body(described(require(id, webhook))
                        .put("secret", secret.text())
                        .toString());
    }

    @GetMapping
    ResponseEntity<String> list(@PathVariable String organisation, HttpServletRequest request) {
        String id = known(organisation, request);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", id);
        ArrayNode list = answer.putArray("webhooks");
        webhooks.of(id).forEach(webhook -> list.add(described(webhook)));
        return json(answer);
    }

    @GetMapping("/{webhook}")
    ResponseEntity<String> one(
            @PathVariable String organisation, @PathVariable String webhook, HttpServletRequest request) {
        return json(described(require(known(organisation, request), webhook)));
    }

    @DeleteMapping("/{webhook}")
    ResponseEntity<Void> remove(
            @PathVariable String organisation, @PathVariable String webhook, HttpServletRequest request) {
        webhooks.remove(require(known(organisation, request), webhook).id());
        return ResponseEntity.noContent().build();
    }

    /** A new secret; for a day both sign, so that the receiver loses nothing while it changes over. */
    @PostMapping("/{webhook}/secret")
    ResponseEntity<String> newSecret(
            @PathVariable String organisation, @PathVariable String webhook, HttpServletRequest request) {
        Webhook found = require(known(organisation, request), webhook);
        Secret secret = Secret.made();
        var until = clock.instant().plus(BOTH_SECRETS_SIGN);
        webhooks.replaceSecret(found.id(), secret, until);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("id", found.id());
        answer.put("secret", secret.text());
        answer.put("earlierSecretSignsUntil", until.toString());
        return json(answer);
    }

    /** After its receiver was gone, or to try again at once. */
    @PostMapping("/{webhook}/reactivation")
    ResponseEntity<String> reactivate(
            @PathVariable String organisation, @PathVariable String webhook, HttpServletRequest request) {
        Webhook found = require(known(organisation, request), webhook);
        webhooks.reactivate(found.id());
        return json(described(require(found.organisation(), found.id())));
    }

    @GetMapping("/{webhook}/dead-letters")
    ResponseEntity<String> deadLetters(
            @PathVariable String organisation, @PathVariable String webhook, HttpServletRequest request) {
        Question question = Question.of(request, "after", "limit");
        Webhook found = require(known(organisation, question), webhook);
        long limit = question.number("limit", DEAD_LETTERS_A_PAGE, 1, 1_000);
        var letters = webhooks.deadLetters(found.id(), question.number("after", 0, 0, Long.MAX_VALUE), limit);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("webhook", found.id());
        ArrayNode list = answer.putArray("deadLetters");
        for (Webhook.DeadLetter letter : letters) {
            ObjectNode entry = list.addObject();
            entry.put("position", letter.position());
            entry.put("type", letter.type());
            outcome(entry, letter.attempts(), letter.lastStatus(), letter.lastError());
            entry.put("diedAt", letter.diedAt().toString());
        }
        if (letters.size() == limit) answer.put("next", letters.getLast().position());
        else answer.putNull("next");
        return json(answer);
    }

    /** Sends a dead letter once more, now; what came of it is the answer. */
    @PostMapping("/{webhook}/dead-letters/{position}/redelivery")
    ResponseEntity<String> sendAgain(
            @PathVariable String organisation,
            @PathVariable String webhook,
            @PathVariable long position,
            HttpServletRequest request) {
        Webhook found = require(known(organisation, request), webhook);
        boolean dead = webhooks.deadLetters(found.id(), position - 1, 1).stream()
                .anyMatch(letter -> letter.position() == position);
        LogRows.Line line = dead ? log.at(found.organisation(), position).orElse(null) : null;
        if (line == null) throw Problem.unknown("dead-letter", Long.toString(position));
        Sender.Attempt attempt = deliveries.sendAgain(found, line);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("position", position);
        answer.put("delivered", attempt.delivered());
        if (attempt.status() != null) answer.put("status", attempt.status());
        if (attempt.error() != null) answer.put("error", attempt.error());
        return json(answer);
    }

    private static ObjectNode described(Webhook webhook) {
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("id", webhook.id());
        answer.put("organisation", webhook.organisation());
        answer.put("url", webhook.url().toString());
        if (webhook.filter().type() != null) answer.put("type", webhook.filter().type());
        if (webhook.filter().unit() != null) answer.put("unit", webhook.filter().unit());
        if (webhook.filter().resolution() != null)
            answer.put("resolution", webhook.filter().resolution());
        answer.put("state", webhook.state().code());
        answer.put("registeredAt", webhook.registeredAt().toString());
        answer.put("deliveredPosition", webhook.deliveredPosition());
        outcome(answer, webhook.attempts(), webhook.lastStatus(), webhook.lastError());
        if (webhook.attempts() > 0)
            answer.put("nextAttemptAt", webhook.nextAttemptAt().toString());
        answer.put("deadLetters", webhook.deadLetters());
        return answer;
    }

    private static void outcome(
            ObjectNode entry, int attempts, @Nullable Integer lastStatus, @Nullable String lastError) {
        entry.put("attempts", attempts);
        if (lastStatus != null) entry.put("lastStatus", lastStatus);
        if (lastError != null) entry.put("lastError", lastError);
    }

    private static Registration read(byte @Nullable [] body) {
        try {
            JsonNode json = body == null ? null : ReceivedJson.read(body);
            if (json == null || !json.isObject()) throw Problem.badParameter("body", "The body is a JSON object.");
            return EventJson.MAPPER.treeToValue(json, Registration.class);
        } catch (DatabindException unfit) {
            String field = unfit.getPath().isEmpty()
                    ? "body"
                    : String.valueOf(unfit.getPath().getLast().getPropertyName());
            throw Problem.badParameter(
                    field,
                    field + " does not belong here or has a value of the wrong type; known are "
                            + List.of("url", "secret", "after", "type", "unit", "resolution") + ".");
        } catch (InvalidValue unstorable) {
            throw Problem.badParameter(unstorable.field(), unstorable.field() + " " + unstorable.getMessage() + ".");
        } catch (CharacterCodingException notUtf8) {
            throw Problem.badParameter("body", "The body is not UTF-8.");
        } catch (JacksonException notJson) {
            throw Problem.badParameter("body", "The body is not JSON: " + notJson.getOriginalMessage() + ".");
        }
    }

    private URI url(@Nullable String text) {
        if (text == null) throw Problem.badParameter("url", "url is required.");
        try {
            URI url = new URI(text);
            if (text.length() <= 2_000 && sender.mayReach(url)) return url;
        } catch (java.net.URISyntaxException unreadable) {
            // answered below
        }
        throw Problem.badParameter("url", "url is an https address of a public host, without user or password.");
    }

    private static Secret secret(String text) {
        try {
            return new Secret(text);
        } catch (InvalidValue invalid) {
            throw Problem.badParameter("secret", "secret " + invalid.getMessage() + ".");
        }
    }

    private String known(String organisation, HttpServletRequest request) {
        return known(organisation, Question.of(request));
    }

    private String known(String organisation, Question question) {
        OrganisationId id = question.organisation(organisation);
        presence.require(question, id, question.knownAt("knownAt"));
        return id.value();
    }

    private Webhook require(String organisation, String webhook) {
        return webhooks.find(organisation, webhook)
                .orElseThrow(() -> Problem.unknown("webhook", webhook.length() > 60 ? "of that id" : webhook));
    }

    private static ResponseEntity<String> json(ObjectNode answer) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer.toString());
    }
}
