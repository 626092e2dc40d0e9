package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Pillar;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;

/** What differs between two points of both clocks. */
@OnARegisterOfItsOwn
class DifferenceOverHttpTest extends AskedOverHttp {
    @Test
    void what_differs_because_other_things_were_known_names_the_change_and_its_correction() {
        // given a unit that was renamed and moved, and another one
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "top", "2010-01-01"), office(org, "press", "2010-01-01"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                new UnitRenamed(org, new UnitId("press"), Name.of("en", "Media"), day("2011-01-01"), GROUNDS),
                new UnitMoved(org, new UnitId("press"), new UnitId("top"), day("2011-01-01"), GROUNDS),
                office(org, "archive", "2011-01-01"));

        // when the renaming and the other unit are annulled, and the move was later than thought
        record(
                org,
                6,
                "2020-02-01T00:00:00Z",
                new ChangeAnnulled(org, org + "-3", "never adopted", GROUNDS),
                new EffectiveDateCorrected(org, org + "-4", day("2015-01-01"), GROUNDS),
                new ChangeAnnulled(org, org + "-5", "never adopted", GROUNDS));
        JsonNode difference = get("/organisations/" + org
                + "/structure/diff?from=2012-01-01&to=2012-01-01&fromKnownAt=2020-01-31&toKnownAt=2020-02-02");

