package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.FunctionAssigned;
import org.mandatum.organisation.StructuralEvent.FunctionDiscontinued;
import org.mandatum.organisation.StructuralEvent.FunctionRedistributed;
import org.mandatum.organisation.StructuralEvent.FunctionRevised;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;

/** Who held a function when, and by which change. */
@OnARegisterOfItsOwn
class FunctionHistoryOverHttpTest extends AskedOverHttp {
    @Test
    void a_function_that_began_and_ended_on_one_day_has_a_history() {
        OrganisationId org = opened();
        var press = new FunctionId("press");
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "e", "2001-01-01"));
        record(
                org,
                2,
                "2020-01-03T00:00:00Z",
                new FunctionAssigned(org, press, Name.of("en", "Press"), new UnitId("e"), day("2005-01-01"), GROUNDS),
                new FunctionDiscontinued(org, press, day("2005-01-01"), GROUNDS));

        JsonNode history = get("/organisations/" + org + "/functions/press/history");

        assertThat(history.get("held")).hasSize(1);
        assertThat(history.at("/held/0/unit").asString()).isEqualTo("e");
        assertThat(history.at("/held/0/unitName/en").asString()).isEqualTo("e");
        assertThat(history.at("/held/0/from").asString()).isEqualTo("2005-01-01");
        assertThat(history.at("/held/0/until").asString()).isEqualTo("2005-01-01");
        assertThat(history.at("/held/0/cause/type").asString()).isEqualTo("FunctionAssigned");
        assertThat(history.at("/discontinued/type").asString()).isEqualTo("FunctionDiscontinued");
        assertThat(get("/organisations/" + org + "/units/e/history").get("functions"))
                .extracting(handover -> handover.get("type").asString())
                .containsExactly("FunctionAssigned", "FunctionDiscontinued");
    }

    @Test
    void a_function_that_was_handed_over_and_revised_on_one_day_is_held_by_the_handing_over() {
        OrganisationId org = opened();
        var work = new FunctionId("a-work");
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "a", "2000-01-01"), unit(org, "b", "2000-01-01"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                new FunctionRedistributed(org, work, new UnitId("a"), new UnitId("b"), day("2010-01-01"), GROUNDS),
                new FunctionRevised(org, work, Name.of("en", "Other work"), day("2010-01-01"), GROUNDS));

        assertThat(held(org, "a-work")).containsExactly("a UnitCreated", "b FunctionRedistributed");
    }

    @Test
    void one_that_came_back_on_the_day_on_which_it_was_revised_is_worded_so_by_the_revision() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "a", "2000-01-01"), unit(org, "b", "2000-01-01"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                handed(org, "a-work", "a", "b", "2010-01-01"),
                new FunctionRevised(
                        org, new FunctionId("a-work"), Name.of("en", "Other work"), day("2010-01-01"), GROUNDS),
                handed(org, "a-work", "b", "a", "2010-01-01"));

        assertThat(held(org, "a-work")).containsExactly("a UnitCreated", "a FunctionRevised");
    }

    @Test
    void one_that_was_handed_over_on_its_first_day_is_held_by_the_handing_over() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "a", "2000-01-01"), unit(org, "b", "2000-01-01"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                new FunctionAssigned(
                        org,
                        new FunctionId("work"),
                        Name.of("en", "Work"),
                        new UnitId("a"),
                        day("2010-01-01"),
                        GROUNDS),
                handed(org, "work", "a", "b", "2010-01-01"));

        assertThat(held(org, "work")).containsExactly("b FunctionRedistributed");
    }

    private List<String> held(OrganisationId org, String function) {
        JsonNode held = get("/organisations/" + org + "/functions/" + function + "/history")
                .get("held");
        return held.valueStream()
                .map(one ->
                        one.get("unit").asString() + " " + one.at("/cause/type").asString())
                .toList();
    }

    private static StructuralEvent handed(OrganisationId org, String function, String from, String to, String day) {
        return new FunctionRedistributed(
                org, new FunctionId(function), new UnitId(from), new UnitId(to), day(day), GROUNDS);
    }
}
