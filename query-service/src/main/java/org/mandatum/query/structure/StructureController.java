package org.mandatum.query.structure;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.Languages;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.query.projection.Timelines;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What the organisation looked like. */
@RestController
class StructureController {
    /** A moment this far back is out of the reach of transactions under way: an answer as known then is final. */
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(2);

    private final StructureRows rows;
    private final Presence presence;
    private final Timelines timelines;
    private final Clock clock = Clock.systemUTC();

    StructureController(StructureRows rows, Presence presence, Timelines timelines) {
        this.rows = rows;
        this.presence = presence;
        this.timelines = timelines;
    }

    @GetMapping("/organisations/{organisation}/structure")
    ResponseEntity<byte[]> structure(@PathVariable String organisation, HttpServletRequest request) {
        Question question = Question.of(request, clock, "tree", "format");
        OrganisationId id = question.organisation(organisation);
        AsOf asOf = question.asOf();
        boolean tree = question.flag("tree");
        Format format = Format.of(question, request.getHeader("Accept"));
        String language = question.language();
        Presence.Version version = presence.require(question, id, asOf.knownAt());

        String etag = "\"%s-%d-%s-%s%s%s\""
                .formatted(
                        id,
                        version.version(),
                        asOf.effectiveOn(),
                        format.name().toLowerCase(Locale.ROOT),
                        tree ? "-tree" : "",
                        language == null ? "" : "-" + language);
        var languages = new Languages(language);
        var head = ResponseEntity.ok()
                .eTag(etag)
                .header("Cache-Control", cacheControl(asOf))
                .header("Vary", "Accept, Accept-Datetime, Accept-Encoding")
                .header("Memento-Datetime", rfc1123(asOf))
                .header("Link", "<%s>; rel=\"original timegate\"".formatted(request.getRequestURI()));
        // Answers with the same tag differ at most in the clock that they repeat, unless the moment was asked for.
        if (asOf.explicit() && etag.equals(request.getHeader("If-None-Match")))
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(etag)
                    .header("Cache-Control", cacheControl(asOf))
                    .build();
        StructureAnswer answer = StructureAnswer.of(
                id, asOf, version, rows.units(id, asOf), rows.functions(id, asOf), rows.links(id, asOf));
        String spoken = language == null ? "en" : language;
        String body = switch (format) {
            case CSV -> answer.csv(spoken);
            case DOT -> answer.dot(spoken);
            case JSON -> (tree ? answer.nested() : answer).in(languages).json().toString();
        };
        if (!languages.contentLanguage().isEmpty()) head.header("Content-Language", languages.contentLanguage());
        return head.contentType(format.type).body(body.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/organisations/{organisation}/units/{unit}")
    ResponseEntity<String> unit(
            @PathVariable String organisation, @PathVariable String unit, HttpServletRequest request) {
        Question question = Question.of(request, clock);
        OrganisationId id = question.organisation(organisation);
        AsOf asOf = question.asOf();
        Presence.Version version = presence.require(question, id, asOf.knownAt());
        StructureAnswer answer =
                StructureAnswer.of(id, asOf, version, rows.units(id, asOf), rows.functions(id, asOf), List.of());
        for (var found : answer.json().get("units"))
            if (found.get("id").asString().equals(unit)) {
                var languages = new Languages(question.language());
                ObjectNode body = (ObjectNode) languages.apply(found);
                body.put("effectiveOn", asOf.effectiveOn().toString());
                body.put("knownAt", asOf.knownAt().toString());
                var ok = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
                if (!languages.contentLanguage().isEmpty()) ok.header("Content-Language", languages.contentLanguage());
                return ok.body(body.toString());
            }
        throw absent(id, unit, asOf);
    }

    @GetMapping("/organisations/{organisation}/structure/diff")
    ResponseEntity<String> difference(@PathVariable String organisation, HttpServletRequest request) {
        Question question = Question.of(request, clock, "from", "to", "fromKnownAt", "toKnownAt");
        OrganisationId id = question.organisation(organisation);
        AsOf asOf = question.asOf();
        var from = new AsOf(question.requiredDay("from"), question.knownAt("fromKnownAt"), true);
        var to = new AsOf(question.requiredDay("to"), question.knownAt("toKnownAt"), true);
        if (question.text("fromKnownAt") == null) from = new AsOf(from.effectiveOn(), asOf.knownAt(), true);
        if (question.text("toKnownAt") == null) to = new AsOf(to.effectiveOn(), asOf.knownAt(), true);
        presence.require(question, id, to.knownAt());
        var languages = new Languages(question.language());
        ObjectNode body = languages.apply(DifferenceAnswer.of(
                id, from, to, timelines.asKnownAt(id, from.knownAt()), timelines.asKnownAt(id, to.knownAt())));
        var ok = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        if (!languages.contentLanguage().isEmpty()) ok.header("Content-Language", languages.contentLanguage());
        return ok.body(body.toString());
    }

    private Problem absent(OrganisationId organisation, String unit, AsOf asOf) {
        Timelines.Known known = timelines.asKnownAt(organisation, asOf.knownAt());
        UnitId id = unit.matches("[a-z0-9][a-z0-9._-]{0,127}") ? new UnitId(unit) : null;
        if (known == null || id == null) return Problem.unknown("unit", unit.length() > 60 ? "of that id" : unit);
        var timeline = known.timeline();
        var ended = timeline.on(asOf.effectiveOn()).ended(id);
        var begun = timeline.changes().stream()
                .filter(change -> change.effectiveOn().isAfter(asOf.effectiveOn()))
                .filter(change -> timeline.on(change.effectiveOn()).inForce(id))
                .findFirst();
        if (ended == null && begun.isEmpty()) return Problem.unknown("unit", unit);
        return Problem.of(
                        HttpStatus.NOT_FOUND, "not-in-force", unit + " is not in force on " + asOf.effectiveOn() + ".")
                .with(
                        "endedOn",
                        ended == null ? null : ended.ended().effectiveOn().toString())
                .with(
                        "beginsOn",
                        begun.map(change -> change.effectiveOn().toString()).orElse(null));
    }

    private String cacheControl(AsOf asOf) {
        Instant settled = clock.instant().minus(SETTLED_AFTER);
        return asOf.explicit() && asOf.knownAt().isBefore(settled)
                ? "public, max-age=31536000, immutable"
                : "private, no-cache";
    }

    private static String rfc1123(AsOf asOf) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(asOf.effectiveOn().atStartOfDay(ZoneOffset.UTC));
    }

    @SuppressWarnings("ImmutableEnumChecker") // Spring's MediaType does not change
    private enum Format {
        JSON(MediaType.APPLICATION_JSON),
        CSV(MediaType.parseMediaType("text/csv;charset=UTF-8")),
        DOT(MediaType.parseMediaType("text/vnd.graphviz;charset=UTF-8"));

        private final MediaType type;

        Format(MediaType type) {
            this.type = type;
        }

        static Format of(Question question, @Nullable String accept) {
            String asked = question.text("format");
            if (asked != null)
                return switch (asked) {
                    case "json" -> JSON;
                    case "csv" -> CSV;
                    case "dot" -> DOT;
                    default -> throw Problem.badParameter("format", "format is one of json, csv, dot.");
                };
            if (accept == null || accept.isBlank()) return JSON;
            try {
                for (MediaType wanted : MediaType.parseMediaTypes(accept))
                    for (Format format : values()) if (wanted.includes(format.type)) return format;
            } catch (org.springframework.http.InvalidMediaTypeException unreadable) {
                throw Problem.of(
                        HttpStatus.NOT_ACCEPTABLE,
                        "not-acceptable",
                        Objects.toString(unreadable.getMessage(), "Accept"));
            }
            throw Problem.of(
                    HttpStatus.NOT_ACCEPTABLE,
                    "not-acceptable",
                    "There are application/json, text/csv and text/vnd.graphviz.");
        }
    }
}
