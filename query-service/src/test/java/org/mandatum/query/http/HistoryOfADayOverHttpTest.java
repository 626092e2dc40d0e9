package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Pillar;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.OnARegisterOfItsOwn;
import tools.jackson.databind.JsonNode;

/** Where several changes meet on one day, lives are told change by change. */
@OnARegisterOfItsOwn
class HistoryOfADayOverHttpTest extends AskedAboutLives {
    @Test
    void an_end_that_was_undone_on_the_same_day_is_part_of_the_life() {
        OrganisationId org = opened();
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                unit(org, "p1", "2000-01-01"),
                unit(org, "p2", "2000-01-01"),
                unit(org, "e", "2001-01-01", "p1"));
        record(org, 4, "2020-01-03T00:00:00Z", eliminated(org, "e", null, "2005-01-01"));
        record(org, 5, "2020-01-04T00:00:00Z", reinstated(org, "e", "p2", "2005-01-01"));

        JsonNode entries = history(org, "e").get("entries");

        assertThat(types(entries)).containsExactly("UnitCreated", "UnitEliminated", "UnitReinstated");
        assertThat(entries)
                .extracting(entry -> entry.get("effectiveOn").asString())
                .containsExactly("2001-01-01", "2005-01-01", "2005-01-01");
        assertThat(entries.at("/1/before/parent").asString()).isEqualTo("p1");
        assertThat(entries.at("/1/after").isNull()).isTrue();
        assertThat(entries.at("/2/before").isNull()).isTrue();
        assertThat(entries.at("/2/after/parent").asString()).isEqualTo("p2");
        assertThat(types(get("/organisations/" + org + "/units/e/history?knownAt=2020-01-03")
                        .get("entries")))
                .containsExactly("UnitCreated", "UnitEliminated");
    }

    @Test
    void an_end_and_its_undoing_may_come_in_one_package_and_meet_by_a_correction() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "e", "2001-01-01"), unit(org, "other", "2001-01-01"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                eliminated(org, "e", null, "2005-01-01"),
                reinstated(org, "e", null, "2005-01-01"));
        record(org, 5, "2020-01-04T00:00:00Z", eliminated(org, "other", null, "2005-01-01"));
        record(org, 6, "2020-01-05T00:00:00Z", reinstated(org, "other", null, "2006-01-01"));
        record(org, 7, "2020-01-06T00:00:00Z", new EffectiveDateCorrected(org, org + "-5", day("2006-01-01"), GROUNDS));

        assertThat(types(history(org, "e").get("entries")))
                .containsExactly("UnitCreated", "UnitEliminated", "UnitReinstated");
        JsonNode entries = history(org, "other").get("entries");
        assertThat(types(entries)).containsExactly("UnitCreated", "UnitEliminated", "UnitReinstated");
        assertThat(entries.at("/1/effectiveOn").asString()).isEqualTo("2006-01-01");
    }

    @Test
    void a_life_of_less_than_a_day_is_told_from_its_beginning() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "e", "2005-01-01"));
        record(org, 2, "2020-01-03T00:00:00Z", renamed(org, "e", "E2", "2005-01-01"));
        record(org, 3, "2020-01-04T00:00:00Z", eliminated(org, "e", null, "2005-01-01"));

        JsonNode history = history(org, "e");

        assertThat(types(history.get("entries"))).containsExactly("UnitCreated", "UnitRenamed", "UnitEliminated");
        assertThat(history.at("/name/en").asString()).isEqualTo("E2");
    }

    @Test
    void of_two_mergers_into_one_unit_on_one_day_each_ends_its_own_unit() {
        OrganisationId org = opened();
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                unit(org, "a", "2001-01-01"),
                unit(org, "b", "2001-01-01"),
                unit(org, "c", "2001-01-01"));
        record(
                org,
                4,
                "2020-01-03T00:00:00Z",
                merged(org, "b", "a", "2005-01-01"),
                merged(org, "c", "a", "2005-01-01"));

        for (String[] each : new String[][] {{"b", "-4"}, {"c", "-5"}}) {
            JsonNode history = history(org, each[0]);

            assertThat(types(history.get("entries"))).containsExactly("UnitCreated", "UnitsMerged");
            assertThat(history.at("/entries/1/event").asString()).isEqualTo(org + each[1]);
            assertThat(history.at("/entries/1/after").isNull()).isTrue();
        }
    }

    @Test
    void what_joins_a_successor_on_the_day_of_its_beginning_is_not_part_of_the_life_of_others() {
        OrganisationId org = opened();
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                unit(org, "a", "2001-01-01"),
                unit(org, "b", "2001-01-01"),
                unit(org, "c", "2001-01-01"));
        record(
                org,
                4,
                "2020-01-03T00:00:00Z",
                new UnitSplit(org, new UnitId("a"), List.of(into("p")), true, day("2005-01-01"), GROUNDS),
                merged(org, "b", "p", "2005-01-01"),
                new UnitConverted(org, new UnitId("a"), into("a2"), day("2006-01-01"), GROUNDS),
                merged(org, "c", "a2", "2006-01-01"));

        JsonNode history = history(org, "a");

        assertThat(types(history.get("entries"))).containsExactly("UnitCreated", "UnitSplit", "UnitConverted");
        assertThat(history.at("/entries/1/successors/0").asString()).isEqualTo("p");
        assertThat(history.at("/entries/2/successors/0").asString()).isEqualTo("a2");
        assertThat(types(history(org, "b").get("entries"))).containsExactly("UnitCreated", "UnitsMerged");
    }

    @Test
    void one_that_began_ended_and_was_reinstated_on_one_day_is_told_in_that_order() {
        OrganisationId org = opened();
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                unit(org, "a", "2005-01-01"),
                eliminated(org, "a", null, "2005-01-01"),
                reinstated(org, "a", null, "2005-01-01"));

        JsonNode entries = history(org, "a").get("entries");

        assertThat(types(entries)).containsExactly("UnitCreated", "UnitEliminated", "UnitReinstated");
        assertThat(names(entries)).containsExactly("- a", "a -", "- a");
        assertThat(entries.at("/0").has("changed")).isFalse();
    }

    @Test
    void what_changed_before_an_end_and_a_return_on_the_same_day_is_still_so_after_them() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "a", "2001-01-01"));
        record(
                org,
                2,
                "2020-01-03T00:00:00Z",
                renamed(org, "a", "New", "2005-01-01"),
                eliminated(org, "a", null, "2005-01-01"),
                reinstated(org, "a", null, "2005-01-01"));

        JsonNode entries = history(org, "a").get("entries");

        assertThat(types(entries)).containsExactly("UnitCreated", "UnitRenamed", "UnitEliminated", "UnitReinstated");
        assertThat(names(entries)).containsExactly("- a", "a New", "New -", "- New");
    }

    @Test
    void one_that_ended_twice_on_one_day_was_back_in_between() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "a", "2001-01-01"), unit(org, "b", "2001-01-01"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                eliminated(org, "a", null, "2005-01-01"),
                reinstated(org, "a", null, "2005-01-01"),
                eliminated(org, "a", "b", "2005-01-01"));

        JsonNode entries = history(org, "a").get("entries");

        assertThat(types(entries)).containsExactly("UnitCreated", "UnitEliminated", "UnitReinstated", "UnitEliminated");
        assertThat(names(entries)).containsExactly("- a", "a -", "- a", "a -");
        assertThat(entries.at("/1").has("successors")).isFalse();
        assertThat(entries.at("/3/successors/0").asString()).isEqualTo("b");
    }

    @Test
    void one_that_came_back_twice_on_one_day_came_back_each_time() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "a", "2001-01-01"), unit(org, "b", "2001-01-01"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                eliminated(org, "a", null, "2005-01-01"),
                reinstated(org, "a", "b", "2005-01-01"),
                eliminated(org, "a", null, "2005-01-01"),
                reinstated(org, "a", null, "2005-01-01"));

        JsonNode entries = history(org, "a").get("entries");

        assertThat(names(entries)).containsExactly("- a", "a -", "- a", "a -", "- a");
        assertThat(entries.at("/2/after/parent").asString()).isEqualTo("b");
    }

    @Test
    void who_was_merged_into_a_unit_of_that_day_and_came_back_on_it_was_merged() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "a", "2001-01-01"));
        record(
                org,
                2,
                "2020-01-03T00:00:00Z",
                unit(org, "x", "2005-01-01"),
                merged(org, "a", "x", "2005-01-01"),
                reinstated(org, "a", null, "2005-01-01"));

        JsonNode entries = history(org, "a").get("entries");

        assertThat(types(entries)).containsExactly("UnitCreated", "UnitsMerged", "UnitReinstated");
        assertThat(entries.at("/1/successors/0").asString()).isEqualTo("x");
    }

    @Test
    void what_happened_on_one_day_is_told_in_the_order_of_its_recording() {
        OrganisationId org = opened();
        var e = new UnitId("e");
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "e", "2001-01-01"));
        record(
                org,
                2,
                "2020-01-03T00:00:00Z",
                new UnitSuspended(org, e, null, day("2005-01-01"), GROUNDS),
                new UnitAlignedWithPillar(org, e, Pillar.of("democracy"), day("2005-01-01"), GROUNDS),
                renamed(org, "e", "E2", "2005-01-01"),
                renamed(org, "e", "E1", "2003-01-01"));

        JsonNode entries = history(org, "e").get("entries");

        assertThat(entries)
                .extracting(entry -> entry.get("event").asString())
                .containsExactly(org + "-1", org + "-5", org + "-2", org + "-3", org + "-4");
    }

    @Test
    void of_two_changes_on_one_day_each_shows_only_what_it_made_otherwise() {
        // given a unit
        OrganisationId org = opened();
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                unit(org, "p1", "2000-01-01"),
                unit(org, "p2", "2000-01-01"),
                unit(org, "e", "2001-01-01", "p1"));

        // when it is renamed and moved on one day
        record(
                org,
                4,
                "2020-01-03T00:00:00Z",
                renamed(org, "e", "E2", "2005-01-01"),
                moved(org, "e", "p2", "2005-01-01"));

        // then the renaming moves nothing, and the move begins with the new name
        JsonNode entries = history(org, "e").get("entries");
        assertThat(told(entries))
                .containsExactly(
                        "UnitCreated: nothing -> e under p1",
                        "UnitRenamed: e under p1 -> E2 under p1",
                        "UnitMoved: E2 under p1 -> E2 under p2");
        assertThat(entries.at("/1/changed")).extracting(JsonNode::asString).containsExactly("name");
        assertThat(entries.at("/2/changed")).extracting(JsonNode::asString).containsExactly("parent");
    }

    @Test
    void what_changed_on_the_day_of_its_beginning_was_otherwise_when_it_began() {
        OrganisationId org = opened();
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                unit(org, "p1", "2000-01-01"),
                unit(org, "p2", "2000-01-01"),
                unit(org, "old", "2001-01-01", "p1"));
        record(
                org,
                4,
                "2020-01-03T00:00:00Z",
                unit(org, "e", "2005-01-01", "p1"),
                moved(org, "e", "p2", "2005-01-01"),
                renamed(org, "e", "E2", "2005-01-01"));
        record(
                org,
                7,
                "2020-01-04T00:00:00Z",
                new UnitConverted(org, new UnitId("old"), into("new"), day("2006-01-01"), GROUNDS),
                moved(org, "new", "p2", "2006-01-01"));
        record(
                org,
                9,
                "2020-01-05T00:00:00Z",
                eliminated(org, "e", null, "2007-01-01"),
                reinstated(org, "e", "p1", "2007-01-01"),
                renamed(org, "e", "E3", "2007-01-01"));

        assertThat(told(history(org, "e").get("entries")))
                .containsExactly(
                        "UnitCreated: nothing -> e under p1",
                        "UnitMoved: e under p1 -> e under p2",
                        "UnitRenamed: e under p2 -> E2 under p2",
                        "UnitEliminated: E2 under p2 -> nothing",
                        "UnitReinstated: nothing -> E2 under p1",
                        "UnitRenamed: E2 under p1 -> E3 under p1");
        assertThat(told(history(org, "new").get("entries")))
                .containsExactly("UnitConverted: nothing -> new under p1", "UnitMoved: new under p1 -> new under p2");
    }

    @Test
    void who_goes_on_after_a_split_does_so_as_it_was_at_that_point_of_the_day() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "p", "2000-01-01"), unit(org, "a", "2001-01-01", "p"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                renamed(org, "a", "A1", "2005-01-01"),
                new UnitSplit(org, new UnitId("a"), List.of(into("a2")), true, day("2005-01-01"), GROUNDS),
                moved(org, "a", org.value(), "2005-01-01"),
                eliminated(org, "a", null, "2005-01-01"));

        assertThat(told(history(org, "a").get("entries")))
                .containsExactly(
                        "UnitCreated: nothing -> a under p",
                        "UnitRenamed: a under p -> A1 under p",
                        "UnitSplit: A1 under p -> A1 under p",
                        "UnitMoved: A1 under p -> A1 under null",
                        "UnitEliminated: A1 under null -> nothing");
    }

    @Test
    void the_log_of_a_unit_has_also_what_the_same_package_changed_again_on_the_same_day() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "p", "2001-01-01"), unit(org, "y", "2001-01-01"));

        // when one package renames a unit twice on one day, and another one is there for less than a day
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                renamed(org, "y", "B", "2005-01-01"),
                renamed(org, "y", "C", "2005-01-01"),
                unit(org, "z", "2005-01-01"),
                moved(org, "z", "p", "2005-01-01"),
                eliminated(org, "z", "p", "2005-01-01"));

        // then each of these changes concerns its unit
        String log = "/organisations/" + org + "/events?unit=";
        assertThat(ofLog(log + "y")).containsExactly(org + "-2", org + "-3", org + "-4");
        assertThat(ofLog(log + "z")).containsExactly(org + "-5", org + "-6", org + "-7");
        assertThat(ofLog(log + "p")).containsExactly(org + "-1", org + "-7");
    }
}