        // then each is told with the change, and with what came to be known of it
        JsonNode renamed = difference.at("/renamed/0");
        assertThat(renamed.at("/toName/en").asString()).isEqualTo("press");
        assertThat(renamed.at("/cause/event").asString()).isEqualTo(org + "-3");
        assertThat(renamed.at("/correction/event").asString()).isEqualTo(org + "-6");
        assertThat(renamed.at("/correction/reason").asString()).isEqualTo("never adopted");
        JsonNode moved = difference.at("/moved/0");
        assertThat(moved.at("/cause/event").asString()).isEqualTo(org + "-4");
        assertThat(moved.at("/correction/event").asString()).isEqualTo(org + "-7");
        assertThat(moved.at("/correction/effectiveOn").asString()).isEqualTo("2015-01-01");
        assertThat(difference.at("/eliminated/0/unit").asString()).isEqualTo("archive");
        assertThat(difference.at("/eliminated/0/cause/event").asString()).isEqualTo(org + "-5");
        assertThat(difference.at("/eliminated/0/correction/event").asString()).isEqualTo(org + "-8");
    }

    @Test
    void between_two_days_as_known_at_one_moment_nothing_is_corrected() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2010-01-01"));
        record(org, 2, "2020-01-03T00:00:00Z", new EffectiveDateCorrected(org, org + "-1", day("2011-01-01"), GROUNDS));

        JsonNode created = get("/organisations/" + org + "/structure/diff?from=2010-06-01&to=2012-01-01")
                .at("/created/0");

        assertThat(created.at("/cause/effectiveOn").asString()).isEqualTo("2011-01-01");
        assertThat(created.has("correction")).isFalse();
    }

    @Test
    void a_link_that_was_undone_and_made_anew_is_gone_by_its_undoing_whichever_day_is_first() {
        OrganisationId org = opened();
        var ends = List.of(new UnitId("archive"), new UnitId("press"));
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                office(org, "archive", "2001-01-01"),
                office(org, "press", "2001-01-01"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                new CoordinationLinked(org, ends, "one", day("2010-01-01"), GROUNDS),
                new CoordinationUnlinked(org, ends, day("2011-01-01"), GROUNDS),
                new CoordinationLinked(org, ends, "two", day("2012-01-01"), GROUNDS));

        JsonNode there = get("/organisations/" + org + "/structure/diff?from=2010-06-01&to=2012-06-01");
        JsonNode back = get("/organisations/" + org + "/structure/diff?from=2012-06-01&to=2010-06-01");

        assertThat(there.at("/unlinked/0/purpose").asString()).isEqualTo("one");
        assertThat(there.at("/unlinked/0/cause/event").asString()).isEqualTo(org + "-4");
        assertThat(there.at("/linked/0/cause/event").asString()).isEqualTo(org + "-5");
        assertThat(back.at("/linked/0/purpose").asString()).isEqualTo("one");
        assertThat(back.at("/linked/0/cause/event").asString()).isEqualTo(org + "-4");
        assertThat(back.at("/unlinked/0/cause/event").asString()).isEqualTo(org + "-5");
    }

    @Test
    void of_two_renamings_on_one_day_the_annulled_one_is_the_cause() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "a", "2001-01-01"));
        record(
                org,
                2,
                "2020-01-03T00:00:00Z",
                new UnitRenamed(org, new UnitId("a"), Name.of("en", "B"), day("2010-01-01"), GROUNDS),
                new UnitRenamed(org, new UnitId("a"), Name.of("en", "C"), day("2010-01-01"), GROUNDS));
        record(org, 4, "2020-02-01T00:00:00Z", new ChangeAnnulled(org, org + "-3", "never adopted", GROUNDS));

        JsonNode renamed =
                onOneDay(org, "2011-01-01", "2020-01-31", "2020-02-02").at("/renamed/0");
        JsonNode back = onOneDay(org, "2011-01-01", "2020-02-02", "2020-01-31").at("/renamed/0");

        assertThat(renamed.at("/fromName/en").asString()).isEqualTo("C");
        assertThat(renamed.at("/toName/en").asString()).isEqualTo("B");
        assertThat(renamed.at("/cause/event").asString()).isEqualTo(org + "-3");
        assertThat(renamed.at("/correction/event").asString()).isEqualTo(org + "-4");
        assertThat(back.at("/cause/event").asString()).isEqualTo(org + "-3");
        assertThat(back.at("/correction/event").asString()).isEqualTo(org + "-4");
    }

    @Test
    void a_function_that_was_not_handed_over_after_all_is_elsewhere_by_the_annulled_redistribution() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "a", "2001-01-01"), unit(org, "b", "2001-01-01"));
        record(org, 3, "2020-01-02T01:00:00Z", office(org, "c", "2001-01-01"));
        record(org, 4, "2020-01-03T00:00:00Z", redistributed(org, "a-work", "a", "b", "2010-01-01"), merger(org));
        record(org, 6, "2020-02-01T00:00:00Z", new ChangeAnnulled(org, org + "-4", "never adopted", GROUNDS));

        JsonNode moved = onOneDay(org, "2013-01-01", "2020-01-31", "2020-02-02").at("/functionsMoved/0");

        assertThat(moved.at("/from").asString()).isEqualTo("b");
        assertThat(moved.at("/to").asString()).isEqualTo("c");
        assertThat(moved.at("/cause/event").asString()).isEqualTo(org + "-4");
        assertThat(moved.at("/correction/event").asString()).isEqualTo(org + "-6");
    }

    @Test
    void what_became_known_before_a_merger_that_both_know_is_why_it_had_something_else_to_hand_over() {
        // given a merger of a into c, and beside it a function, a unit and a coordination of b
        OrganisationId org = opened();
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                office(org, "a", "2001-01-01"),
                office(org, "b", "2001-01-01"),
                office(org, "c", "2001-01-01"),
                office(org, "d", "2001-01-01", "b"),
                office(org, "e", "2001-01-01"));
        record(org, 6, "2020-01-03T00:00:00Z", merger(org));

        // when all this was with a before, as one learns
        record(
                org,
                7,
                "2020-02-01T00:00:00Z",
                redistributed(org, "b-work", "b", "a", "2010-01-01"),
                new UnitMoved(org, new UnitId("d"), new UnitId("a"), day("2010-01-01"), GROUNDS),
                new CoordinationLinked(
                        org, List.of(new UnitId("a"), new UnitId("e")), "plans", day("2010-01-01"), GROUNDS));
        JsonNode difference = onOneDay(org, "2013-01-01", "2020-01-31", "2020-02-02");
        JsonNode back = onOneDay(org, "2013-01-01", "2020-02-02", "2020-01-31");

        // then that is the cause, not the merger
        assertThat(difference.at("/functionsMoved/0/to").asString()).isEqualTo("c");
        assertThat(difference.at("/functionsMoved/0/cause/event").asString()).isEqualTo(org + "-7");
        assertThat(difference.at("/moved/0/to").asString()).isEqualTo("c");
        assertThat(difference.at("/moved/0/cause/event").asString()).isEqualTo(org + "-8");
        assertThat(difference.at("/linked/0/units/0").asString()).isEqualTo("c");
        assertThat(difference.at("/linked/0/cause/event").asString()).isEqualTo(org + "-9");
        assertThat(back.at("/functionsMoved/0/cause/event").asString()).isEqualTo(org + "-7");
        assertThat(back.at("/moved/0/cause/event").asString()).isEqualTo(org + "-8");
        assertThat(back.at("/unlinked/0/cause/event").asString()).isEqualTo(org + "-9");
    }

    @Test
    void what_a_predecessor_went_through_later_did_not_make_its_successor() {
        // given a unit from which another one is split off, and which is aligned otherwise later
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "a", "2001-01-01"));
        record(
                org,
                2,
                "2020-01-03T00:00:00Z",
                new UnitSplit(org, new UnitId("a"), List.of(into("b")), true, day("2012-01-01"), GROUNDS));

        // when one learns that it was aligned before, too
        record(
                org,
                3,
                "2020-02-01T00:00:00Z",
                new UnitAlignedWithPillar(org, new UnitId("a"), Pillar.DEMOCRACY, day("2011-01-01"), GROUNDS),
                new UnitAlignedWithPillar(org, new UnitId("a"), Pillar.HUMAN_RIGHTS, day("2013-01-01"), GROUNDS));
        JsonNode aligned =
                onOneDay(org, "2020-01-01", "2020-01-31", "2020-02-02").get("aligned");

        // then each has the pillar by the alignment that counted for it
        assertThat(causes(aligned)).containsExactlyInAnyOrder("a " + org + "-4", "b " + org + "-3");
    }

    @Test
    void lines_are_otherwise_by_a_move_only_where_they_led_to_the_place() {
        // given a unit whose line follows another unit into its new identity
        OrganisationId org = opened();
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                unit(org, "p", "2001-01-01"),
                unit(org, "q", "2001-01-01"),
                unit(org, "m", "2001-01-01"),
                unit(org, "x", "2001-01-01"));
        record(
                org,
                5,
                "2020-01-03T00:00:00Z",
                reporting(org, "x", "2011-01-01", "m"),
                new UnitConverted(org, new UnitId("m"), into("m2"), day("2015-01-01"), GROUNDS));

        // when one learns that it had another line as well, and was moved
        record(
                org,
                7,
                "2020-02-01T00:00:00Z",
                reporting(org, "x", "2012-01-01", "m", "q"),
                new UnitMoved(org, new UnitId("x"), new UnitId("p"), day("2013-01-01"), GROUNDS));
        JsonNode difference = onOneDay(org, "2020-01-01", "2020-01-31", "2020-02-02");

        // then the order about its lines is the cause
        assertThat(causes(difference.get("reportingLines"))).containsExactly("x " + org + "-7");
        assertThat(causes(difference.get("moved"))).containsExactly("x " + org + "-8");
    }

    @Test
    void lines_that_ended_at_a_former_place_are_otherwise_by_the_latest_move_that_one_learned_of() {
        // given a unit whose line went over into another one, by a merger and a conversion
        OrganisationId org = opened();
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                unit(org, "m", "2001-01-01"),
                unit(org, "n", "2001-01-01"),
                unit(org, "x", "2001-01-01"),
                unit(org, "top", "2001-01-01"));
        record(
                org,
                5,
                "2020-01-03T00:00:00Z",
                reporting(org, "x", "2011-01-01", "m"),
                new UnitsMerged(org, List.of(new UnitId("m")), new UnitId("n"), null, day("2015-01-01"), GROUNDS),
                new UnitConverted(org, new UnitId("n"), into("n2"), day("2018-01-01"), GROUNDS));

        // when one learns that it was in that other one's place at the time of the merger
        record(
                org,
                8,
                "2020-02-01T00:00:00Z",
                new UnitMoved(org, new UnitId("x"), new UnitId("n"), day("2013-01-01"), GROUNDS),
                new UnitMoved(org, new UnitId("x"), new UnitId("top"), day("2016-01-01"), GROUNDS));
        JsonNode lines = onOneDay(org, "2020-01-01", "2020-01-31", "2020-02-02").get("reportingLines");

        // then it has lost the line by a move, and not by what was known before
        assertThat(lines.at("/0/to")).isEmpty();
        assertThat(causes(lines)).containsExactly("x " + org + "-9");
    }

    @Test
    void a_change_that_was_corrected_there_and_back_makes_no_difference() {
        // given a conversion
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "a", "2001-01-01"));
        record(
                org,
                2,
                "2020-01-03T00:00:00Z",
                new UnitConverted(org, new UnitId("a"), into("a2"), day("2015-01-01"), GROUNDS));

        // when its date is corrected and set back, and something else becomes known
        record(
                org,
                3,
                "2020-02-01T00:00:00Z",
                new EffectiveDateCorrected(org, org + "-2", day("2016-01-01"), GROUNDS),
                new EffectiveDateCorrected(org, org + "-2", day("2015-01-01"), GROUNDS),
                new UnitAlignedWithPillar(org, new UnitId("a"), Pillar.DEMOCRACY, day("2012-01-01"), GROUNDS));
        JsonNode aligned =
                onOneDay(org, "2020-01-01", "2020-01-31", "2020-02-02").get("aligned");

        // then that is the cause
        assertThat(causes(aligned)).containsExactly("a2 " + org + "-5");
        assertThat(aligned.at("/0/correction").isMissingNode()).isTrue();
    }

    @Test
    void a_unit_created_anew_as_another_kind_is_reclassified() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", unit(org, "a", "2001-01-01"));
        record(
                org,
                2,
                "2020-02-01T00:00:00Z",
                new ChangeAnnulled(org, org + "-1", "not an office", GROUNDS),
                new UnitCreated(
                        org,
                        new UnitId("a"),
                        new UnitKind("department"),
                        Name.of("en", "a"),
                        null,
                        List.of(),
                        null,
                        true,
                        List.of(),
                        day("2001-01-01"),
                        GROUNDS));

        JsonNode reclassified =
                onOneDay(org, "2013-01-01", "2020-01-31", "2020-02-02").at("/reclassified/0");

        assertThat(reclassified.at("/unit").asString()).isEqualTo("a");
        assertThat(reclassified.at("/from/kind").asString()).isEqualTo("office");
        assertThat(reclassified.at("/from/autonomous").asBoolean()).isFalse();
        assertThat(reclassified.at("/to/kind").asString()).isEqualTo("department");
        assertThat(reclassified.at("/to/autonomous").asBoolean()).isTrue();
        assertThat(reclassified.at("/cause/event").asString()).isEqualTo(org + "-3");
    }

    private static List<String> causes(JsonNode entries) {
        return entries.valueStream()
                .map(entry -> entry.get("unit").asString() + " "
                        + entry.at("/cause/event").asString())
                .toList();
    }

    private static ReportingLinesSet reporting(OrganisationId org, String unit, String day, String... superiors) {
        return new ReportingLinesSet(
                org,
                new UnitId(unit),
                Stream.of(superiors)
                        .map(id -> new Superior(new UnitId(id), null))
                        .toList(),
                day(day),
                GROUNDS);
    }

    private JsonNode onOneDay(OrganisationId org, String day, String fromKnownAt, String toKnownAt) {
        return get("/organisations/" + org + "/structure/diff?from=" + day + "&to=" + day + "&fromKnownAt="
                + fromKnownAt + "&toKnownAt=" + toKnownAt);
    }

    private static FunctionRedistributed redistributed(
            OrganisationId org, String function, String from, String to, String day) {
        return new FunctionRedistributed(
                org, new FunctionId(function), new UnitId(from), new UnitId(to), day(day), GROUNDS);
    }

    private static UnitsMerged merger(OrganisationId org) {
        return new UnitsMerged(org, List.of(new UnitId("a")), new UnitId("c"), null, day("2012-01-01"), GROUNDS);
    }
}
