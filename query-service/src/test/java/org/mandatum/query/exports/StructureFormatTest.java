package org.mandatum.query.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.util.Models;
import org.eclipse.rdf4j.model.util.Values;
import org.eclipse.rdf4j.model.vocabulary.ORG;
import org.eclipse.rdf4j.model.vocabulary.SKOS;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.Rio;
import org.junit.jupiter.api.Test;
import org.mandatum.journal.EventJson;
import org.mandatum.query.http.Problem;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.node.ObjectNode;

/** A structure in every form: each is read again by a program that knows the form and nothing of the register. */
class StructureFormatTest {
    private static final StructureFormat.View SPANISH = new StructureFormat.View("es", "https://register.example");

    /** An office, a secretariat under it with a function, and one that reports to an organ; names that need escaping. */
    private static final String STRUCTURE = """
            {"organisation":"oas","effectiveOn":"2015-10-01","units":[
              {"id":"osg","kind":"office","name":{"en":"Office \\"OSG\\" <&>"},"parent":null,"reportsTo":[],
               "functions":[],"since":"2014-01-01","authority":{"resolution":"rev-7"},"event":"e-1"},
              {"id":"sare","kind":"executive secretariat","name":{"en":"Access to Rights","es":"=Acceso, a Derechos"},"parent":"osg",
               "reportsTo":["osg","permanent-council"],"pillar":"human-rights","predecessors":["old"],
               "functions":[{"id":"elders","name":{"en":"Rights of Older Persons"}},{"id":"youth","name":{"en":"Youth"}}],
               "since":"2015-10-01","authority":{"resolution":"rev-8"},"event":"e-2"}],
             "coordination":[{"units":["osg","sare"]}]}
            """;

    private static ObjectNode structure() {
        return (ObjectNode) EventJson.MAPPER.readTree(STRUCTURE);
    }

    @Test
    void a_table_quotes_what_holds_a_comma_and_disarms_what_looks_like_a_formula() {
        List<String> lines =
                StructureFormat.CSV.write(structure(), SPANISH).lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(2))
                .startsWith(
                        "sare,executive secretariat,\"'=Acceso, a Derechos\",osg,osg; permanent-council,human-rights,,,")
                .endsWith("Rights of Older Persons; Youth,2015-10-01,rev-8,e-2");
    }

    @Test
    void a_graph_has_a_node_for_each_unit_and_an_edge_for_each_line_between_units() throws Exception {
        Document graph = xml(StructureFormat.GRAPHML.write(structure(), SPANISH));

        assertThat(attributes(graph.getElementsByTagName("node"), "id")).containsExactly("osg", "sare");
        assertThat(texts(graph.getElementsByTagName("edge")))
                .as("the organ is no node, so the line to it is no edge")
                .containsExactly("principal", "further", "coordination");
        Element node = (Element) graph.getElementsByTagName("node").item(1);
        assertThat(attributes(node.getElementsByTagName("data"), "key"))
                .as("each once: a key that comes twice is not GraphML")
                .containsExactly("name", "kind", "pillar", "since", "functions", "authority", "event");
        assertThat(texts(node.getElementsByTagName("data")))
                .startsWith("=Acceso, a Derechos")
                .contains("Rights of Older Persons; Youth");
    }

    @Test
    void a_picture_shows_every_unit_and_its_functions_in_the_language_wanted() throws Exception {
        Document picture = xml(StructureFormat.SVG.write(structure(), SPANISH));

        assertThat(texts(picture.getElementsByTagName("text")))
                .containsExactly(
                        "oas · 2015-10-01",
                        "Office \"OSG\" <&>",
                        "=Acceso, a Derechos",
                        "↗ Office \"OSG\" <&>, permanent-council",
                        "• Rights of Older Persons",
                        "• Youth");
        assertThat(picture.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void linked_data_says_the_same_as_turtle_and_as_json_ld() throws Exception {
        Model turtle = rdf(StructureFormat.TURTLE, RDFFormat.TURTLE);
        Model jsonLd = rdf(StructureFormat.JSON_LD, RDFFormat.JSONLD);

        assertThat(turtle).isNotEmpty();
        assertThat(Models.isomorphic(turtle, jsonLd))
                .as(() -> turtle + "\n" + jsonLd)
                .isTrue();
    }

    @Test
    void linked_data_names_places_and_origins_in_the_terms_of_the_organization_ontology() throws Exception {
        Model model = rdf(StructureFormat.TURTLE, RDFFormat.TURTLE);
        String oas = "https://register.example/organisations/oas";
        var sare = Values.iri(oas + "/units/sare");

        assertThat(model.contains(sare, ORG.SUB_ORGANIZATION_OF, Values.iri(oas + "/units/osg")))
                .isTrue();
        assertThat(model.contains(sare, SKOS.PREF_LABEL, Values.literal("=Acceso, a Derechos", "es")))
                .isTrue();
        assertThat(model.contains(
                        sare, ORG.CLASSIFICATION, Values.iri("https://register.example/kinds/executive%20secretariat")))
                .isTrue();
        assertThat(model.contains(
                        sare, ORG.REPORTS_TO, Values.iri("https://register.example/organs/permanent-council")))
                .isTrue();
        assertThat(model.contains(sare, ORG.PURPOSE, Values.iri(oas + "/functions/elders")))
                .isTrue();
        assertThat(model.contains(
                        Values.iri(oas + "/events/e-2"), ORG.ORIGINAL_ORGANIZATION, Values.iri(oas + "/units/old")))
                .isTrue();
    }

    @Test
    void the_form_with_the_highest_quality_is_taken_and_an_unknown_one_is_refused() {
        assertThat(StructureFormat.of(null, "text/turtle;q=0.4, image/svg+xml;q=0.9"))
                .isEqualTo(StructureFormat.SVG);
        assertThat(StructureFormat.of(null, "text/html, */*;q=0.1")).isEqualTo(StructureFormat.JSON);
        assertThat(StructureFormat.of("graphml", "text/csv")).isEqualTo(StructureFormat.GRAPHML);
        assertThatThrownBy(() -> StructureFormat.of("pdf", null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("json, csv, dot, graphml, svg, jsonld, turtle");
        assertThatThrownBy(() -> StructureFormat.of(null, "image/png"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("application/graphml+xml");
    }

    private static Model rdf(StructureFormat format, RDFFormat read) throws Exception {
        return Rio.parse(new StringReader(format.write(structure(), SPANISH)), read);
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static List<String> texts(NodeList elements) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < elements.getLength(); i++)
            texts.add(elements.item(i).getTextContent().strip());
        return texts;
    }

    private static List<String> attributes(NodeList elements, String name) {
        var values = new ArrayList<String>();
        for (int i = 0; i < elements.getLength(); i++) values.add(((Element) elements.item(i)).getAttribute(name));
        return values;
    }
}
