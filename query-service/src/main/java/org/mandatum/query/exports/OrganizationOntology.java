package org.mandatum.query.exports;

import static java.util.stream.Collectors.toSet;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.impl.LinkedHashModel;
import org.eclipse.rdf4j.model.impl.SimpleNamespace;
import org.eclipse.rdf4j.model.util.Values;
import org.eclipse.rdf4j.model.vocabulary.DCTERMS;
import org.eclipse.rdf4j.model.vocabulary.ORG;
import org.eclipse.rdf4j.model.vocabulary.RDF;
import org.eclipse.rdf4j.model.vocabulary.RDFS;
import org.eclipse.rdf4j.model.vocabulary.SKOS;
import org.eclipse.rdf4j.model.vocabulary.XSD;
import org.eclipse.rdf4j.rio.turtle.TurtleWriter;
import org.mandatum.journal.EventJson;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A structure in the terms of W3C's Organization Ontology (Recommendation of 16 January 2014). Units are
 * {@code org:OrganizationalUnit}, functions their {@code org:purpose}, coordination is {@code org:linkedTo}; the change that
 * established a unit is the {@code org:ChangeEvent} it resulted from, and its source is the legal act.
 */
final class OrganizationOntology {
    private final ObjectNode structure;
    /** Of the part that is being put into words. */
    private Model model = new LinkedHashModel();

    private final String organisation;
    private final String base;
    /** Whatever else a unit reports to is an organ. */
    private final Set<String> units;

    private OrganizationOntology(ObjectNode structure, String base) {
        this.structure = structure;
        this.base = base;
        organisation = base + "/organisations/" + structure.get("organisation").asString();
        units = structure
                .get("units")
                .valueStream()
                .map(unit -> unit.get("id").asString())
                .collect(toSet());
        for (var namespace : new SimpleNamespace[] {
            new SimpleNamespace(ORG.PREFIX, ORG.NAMESPACE),
            new SimpleNamespace(SKOS.PREFIX, SKOS.NAMESPACE),
            new SimpleNamespace(DCTERMS.PREFIX, DCTERMS.NAMESPACE),
            new SimpleNamespace(RDFS.PREFIX, RDFS.NAMESPACE),
            new SimpleNamespace(XSD.PREFIX, XSD.NAMESPACE)
        }) model.setNamespace(namespace);
    }

    /** The organisation, then unit by unit, then the links: as one model a large structure takes more than a gigabyte. */
    private void eachPart(Consumer<Model> written) {
        say(iri(organisation), RDF.TYPE, ORG.ORGANIZATION);
        say(
                iri(organisation),
                DCTERMS.VALID,
                Values.literal(structure.get("effectiveOn").asString(), XSD.DATE));
        hand(written);
        for (JsonNode unit : structure.get("units")) {
            unit(unit);
            hand(written);
        }
        for (JsonNode link : structure.get("coordination")) {
            coordination(link);
            hand(written);
        }
    }

    private void hand(Consumer<Model> written) {
        written.accept(model);
        model = new LinkedHashModel(model.getNamespaces());
    }

    static String turtle(ObjectNode structure, StructureFormat.View view) {
        var text = new StringWriter();
        var writer = new TurtleWriter(text);
        var ontology = new OrganizationOntology(structure, view.base());
        writer.startRDF();
        ontology.model
                .getNamespaces()
                .forEach(namespace -> writer.handleNamespace(namespace.getPrefix(), namespace.getName()));
        ontology.eachPart(part -> part.forEach(writer::handleStatement));
        writer.endRDF();
        return text.toString();
    }

