package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Pillar;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;

/** What is told of whole lives agrees with what the structures of their days show. */
@OnARegisterOfItsOwn
class HistoryOverHttpTest extends AskedOverHttp {
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

    private JsonNode history(OrganisationId org, String unit) {
        return get("/organisations/" + org + "/units/" + unit + "/history");
    }

    private boolean isInForce(OrganisationId org, String unit, String day) {
        return get("/organisations/" + org + "/units/" + unit + "/history?effectiveOn=" + day)
                .get("inForce")
                .asBoolean();
    }

    private static List<String> events(JsonNode told) {
        return told.valueStream().map(one -> one.get("event").asString()).toList();
    }

    private static List<String> types(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.get("type").asString()).toList();
    }

    /** Each change with name and place before and after it. */
    private static List<String> told(JsonNode entries) {
        return entries.valueStream()
                .map(entry -> entry.get("type").asString() + ": " + shown(entry.get("before")) + " -> "
                        + shown(entry.get("after")))
                .toList();
    }

    private static String shown(JsonNode unit) {
        return unit.isNull()
                ? "nothing"
                : unit.at("/name/en").asString()
                        + " under "
                        + (unit.get("parent").isNull()
                                ? "null"
                                : unit.get("parent").asString());
    }

    private List<String> ofLog(String path) {
        return get(path)
                .get("events")
                .valueStream()
                .map(event -> event.get("id").asString())
                .toList();
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

    /** Before and after each change. */
    private static List<String> names(JsonNode entries) {
        return entries.valueStream()
                .map(entry -> entry.at("/before/name/en").asString("-") + " "
                        + entry.at("/after/name/en").asString("-"))
                .toList();
    }

    private static List<String> ids(JsonNode relatives) {
        return relatives.valueStream().map(one -> one.get("id").asString()).toList();
    }

    private static StructuralEvent renamed(OrganisationId org, String unit, String name, String day) {
        return new UnitRenamed(org, new UnitId(unit), Name.of("en", name), day(day), GROUNDS);
    }

    private static StructuralEvent moved(OrganisationId org, String unit, String parent, String day) {
        return new UnitMoved(org, new UnitId(unit), new UnitId(parent), day(day), GROUNDS);
    }

    private static StructuralEvent eliminated(OrganisationId org, String unit, @Nullable String successor, String day) {
        return new UnitEliminated(
                org,
                new UnitId(unit),
                successor == null ? null : new UnitId(successor),
                List.of(),
                List.of(),
                day(day),
                GROUNDS);
    }

    private static StructuralEvent reinstated(OrganisationId org, String unit, @Nullable String parent, String day) {
        return new UnitReinstated(org, new UnitId(unit), parent == null ? null : new UnitId(parent), day(day), GROUNDS);
    }

    private static StructuralEvent merged(OrganisationId org, String unit, String into, String day) {
        return new UnitsMerged(org, List.of(new UnitId(unit)), new UnitId(into), null, day(day), GROUNDS);
    }

    private static EstablishedUnit into(String id) {
        return new EstablishedUnit(new UnitId(id), null, Name.of("en", id), null, List.of(), List.of());
    }
}
