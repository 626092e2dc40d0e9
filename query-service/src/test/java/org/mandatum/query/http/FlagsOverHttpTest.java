package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent.CoordinationLinked;
import org.mandatum.organisation.StructuralEvent.CoordinationUnlinked;
import org.mandatum.organisation.StructuralEvent.FunctionDiscontinued;
import org.mandatum.organisation.StructuralEvent.UnitEliminated;
import org.mandatum.organisation.StructuralEvent.UnitRenamed;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;

/** A rescinded act takes nothing with it, and everything that rests on it is flagged. */
@OnARegisterOfItsOwn
class FlagsOverHttpTest extends AskedOverHttp {
    private OrganisationId org;
    private String act;
    private Grounds grounds;

    @BeforeEach
    void an_organisation_and_an_act() {
        org = opened();
        act = adopted(org + "-act");
        grounds = new Grounds(Authority.of(act), null, null);
    }

    @Test
    void what_is_in_force_by_it_stays_and_is_flagged_from_the_day_of_the_rescission() {
        // given a unit that has its name by an act
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"), office(org, "legal", "2015-01-01"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                new UnitRenamed(org, new UnitId("press"), Name.of("en", "Media"), day("2016-01-01"), grounds));

        // when it is rescinded
        rescinded(act, "2018-01-01");

        // then the unit is there, and flagged, from that day on
        assertThat(get("/organisations/" + org + "/structure?effectiveOn=2019-01-01")
                        .at("/units/0/name/en")
                        .asString())
                .isEqualTo("Media");
        JsonNode flag = onlyFlagOn("2019-01-01");
        assertThat(flag.get("symbol").asString()).isEqualTo("RES/" + act);
        assertThat(flag.get("by").asString()).isEqualTo("later");
        assertThat(flag.get("effectiveOn").asString()).isEqualTo("2018-01-01");
        assertThat(flag.get("units").toString()).isEqualTo("[\"press\"]");
        assertThat(flag.get("functions")).isEmpty();
        assertThat(flag.get("ended").toString()).isEqualTo("{\"units\":[],\"functions\":[],\"coordination\":[]}");
        assertThat(flag.get("corrections")).isEmpty();
        assertThat(flagsOn("2017-12-31")).isEmpty();
        assertThat(get("/organisations/" + org + "/why?unit=press&effectiveOn=2019-01-01")
                        .at("/chain/1/authority/rescinded/effectiveOn")
                        .asString())
                .isEqualTo("2018-01-01");
    }

    @Test
    void what_it_ended_is_flagged_since_no_structure_shows_it_any_more() {
        // given a unit, a function and a link that an act brought to an end
        var press = new UnitId("press");
        var ends = List.of(press, new UnitId("legal"));
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                office(org, "press", "2015-01-01"),
                unit(org, "legal", "2015-01-01"),
                new CoordinationLinked(org, ends, null, day("2015-01-01"), GROUNDS));
        record(
                org,
                4,
                "2020-01-03T00:00:00Z",
                new CoordinationUnlinked(org, ends, day("2016-01-01"), grounds),
                new FunctionDiscontinued(org, new FunctionId("press-work"), day("2016-01-01"), grounds),
                new UnitEliminated(org, press, null, List.of(), List.of(), day("2016-01-01"), grounds));

        // when it is rescinded
        rescinded(act, "2018-01-01");

        // then they do not come back, and are flagged
        assertThat(get("/organisations/" + org + "/structure?effectiveOn=2019-01-01")
                        .get("units"))
                .hasSize(1);
        JsonNode flag = onlyFlagOn("2019-01-01");
        assertThat(flag.get("units")).isEmpty();
        assertThat(flag.get("ended").toString())
                .isEqualTo("{\"units\":[\"press\"],\"functions\":[\"press-work\"],"
                        + "\"coordination\":[[\"legal\",\"press\"]]}");
    }

    @Test
    void corrections_and_annulments_by_it_are_flagged() {
        // given changes that an act dated otherwise, or annulled
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"), office(org, "legal", "2015-01-01"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                new EffectiveDateCorrected(org, org + "-1", day("2015-03-01"), grounds),
                new ChangeAnnulled(org, org + "-2", "recorded twice", grounds));

        // when it is rescinded
        rescinded(act, "2018-01-01");

        // then they still count, and are flagged, as far as they were known
        assertThat(get("/organisations/" + org + "/structure?effectiveOn=2019-01-01")
                        .at("/units/0/since")
                        .asString())
                .isEqualTo("2015-03-01");
        JsonNode corrections = onlyFlagOn("2019-01-01").get("corrections");
        assertThat(corrections).hasSize(2);
        assertThat(corrections.at("/0/change").asString()).isEqualTo(org + "-1");
        assertThat(corrections.at("/0/effectiveOn").asString()).isEqualTo("2015-03-01");
        assertThat(corrections.at("/1/event").asString()).isEqualTo(org + "-4");
        assertThat(corrections.at("/1/reason").asString()).isEqualTo("recorded twice");
        assertThat(flagsOn("2019-01-01&knownAt=2020-01-02T12:00:00Z")).isEmpty();
    }

    @Test
    void a_correction_that_another_one_overtook_is_flagged_no_more() {
        // given a change that an act dated otherwise, and another act again
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        record(org, 2, "2020-01-03T00:00:00Z", new EffectiveDateCorrected(org, org + "-1", day("2015-03-01"), grounds));
        rescinded(act, "2018-01-01");
        assertThat(onlyFlagOn("2019-01-01").get("corrections")).hasSize(1);

        // when
        record(org, 3, "2020-01-04T00:00:00Z", new EffectiveDateCorrected(org, org + "-1", day("2015-04-01"), GROUNDS));

        // then nothing rests on the first act, except as known before
        assertThat(flagsOn("2019-01-01")).isEmpty();
        assertThat(flagsOn("2019-01-01&knownAt=2020-01-03T12:00:00Z")).hasSize(1);
    }

    private JsonNode flagsOn(String day) {
        return get("/organisations/" + org + "/flags?effectiveOn=" + day).get("rescinded");
    }

    private JsonNode onlyFlagOn(String day) {
        JsonNode flags = flagsOn(day);
        assertThat(flags).hasSize(1);
        assertThat(flags.at("/0/resolution").asString()).isEqualTo(act);
        return flags.get(0);
    }
}