    /** Names are shortened by the namespaces, which are the context. */
    static String jsonLd(ObjectNode structure, StructureFormat.View view) {
        var text = new StringWriter();
        var ontology = new OrganizationOntology(structure, view.base());
        try (JsonGenerator json = EventJson.MAPPER.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("@context");
            ontology.model
                    .getNamespaces()
                    .forEach(namespace -> json.writeStringProperty(namespace.getPrefix(), namespace.getName()));
            json.writeEndObject();
            json.writeArrayPropertyStart("@graph");
            ontology.eachPart(part -> nodes(part).forEach(json::writeTree));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static Collection<ObjectNode> nodes(Model model) {
        Map<Resource, ObjectNode> nodes = new LinkedHashMap<>();
        for (Statement statement : model) {
            ObjectNode node = nodes.computeIfAbsent(
                    statement.getSubject(),
                    subject -> EventJson.MAPPER.createObjectNode().put("@id", subject.stringValue()));
            boolean type = statement.getPredicate().equals(RDF.TYPE);
            ArrayNode values = node.withArray(type ? "@type" : shortened(model, statement.getPredicate()));
            if (type) values.add(shortened(model, (IRI) statement.getObject()));
            else values.add(value(model, statement.getObject()));
        }
        return nodes.values();
    }

    private static ObjectNode value(Model model, Value object) {
        ObjectNode value = EventJson.MAPPER.createObjectNode();
        if (!(object instanceof Literal literal)) return value.put("@id", object.stringValue());
        value.put("@value", literal.stringValue());
        if (literal.getLanguage().isPresent())
            value.put("@language", literal.getLanguage().get());
        else if (!literal.getDatatype().equals(XSD.STRING)) value.put("@type", shortened(model, literal.getDatatype()));
        return value;
    }

    private static String shortened(Model model, IRI iri) {
        return model.getNamespaces().stream()
                .filter(namespace -> namespace.getName().equals(iri.getNamespace()))
                .findFirst()
                .map(namespace -> namespace.getPrefix() + ":" + iri.getLocalName())
                .orElse(iri.stringValue());
    }

    private void unit(JsonNode unit) {
        IRI iri = unitIri(unit.get("id").asString());
        say(iri, RDF.TYPE, ORG.ORGANIZATIONAL_UNIT);
        named(iri, unit);
        say(iri, DCTERMS.IDENTIFIER, Values.literal(unit.get("id").asString()));
        say(iri, ORG.CLASSIFICATION, concept("kinds", unit.get("kind").asString()));
        if (unit.has("pillar"))
            say(iri, DCTERMS.SUBJECT, concept("pillars", unit.get("pillar").asString()));
        say(iri, ORG.UNIT_OF, iri(organisation));
        if (!unit.path("parent").isNull())
            say(iri, ORG.SUB_ORGANIZATION_OF, unitIri(unit.get("parent").asString()));
        else say(iri, ORG.SUB_ORGANIZATION_OF, iri(organisation));
        for (JsonNode superior : unit.get("reportsTo"))
            say(
                    iri,
                    ORG.REPORTS_TO,
                    units.contains(superior.asString())
                            ? unitIri(superior.asString())
                            : concept("organs", superior.asString()));
        for (JsonNode function : unit.get("functions")) {
            IRI purpose = iri(organisation + "/functions/" + function.get("id").asString());
            say(iri, ORG.PURPOSE, purpose);
            say(purpose, RDF.TYPE, SKOS.CONCEPT);
            named(purpose, function);
        }
        IRI change = iri(organisation + "/events/" + unit.get("event").asString());
        say(iri, ORG.RESULTED_FROM, change);
        say(change, RDF.TYPE, ORG.CHANGE_EVENT);
        say(change, DCTERMS.DATE, Values.literal(unit.get("since").asString(), XSD.DATE));
        say(
                change,
                DCTERMS.SOURCE,
                iri(base + "/resolutions/" + unit.at("/authority/resolution").asString()));
        for (JsonNode predecessor : unit.path("predecessors"))
            say(change, ORG.ORIGINAL_ORGANIZATION, unitIri(predecessor.asString()));
    }

    private void coordination(JsonNode link) {
        say(
                unitIri(link.at("/units/0").asString()),
                ORG.LINKED_TO,
                unitIri(link.at("/units/1").asString()));
    }

    private void named(IRI iri, JsonNode named) {
        Names.of(named)
                .byLanguage()
                .forEach((language, text) -> say(iri, SKOS.PREF_LABEL, Values.literal(text, language)));
    }

    /** Kinds of units may be several words. */
    private IRI concept(String scheme, String code) {
        return iri(base + "/" + scheme + "/" + UriUtils.encodePathSegment(code, StandardCharsets.UTF_8));
    }

    private IRI unitIri(String id) {
        return iri(organisation + "/units/" + id);
    }

    private static IRI iri(String text) {
        return Values.iri(text);
    }

    private void say(Resource subject, IRI predicate, Value object) {
        model.add(subject, predicate, object);
    }
}
