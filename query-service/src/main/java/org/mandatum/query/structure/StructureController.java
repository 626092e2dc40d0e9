package org.mandatum.query.structure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Unit;
import org.mandatum.query.exports.StructureFormat;
import org.mandatum.query.exports.StructureFormat.View;
import org.mandatum.query.history.Corrections;
import org.mandatum.query.history.Corrections.Learned;
import org.mandatum.query.http.Absence;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.IfNoneMatch;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Languages;
import org.mandatum.query.http.Memento;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Question;
import org.mandatum.query.http.Room;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.index.Row;
import org.mandatum.query.projection.Documents;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the organisation looked like. */
@RestController
class StructureController {
    private final Presence presence;
    private final Bodies bodies;
    private final Room room;
    private final Corrections corrections;

    StructureController(Presence presence, Bodies bodies, Room room, Corrections corrections) {
        this.presence = presence;
        this.bodies = bodies;
        this.room = room;
        this.corrections = corrections;
    }

    /** Plain JSON goes to the connection without a copy; other forms are made first, where there is room for them. */
    @GetMapping("/organisations/{organisation}/structure")
    void structure(@PathVariable String organisation, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Question question = Question.of(request, "tree", "format", "digest");
        OrganisationId id = question.organisation(organisation);
        AsOf asOf = question.asOf();
        var form = new Form(
                StructureFormat.of(question.text("format"), request.getHeader("Accept")),
                question.flag("tree"),
                question.flag("digest"),
                question.language(),
                Compressed.isAccepted(request.getHeader("Accept-Encoding")));
        Presence.Known known = presence.require(question, id, asOf.knownAt());
        String etag = form.etag(id, asOf, known);
        IfNoneMatch held = IfNoneMatch.of(request);
        boolean unchanged = held.has(etag);
        byte[] head = head(id, asOf, known.version());
        var languages = new Languages(form.language());
        // Before any header is set: a refusal must not carry this answer's tag and lifetime.
        byte[] formed = unchanged || form.isAsItStands()
                ? null
                : room.during(
                        form.memory(bodies.length(id, asOf, known)),
                        () -> formed(form, bodies.whole(id, asOf, known), head, languages, base(request)));
        Memento.head(question, asOf, known.index(), response::addHeader);
        response.setHeader("ETag", etag);
        if (unchanged) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        response.setContentType(form.format().type().toString());
        if (form.gzip()) response.setHeader("Content-Encoding", "gzip");
        if (!languages.contentLanguage().isEmpty()) response.setHeader("Content-Language", languages.contentLanguage());
        if (formed != null) {
            response.setContentLength(formed.length);
            response.getOutputStream().write(formed);
        } else {
            Bodies.Body body = bodies.once(id, asOf, known);
            response.setContentLength(head.length + body.length());
            response.getOutputStream().write(head);
            body.writeTo(response.getOutputStream());
        }
    }

    private static byte[] formed(Form form, Bodies.Kept body, byte[] head, Languages languages, String base) {
        if (form.isPlain()) return body.gzip(head);
        var structure = new StructureText(body.json(head));
        byte[] formed = form.isDigested() ? withDigest(structure) : form.of(structure, languages, base);
        return form.gzip() ? Compressed.gzip(new byte[0], formed, Compressed.deflated(formed)) : formed;
    }

    /** At its end, before the closing brace. */
    private static byte[] withDigest(StructureText structure) {
        byte[] end = (",\"digest\":\"" + structure.digest() + "\"}").getBytes(StandardCharsets.UTF_8);
        int length = structure.json().length - 1;
        byte[] whole = Arrays.copyOf(structure.json(), length + end.length);
        System.arraycopy(end, 0, whole, length, end.length);
        return whole;
    }

