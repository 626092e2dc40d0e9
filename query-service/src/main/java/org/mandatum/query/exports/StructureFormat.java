package org.mandatum.query.exports;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mandatum.query.http.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.ObjectNode;

/** The forms of a structure. Each is made of the JSON answer, so that all say the same. */
@SuppressWarnings("ImmutableEnumChecker") // Spring's MediaType and the writers do not change
public enum StructureFormat {
    JSON("json", "application/json", (structure, view) -> structure.toString()),
    /** RFC 4180, a line a unit. */
    CSV("csv", "text/csv;charset=UTF-8", CsvTable::write),
    /** For Graphviz. */
    DOT("dot", "text/vnd.graphviz;charset=UTF-8", DotGraph::write),
    /** GraphML 1.0, for programs that lay graphs out. */
    GRAPHML("graphml", "application/graphml+xml;charset=UTF-8", GraphMl::write),
    /** A picture: the tree, its further lines and functions. */
    SVG("svg", "image/svg+xml;charset=UTF-8", SvgChart::write),
    /** W3C's Organization Ontology as JSON-LD 1.1. */
    JSON_LD("jsonld", "application/ld+json", OrganizationOntology::jsonLd),
    /** The same as RDF 1.1 Turtle. */
    TURTLE("turtle", "text/turtle;charset=UTF-8", OrganizationOntology::turtle);

    private final String code;
    private final MediaType type;
    private final Writer writer;

    StructureFormat(String code, String type, Writer writer) {
        this.code = code;
        this.type = MediaType.parseMediaType(type);
        this.writer = writer;
    }

    /**
     * For whom a form is written.
     *
     * @param language in which names are given where a form has room for one language only
     * @param base the address of the register, without a slash at its end, of which linked data makes its names
     */
    public record View(String language, String base) {}

    private interface Writer {
        String write(ObjectNode structure, View view);
    }

    public String code() {
        return code;
    }

    public MediaType type() {
        return type;
    }

    /** @param structure the JSON answer with names by language and units in a flat list */
    public String write(ObjectNode structure, View view) {
        return writer.write(structure, view);
    }

    /**
     * The form that a request asks for.
     *
     * @param asked the parameter {@code format}, which comes first
     * @param accept the header {@code Accept}; absent: JSON
     * @throws Problem 400 for an unknown format, 406 when nothing acceptable can be made
     */
    public static StructureFormat of(@Nullable String asked, @Nullable String accept) {
        if (asked != null)
            return Arrays.stream(values())
                    .filter(format -> format.code.equals(asked))
                    .findFirst()
                    .orElseThrow(() ->
                            Problem.badParameter("format", "format is one of " + listed(StructureFormat::code) + "."));
        // What most ask for needs no weighing.
        if (accept == null || accept.isBlank() || accept.equals("*/*") || accept.equals("application/json"))
            return JSON;
        return accepted(accept)
                .orElseThrow(() -> notAcceptable("There are " + listed(format -> essence(format.type)) + "."));
    }

    private static Optional<StructureFormat> accepted(String accept) {
        List<MediaType> wanted;
        try {
            wanted = MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException unreadable) {
            throw notAcceptable(String.valueOf(unreadable.getMessage()));
        }
        return wanted.stream()
                .filter(type -> type.getQualityValue() > 0)
                .sorted((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()))
                .flatMap(type -> Arrays.stream(values()).filter(format -> type.includes(format.type)))
                .findFirst();
    }

    private static Problem notAcceptable(String detail) {
        return Problem.of(HttpStatus.NOT_ACCEPTABLE, "not-acceptable", detail);
    }

    private static String listed(java.util.function.Function<StructureFormat, String> word) {
        return Arrays.stream(values()).map(word).collect(joining(", "));
    }

    private static String essence(MediaType type) {
        return type.getType() + "/" + type.getSubtype();
    }
}
