package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.OnARegisterOfItsOwn;
import tools.jackson.databind.JsonNode;

/** What is told of whole lives agrees with what the structures of their days show. */
@OnARegisterOfItsOwn
class HistoryOverHttpTest extends AskedAboutLives {
    @Test
    void a_correction_concerns_the_units_of_the_change_that_it_corrects() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "y", "2015-01-01"));
        record(org, 2, "2020-01-03T00:00:00Z", renamed(org, "y", "Y2", "2016-01-01"));
        record(org, 3, "2020-01-04T00:00:00Z", new ChangeAnnulled(org, org + "-2", "void", GROUNDS));
        record(org, 4, "2020-01-05T00:00:00Z", renamed(org, "y", "Y3", "2016-01-01"));
        record(org, 5, "2020-01-06T00:00:00Z", new EffectiveDateCorrected(org, org + "-4", day("2017-01-01"), GROUNDS));
        record(org, 6, "2020-01-07T00:00:00Z", new ChangeAnnulled(org, org + "-4", "void", GROUNDS));
        record(org, 7, "2020-01-08T00:00:00Z", unit(org, "z", "2015-01-01"));

        assertThat(events(history(org, "y").get("corrections"))).containsExactly(org + "-3", org + "-5", org + "-6");
        assertThat(events(get("/organisations/" + org + "/units/y/history?knownAt=2020-01-05")
                        .get("corrections")))
                .containsExactly(org + "-3");
        String log = "/organisations/" + org + "/events?unit=";
        assertThat(get(log + "y").get("events"))
                .extracting(event -> event.get("id").asString())
                .containsExactly(org + "-1", org + "-2", org + "-3", org + "-4", org + "-5", org + "-6");
        assertThat(get(log + "z").get("events"))
                .extracting(event -> event.get("id").asString())
                .containsExactly(org + "-7");
        assertThat(get(log + "y&type=ChangeAnnulled").get("events")).hasSize(2);
    }

    @Test
    void whether_a_unit_is_in_force_is_told_of_the_day_that_is_asked_about() {
        OrganisationId org = opened();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                unit(org, "ending", "2001-01-01"),
                unit(org, "coming", today.plusYears(4).toString()));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                eliminated(org, "ending", null, today.plusYears(9).toString()));

        assertThat(history(org, "ending").get("inForce").asBoolean()).isTrue();
        assertThat(history(org, "coming").get("inForce").asBoolean()).isFalse();
        assertThat(isInForce(org, "ending", "2000-12-31")).isFalse();
        assertThat(isInForce(org, "ending", "2020-01-01")).isTrue();
        assertThat(isInForce(org, "ending", today.plusYears(9).toString())).isFalse();
        assertThat(isInForce(org, "coming", today.plusYears(4).toString())).isTrue();
    }

    @Test
    void a_split_is_part_of_the_life_of_the_unit_that_goes_on() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "a", "2001-01-01"));
        record(
                org,
                2,
                "2020-01-03T00:00:00Z",
                new UnitSplit(org, new UnitId("a"), List.of(into("a2")), true, day("2005-01-01"), GROUNDS));

        JsonNode split = history(org, "a");

        assertThat(types(split.get("entries"))).containsExactly("UnitCreated", "UnitSplit");
        assertThat(split.at("/entries/1/before/id").asString()).isEqualTo("a");
        assertThat(split.at("/entries/1/after/id").asString()).isEqualTo("a");
        assertThat(split.at("/entries/1/successors/0").asString()).isEqualTo("a2");
        assertThat(ids(split.get("successors"))).containsExactly("a2");
        assertThat(ids(history(org, "a2").get("predecessors"))).containsExactly("a");
    }

    @Test
    void the_log_of_a_unit_has_the_split_after_which_it_goes_on_and_what_became_of_that() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "a", "2001-01-01"));
        record(
                org,
                2,
                "2020-01-03T00:00:00Z",
                new UnitSplit(org, new UnitId("a"), List.of(into("p")), true, day("2005-01-01"), GROUNDS));
        record(org, 3, "2020-01-04T00:00:00Z", new ChangeAnnulled(org, org + "-2", "never adopted", GROUNDS));

        assertThat(types(get("/organisations/" + org + "/events?unit=a").get("events")))
                .containsExactly(
                        "org.mandatum.UnitCreated.v1", "org.mandatum.UnitSplit.v1", "org.mandatum.ChangeAnnulled.v1");
        assertThat(history(org, "a").at("/corrections/0/reason").asString()).isEqualTo("never adopted");
    }

    @Test
    void a_unit_that_is_merged_together_with_its_superior_was_under_that_until_then() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "a", "2001-01-01"), unit(org, "b", "2001-01-01", "a"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                new UnitsMerged(
                        org,
                        List.of(new UnitId("a"), new UnitId("b")),
                        new UnitId("n"),
                        into("n"),
                        day("2005-01-01"),
                        GROUNDS));

        JsonNode merger = history(org, "b").at("/entries/1");

        assertThat(merger.at("/before/parent").asString()).isEqualTo("a");
        assertThat(merger.at("/after").isNull()).isTrue();
    }

    @Test
    void who_followed_a_unit_stays_its_successor_when_it_is_reinstated() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "later", "2001-01-01"), unit(org, "at-once", "2001-01-01"));
        long next = 3;
        for (String[] each : new String[][] {{"later", "2007-01-01"}, {"at-once", "2005-01-01"}}) {
            record(
                    org,
                    next,
                    "2020-01-03T00:00:0" + next + "Z",
                    new UnitConverted(org, new UnitId(each[0]), into(each[0] + "-on"), day("2005-01-01"), GROUNDS),
                    reinstated(org, each[0], null, each[1]));
            next += 2;

            JsonNode history = history(org, each[0]);

            assertThat(types(history.get("entries"))).containsExactly("UnitCreated", "UnitConverted", "UnitReinstated");
            assertThat(history.at("/entries/1/after").isNull()).isTrue();
            assertThat(history.at("/entries/1/successors/0").asString()).isEqualTo(each[0] + "-on");
            assertThat(ids(history.get("successors"))).containsExactly(each[0] + "-on");
            assertThat(ids(history(org, each[0] + "-on").get("predecessors"))).containsExactly(each[0]);
        }
    }

    @Test
    void the_successor_of_an_eliminated_unit_has_it_as_predecessor() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "old", "2001-01-01"), unit(org, "heir", "2001-01-01"));
        record(org, 3, "2020-01-03T00:00:00Z", eliminated(org, "old", "heir", "2005-01-01"));
        record(org, 4, "2020-01-05T00:00:00Z", new ChangeAnnulled(org, org + "-3", "void", GROUNDS));

        String then = "/history?knownAt=2020-01-04";
        assertThat(ids(get("/organisations/" + org + "/units/old" + then).get("successors")))
                .containsExactly("heir");
        assertThat(ids(get("/organisations/" + org + "/units/heir" + then).get("predecessors")))
                .containsExactly("old");
        assertThat(history(org, "old").get("successors")).isEmpty();
        assertThat(history(org, "heir").get("predecessors")).isEmpty();
    }

    @Test
    void a_unit_that_was_absorbed_twice_is_one_predecessor() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "m2", "2001-01-01"), unit(org, "m3", "2001-01-01"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                merged(org, "m2", "m3", "2005-01-01"),
                reinstated(org, "m2", null, "2006-01-01"),
                merged(org, "m2", "m3", "2007-01-01"));

        JsonNode predecessors = get("/organisations/" + org + "/units/m3").get("predecessors");

        assertThat(predecessors).extracting(JsonNode::asString).containsExactly("m2");
        assertThat(ids(history(org, "m2").get("successors"))).containsExactly("m3");
    }

    @Test
    void why_tells_of_what_has_not_begun_when_it_begins() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "coming", "2030-01-01"));
        String on = "effectiveOn=2020-06-01";

        for (String path : List.of("units/coming?" + on, "why?unit=coming&" + on, "why?function=coming-work&" + on)) {
            var answer = send("/organisations/" + org + "/" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.get("code").asString()).as(path).isEqualTo("not-in-force");
            assertThat(problem.get("beginsOn").asString()).as(path).isEqualTo("2030-01-01");
        }
        for (String what : List.of("unit", "function")) {
            var answer = send("/organisations/" + org + "/why?" + what + "=none&" + on);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(JSON.readTree(answer.body()).get("code").asString()).isEqualTo("unknown-" + what);
        }
    }

    @Test
    void a_unit_that_was_reinstated_has_its_name_and_place_by_what_had_given_them_before() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "p", "2000-01-01"), unit(org, "e", "2000-01-01"));
        record(org, 3, "2020-01-03T00:00:00Z", renamed(org, "e", "E2", "2005-01-01"));
        record(org, 4, "2020-01-04T00:00:00Z", moved(org, "e", "p", "2006-01-01"));
        record(org, 5, "2020-01-05T00:00:00Z", eliminated(org, "e", null, "2010-01-01"));
        record(org, 6, "2020-01-06T00:00:00Z", reinstated(org, "e", null, "2012-01-01"));
        String why = "/organisations/" + org + "/why?effectiveOn=2013-01-01&unit=e";

        assertThat(get(why).get("chain")
                        .valueStream()
                        .map(link -> link.get("respect").asString() + " "
                                + link.get("type").asString()))
                .containsExactly("established UnitReinstated", "name UnitRenamed", "parent UnitMoved");
        assertThat(get(why + "&superior=p").at("/chain/0/type").asString()).isEqualTo("UnitMoved");
        assertThat(get("/organisations/" + org + "/structure/diff?from=2001-01-01&to=2013-01-01")
                        .at("/renamed/0/cause/effectiveOn")
                        .asString())
                .isEqualTo("2005-01-01");
    }
}