    /** The address under which the register was asked. */
    private static String base(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request).toUriString();
    }

    /** Everything before the units. Ids and dates need no escaping. */
    private static byte[] head(OrganisationId organisation, AsOf asOf, OrganisationIndex.Version version) {
        return ("{\"organisation\":\"" + organisation + "\",\"effectiveOn\":\"" + asOf.effectiveOn()
                        + "\",\"knownAt\":\"" + asOf.knownAt() + "\",\"version\":" + version.version()
                        + ",\"position\":"
                        + version.position() + ",")
                .getBytes(StandardCharsets.UTF_8);
    }

    @GetMapping("/organisations/{organisation}/units/{unit}")
    ResponseEntity<String> unit(
            @PathVariable String organisation, @PathVariable String unit, HttpServletRequest request) {
        Question question = Question.of(request);
        OrganisationId id = question.organisation(organisation);
        AsOf asOf = question.asOf();
        Presence.Known known = presence.require(question, id, asOf.knownAt());
        Row<Unit> row = known.index().unit(unit, asOf.effectiveOn(), asOf.knownAt());
        if (row == null) throw Absence.ofUnit(known.index(), unit, asOf);
        ObjectNode answer = Documents.unit(row.value());
        ArrayNode functions = answer.putArray("functions");
        known.index().functionsEverHeldBy(unit).stream()
                .map(function -> known.index().function(function, asOf.effectiveOn(), asOf.knownAt()))
                .filter(Objects::nonNull)
                .map(function -> Objects.requireNonNull(function).value())
                .filter(function -> function.holder().value().equals(unit))
                .sorted(Comparator.comparing(Function::rank))
                .forEach(function -> {
                    ObjectNode held = Documents.function(function);
                    held.remove("unit");
                    functions.add(held);
                });
        asOf.into(answer);
        ResponseEntity<String> spoken = JsonAnswer.of(answer, question);
        var headers = new HttpHeaders();
        headers.addAll(spoken.getHeaders());
        headers.remove(HttpHeaders.CACHE_CONTROL);
        Memento.head(question, asOf, known.index(), headers::add);
        return new ResponseEntity<>(spoken.getBody(), headers, HttpStatus.OK);
    }

    @GetMapping("/organisations/{organisation}/structure/diff")
    ResponseEntity<byte[]> difference(@PathVariable String organisation, HttpServletRequest request) {
        Question question = Question.of(request, "from", "to", "fromKnownAt", "toKnownAt");
        OrganisationId id = question.organisation(organisation);
        AsOf asOf = question.asOf();
        var from = new AsOf(
                question.requiredDay("from"),
                question.text("fromKnownAt") == null ? asOf.knownAt() : question.knownAt("fromKnownAt"),
                true);
        var to = new AsOf(
                question.requiredDay("to"),
                question.text("toKnownAt") == null ? asOf.knownAt() : question.knownAt("toKnownAt"),
                true);
        presence.upTo(question, id, from.knownAt());
        OrganisationIndex index = presence.require(question, id, to.knownAt()).index();
        var languages = new Languages(question.language());
        Difference difference = IndexedStructure.difference(index, from, to);
        return JsonAnswer.of(
                DifferenceAnswer.of(id, from, to, difference, learned(id, from, to, difference), languages), languages);
    }

    /** Of what may differ because other things were known then. */
    private Learned learned(OrganisationId id, AsOf from, AsOf to, Difference difference) {
        int order = from.knownAt().compareTo(to.knownAt());
        if (order == 0) return Learned.NOTHING;
        Set<String> causes = difference.everyCause().map(Cause::event).collect(Collectors.toSet());
        return corrections.between(
                id, causes, order < 0 ? from.knownAt() : to.knownAt(), order < 0 ? to.knownAt() : from.knownAt());
    }

    /** In which form a structure is wanted. */
    private record Form(
            StructureFormat format,
            boolean tree,
            boolean digest,
            @Nullable String language,
            boolean gzip) {
        private static final int COPIES = 3;
        private static final int TREE_OF_TEXT = 16;

        /** The plain answer, not compressed: it is written as it is put together. */
        boolean isAsItStands() {
            return isPlain() && !gzip;
        }

        /** Bytes that it takes to make it of a structure of that length, roughly. */
        long memory(long length) {
            return length * (isPlain() || isDigested() ? COPIES : TREE_OF_TEXT);
        }

        boolean isPlain() {
            return format == StructureFormat.JSON && !tree && !digest && language == null;
        }

        /** The plain answer, and its digest. */
        boolean isDigested() {
            return format == StructureFormat.JSON && !tree && digest && language == null;
        }

        String etag(OrganisationId organisation, AsOf asOf, Presence.Known known) {
            int edition = known.index().edition();
            // Where no point was asked for, answers with the same tag may differ in the clock that they repeat (RFC
            // 9110 §8.8.1).
            return (asOf.explicit() ? "\"" : "W/\"")
                    + organisation.value()
                    + '-'
                    + known.version().version()
                    + '-'
                    + asOf.effectiveOn()
                    + '-'
                    + format.code()
                    + (tree ? "-tree" : "")
                    + (digest ? "-digest" : "")
                    + (language == null ? "" : "-" + language)
                    + (gzip ? "-gzip" : "")
                    // After a mended projection nobody shall believe that they have this already (ADR 0022).
                    + (edition == 0 ? "" : "-edition-" + edition)
                    + '"';
        }

        byte[] of(StructureText structure, Languages languages, String base) {
            var answer = StructureAnswer.of(structure.json());
            if (format == StructureFormat.JSON) {
                if (digest) answer.withDigest(structure.digest());
                (tree ? answer.nested() : answer).in(languages);
            }
            String text = format.write(answer.json(), new View(language == null ? "en" : language, base));
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
