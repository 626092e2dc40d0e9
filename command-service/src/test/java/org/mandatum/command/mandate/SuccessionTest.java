package org.mandatum.command.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mandatum.command.mandate.Given.*;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mandatum.mandate.Attributes;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateEvent.MandateLeftUnassigned;
import org.mandatum.mandate.MandateEvent.MandateTransferred;
import org.mandatum.mandate.MandateState;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Name;

/** Where open mandates go when the unit that answers for them ends or gives away what they concern. */
class SuccessionTest {
    private final Given given =
            new Given().office("cabinet", "press", "protocol").office("media").office("archive");

    @Test
    void an_elimination_passes_it_to_the_named_successor_with_the_cause() {
        given.issued().assigned("cabinet", "archive");

        String change = given.organisation.record(eliminated("cabinet", "media"));

        assertThat(given.passedOn(null))
                .isEqualTo(new MandateTransferred(
                        REPORT_ON_STRUCTURE,
                        ORG,
                        unit("cabinet"),
                        unit("media"),
                        List.of(unit("archive")),
                        change,
                        day("2016-01-01"),
                        onTheChangesAuthority()));
        assertThat(given.passedOn(null)).as("a second look").isNull();
    }

    @Test
    void with_no_successor_it_is_left_unassigned_and_flagged() {
        given.issued().assigned("cabinet").reported();

        given.organisation.record(eliminated("cabinet", null));

        assertThat(given.passedOn(null)).isInstanceOf(MandateLeftUnassigned.class);
        assertThat(given.mandate().state()).isEqualTo(MandateState.UNASSIGNED);
        assertThat(given.mandate().unassigned()).isTrue();
        assertThat(given.passedOn(null)).isNull();
    }

    @Test
    void a_named_unit_takes_it_up_where_it_was_left() {
        given.issued().assigned("cabinet").reported();
        given.organisation.record(eliminated("cabinet", null));
        given.passedOn(null);

        given.done(assign("media"), "2016-02-01", ANA);

        assertThat(given.mandate().state()).isEqualTo(MandateState.IN_PROGRESS);
        assertThat(given.mandate().unassigned()).isFalse();
    }

    @Test
    void a_conversion_a_merger_and_an_elimination_one_after_the_other_are_followed_to_the_end() {
        given.issued().assigned("cabinet");
        given.organisation.record(new UnitConverted(
                ORG,
                unit("cabinet"),
                new EstablishedUnit(unit("counsel"), null, Name.of("en", "Counsel"), null, List.of(), List.of()),
                day("2016-01-01"),
                by("res-1")));
        given.organisation.record(
                new UnitsMerged(ORG, List.of(unit("counsel")), unit("media"), null, day("2016-02-01"), by("res-1")));

        given.passedOn(null);

        assertThat(given.mandate().lead()).isEqualTo(unit("media"));
    }

    @Test
    void a_mandate_that_concerns_a_function_follows_it() {
        concerning("press").assigned("cabinet");

        given.organisation.record(new FunctionRedistributed(
                ORG, new FunctionId("press"), unit("cabinet"), unit("media"), day("2016-01-01"), by("res-1")));

        given.passedOn(null);
        assertThat(given.mandate().lead()).isEqualTo(unit("media"));
    }

    @Test
    void when_the_function_is_discontinued_it_stays_with_the_unit_that_held_it_last() {
        // given a mandate that followed its function
        concerning("press").assigned("cabinet");
        given.organisation.record(new FunctionRedistributed(
                ORG, new FunctionId("press"), unit("cabinet"), unit("media"), day("2016-01-01"), by("res-1")));
        given.passedOn(null);

        // when the function is discontinued
        given.organisation.record(
                new FunctionDiscontinued(ORG, new FunctionId("press"), day("2016-02-01"), by("res-1")));

        // then it goes nowhere
        assertThat(given.passedOn(null)).isNull();
        assertThat(given.mandate().lead()).isEqualTo(unit("media"));

        // and from there on it goes where that unit's work goes
        String change = given.organisation.record(new UnitEliminated(
                ORG, unit("media"), unit("archive"), List.of(), List.of(), day("2016-03-01"), by("res-1")));
        assertThat(given.passedOn(null)).isInstanceOfSatisfying(MandateTransferred.class, transferred -> {
            assertThat(transferred.to()).isEqualTo(unit("archive"));
            assertThat(transferred.cause()).isEqualTo(change);
        });
    }

