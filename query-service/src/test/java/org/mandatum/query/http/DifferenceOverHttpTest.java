package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.UnitId;
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
}
