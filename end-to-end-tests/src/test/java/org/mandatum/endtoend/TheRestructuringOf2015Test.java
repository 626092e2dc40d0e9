package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mandatum.endtoend.RegisterUnderTest.Answer;
import tools.jackson.databind.JsonNode;

/** The demonstration's story, asked of the whole register the way its readers ask. */
@ExtendWith(RegisterUnderTest.Shared.class)
class TheRestructuringOf2015Test {
    private static final String BEFORE_THE_FIRST_RESOLUTION = "2014-05-31";
    private static final String WHEN_THE_PROPOSAL_WAS_DUE = "2015-07-31";
    private static final String AFTER_THE_EXECUTIVE_ORDER = "2015-12-31";

    private static final List<String> SECRETARIATS_BEFORE = List.of(
            "Secretariat for External Relations",
            "Secretariat for Political Affairs",
            "Executive Secretariat for Integral Development",
            "Secretariat for Multidimensional Security",
            "Secretariat for Administration and Finance",
            "Secretariat for Legal Affairs");

    private final RegisterUnderTest register;

    TheRestructuringOf2015Test(RegisterUnderTest register) {
        this.register = register;
    }

    @Test
    void before_the_first_resolution_the_old_secretariats_are_in_force() throws IOException {
        assertThat(namesOn(BEFORE_THE_FIRST_RESOLUTION))
                .containsAll(SECRETARIATS_BEFORE)
                .doesNotContain("Secretariat for Access to Rights and Equity", "Secretariat for Hemispheric Affairs");
    }

    @Test
    void when_the_proposal_was_due_nothing_had_changed_yet() throws IOException {
        assertThat(secretariatsOn(WHEN_THE_PROPOSAL_WAS_DUE))
                .isEqualTo(secretariatsOn(BEFORE_THE_FIRST_RESOLUTION))
                .containsAll(SECRETARIATS_BEFORE);
    }

    @Test
    void after_the_executive_order_the_new_secretariats_stand_with_their_departments() throws IOException {
        assertThat(namesOn(AFTER_THE_EXECUTIVE_ORDER))
                .contains(
                        "Strategic Counsel for Organizational Development and Management for Results",
                        "Office of the Ombudsperson")
                .doesNotContain("Secretariat for External Relations");
        assertThat(namesUnder("Secretariat for Access to Rights and Equity", AFTER_THE_EXECUTIVE_ORDER))
                .anyMatch(name -> name.contains("Social Inclusion"))
                .anyMatch(name -> name.contains("Promotion of Equity"))
                .anyMatch(name -> name.contains("Civil Society Relations"));
        assertThat(namesUnder("Secretariat for Hemispheric Affairs", AFTER_THE_EXECUTIVE_ORDER))
                .anyMatch(name -> name.contains("Effective Public Management"))
                .anyMatch(name -> name.contains("Summits"));
    }

    @Test
    void what_the_permanent_council_resolved_is_the_five_changes() throws IOException {
        JsonNode diff = register.ask("/organisations/oas/structure/diff?from=" + WHEN_THE_PROPOSAL_WAS_DUE + "&to="
                + AFTER_THE_EXECUTIVE_ORDER + "&lang=en");
        assertThat(resolved(diff.path("created"), "name"))
                .containsExactlyInAnyOrder(
                        "Secretariat for Access to Rights and Equity",
                        "Secretariat for Hemispheric Affairs",
                        "Office of the Ombudsperson");
        assertThat(resolved(diff.path("eliminated"), "name")).containsExactly("Secretariat for External Relations");
        assertThat(resolved(diff.path("converted"), "fromName"))
                .containsExactly("Office of the Senior Advisor for Strategy and Organizational Development");
        assertThat(resolved(diff.path("converted"), "toName"))
                .containsExactly("Strategic Counsel for Organizational Development and Management for Results");
        assertThat(resolved(diff.path("functionsMoved"), "from"))
                .isNotEmpty()
                .containsOnly("secretariat-for-external-relations");
    }

    @Test
    void nothing_else_was_eliminated_or_turned_into_something_else() throws IOException {
        JsonNode diff = register.ask("/organisations/oas/structure/diff?from=" + WHEN_THE_PROPOSAL_WAS_DUE + "&to="
                + AFTER_THE_EXECUTIVE_ORDER);
        assertThat(diff.path("eliminated").size()).isEqualTo(1);
        assertThat(diff.path("converted").size()).isEqualTo(1);
    }

    @Test
    void the_strategic_counsel_remembers_what_it_was_called() throws IOException {
        String counsel = unitNamed(
                        "Strategic Counsel for Organizational Development and Management for Results",
                        AFTER_THE_EXECUTIVE_ORDER)
                .path("id")
                .asString();
        assertThat(register.ask("/organisations/oas/units/" + counsel + "/history?lang=en")
                        .toString())
                .contains("Office of the Senior Advisor for Strategy and Organizational Development");
    }

    @Test
    void a_secretariat_that_still_holds_functions_cannot_be_eliminated() throws IOException {
        Answer refusal = register.command("/organisations/oas/changes?dryRun=true", """
                {"authority": {"resolution": "ag-res-2876"}, "effectiveOn": "2016-06-01",
                 "changes": [{"type": "EliminateSecretariat", "unit": "secretariat-for-hemispheric-affairs"}]}
                """);
        assertThat(refusal.status()).as(refusal.text()).isEqualTo(409);
        assertThat(refusal.json().path("refusals").size()).isPositive();
        assertThat(unitNamed("Secretariat for Hemispheric Affairs", "2016-06-01"))
                .isNotNull();
    }

    private JsonNode unitsOn(String day) throws IOException {
        return register.ask("/organisations/oas/structure?lang=en&effectiveOn=" + day)
                .path("units");
    }

    private Set<String> namesOn(String day) throws IOException {
        return namesIn(unitsOn(day));
    }

    private Set<String> secretariatsOn(String day) throws IOException {
        return unitsOn(day)
                .valueStream()
                .filter(unit -> unit.path("kind").asString().contains("secretariat"))
                .map(TheRestructuringOf2015Test::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode unitNamed(String name, String day) throws IOException {
        return unitsOn(day)
                .valueStream()
                .filter(unit -> name(unit).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " on " + day));
    }

    private Set<String> namesUnder(String parent, String day) throws IOException {
        String id = unitNamed(parent, day).path("id").asString();
        return unitsOn(day)
                .valueStream()
                .filter(unit -> unit.path("parent").asString("").equals(id))
                .map(TheRestructuringOf2015Test::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The given field of those parts of a difference that rest on the Permanent Council's resolution itself. */
    private static List<String> resolved(JsonNode parts, String field) {
        return parts.valueStream()
                .filter(part -> part.path("cause")
                        .path("authority")
                        .path("resolution")
                        .asString("")
                        .equals("cp-res-2036"))
                .map(part -> part.path(field).asString())
                .toList();
    }

    private static Set<String> namesIn(JsonNode units) {
        return units.valueStream().map(TheRestructuringOf2015Test::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(JsonNode unit) {
        JsonNode name = unit.path("name");
        return name.isObject() ? name.path("en").asString("") : name.asString("");
    }
}