    @Test
    void of_two_heirs_the_one_that_received_its_function_gets_it() {
        concerning("press").assigned("cabinet");

        given.organisation.record(new UnitEliminated(
                ORG,
                unit("cabinet"),
                unit("archive"),
                List.of(
                        new PlacedFunction(new FunctionId("press"), unit("media")),
                        new PlacedFunction(new FunctionId("protocol"), unit("archive"))),
                List.of(),
                day("2016-01-01"),
                by("res-1")));

        given.passedOn(null);
        assertThat(given.mandate().lead()).isEqualTo(unit("media"));
    }

    @Test
    void a_mandate_that_does_not_concern_it_stays_when_a_function_goes() {
        concerning("protocol").assigned("cabinet");

        given.organisation.record(new FunctionRedistributed(
                ORG, new FunctionId("press"), unit("cabinet"), unit("media"), day("2016-01-01"), by("res-1")));

        assertThat(given.passedOn(null)).isNull();
    }

    @Test
    void what_takes_effect_in_the_future_moves_nothing_before_its_day() {
        given.issued().assigned("cabinet").on("2015-12-31");
        given.organisation.record(eliminated("cabinet", "media"));

        assertThat(given.passedOn(null)).isNull();
        given.on("2016-01-01");
        assertThat(given.passedOn(null)).isInstanceOf(MandateTransferred.class);
    }

    @Test
    void an_annulment_brings_it_back() {
        given.issued().assigned("cabinet");
        String change = given.organisation.record(eliminated("cabinet", "media"));
        given.passedOn(null);

        String annulment = given.organisation.record(new ChangeAnnulled(ORG, change, "in error", by("res-1")));

        assertThat(given.passedOn(annulment)).isInstanceOfSatisfying(MandateTransferred.class, back -> {
            assertThat(back.to()).isEqualTo(unit("cabinet"));
            assertThat(back.cause()).isEqualTo(annulment);
        });
    }

    @Test
    void a_correction_into_the_future_brings_it_back_until_that_day() {
        given.issued().assigned("cabinet").on("2016-02-01");
        String change = given.organisation.record(eliminated("cabinet", "media"));
        given.passedOn(null);

        given.organisation.record(new EffectiveDateCorrected(ORG, change, day("2016-03-01"), by("res-1")));

        given.passedOn("event-9");
        assertThat(given.mandate().lead()).isEqualTo(unit("cabinet"));
        given.on("2016-03-01").passedOn(null);
        assertThat(given.mandate().lead()).isEqualTo(unit("media"));
    }

    @Test
    void a_unit_that_takes_part_is_followed_too_and_drops_out_without_a_successor() {
        given.issued().assigned("media", "cabinet", "archive");

        given.organisation.record(eliminated("cabinet", "archive"));
        given.passedOn(null);
        assertThat(given.mandate().units()).containsExactly(unit("archive"));

        given.organisation.record(eliminated("archive", null));
        given.passedOn(null);
        assertThat(given.mandate().units()).isEmpty();
        assertThat(given.mandate().lead()).isEqualTo(unit("media"));
    }

    @Test
    void a_closed_mandate_stays_where_it_was_and_finds_its_unit_when_it_is_reopened() {
        given.issued().assigned("cabinet").reported().claimed().verified().closed();
        given.organisation.record(eliminated("cabinet", "media"));

        assertThat(given.passedOn(null)).isNull();
        given.done(new MandateOrder.Reopen("closed too early"), "2016-06-01", ANA);

        Mandate reopened = given.mandate();
        assertThat(reopened.lead()).isEqualTo(unit("media"));
        assertThat(reopened.state()).isEqualTo(MandateState.IN_PROGRESS);
    }

    private Given concerning(String function) {
        return given.issued(
                REPORT_ON_STRUCTURE,
                new Attributes(null, null, null, null, null, List.of(), null, new FunctionId(function)));
    }

    private static Grounds onTheChangesAuthority() {
        return new Grounds(new Authority(new ResolutionId("res-1"), null, "report-on-structure"), null, null);
    }

    private static UnitEliminated eliminated(String unit, @Nullable String successor) {
        List<PlacedFunction> placed = unit.equals("cabinet")
                ? List.of(
                        new PlacedFunction(new FunctionId("press"), unit("media")),
                        new PlacedFunction(new FunctionId("protocol"), unit("media")))
                : List.of();
        return new UnitEliminated(
                ORG,
                unit(unit),
                successor == null ? null : unit(successor),
                placed,
                List.of(),
                day("2016-01-01"),
                by("res-1"));
    }
}
