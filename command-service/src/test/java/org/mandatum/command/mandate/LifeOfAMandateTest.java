package org.mandatum.command.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mandatum.command.mandate.Given.*;

import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mandatum.command.decision.AuthorityRefusal.AuthorityRescinded;
import org.mandatum.command.decision.AuthorityRefusal.UnknownAuthority;
import org.mandatum.command.decision.CorrectionRefusal.UnknownChange;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.decision.WorkflowRefusal.*;
import org.mandatum.command.mandate.MandateOrder.*;
import org.mandatum.mandate.Attributes;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.mandate.MandateEvent.*;
import org.mandatum.mandate.MandateState;
import org.mandatum.mandate.MandateTransition;
import org.mandatum.mandate.Recurrence;
import org.mandatum.mandate.ReportedStatus;
import org.mandatum.organisation.Authority;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Name;

/** Every step of a mandate's life, and what is refused: given what was recorded, when ordered, then recorded or refused. */
class LifeOfAMandateTest {
    private final Given given = new Given().office("cabinet").office("press");

    @Test
    void it_goes_from_the_act_that_issues_it_to_its_closure() {
        given.issued()
                .assigned("cabinet", "press")
                .reported()
                .claimed()
                .verified()
                .closed();

        assertThat(given.mandate().state()).isEqualTo(MandateState.CLOSED);
        assertThat(given.mandate().lead()).isEqualTo(unit("cabinet"));
        assertThat(given.mandate().overdue(day("2015-12-31"))).isFalse();
    }

    @Test
    void every_step_rests_on_the_mandates_own_provision_unless_another_act_is_cited() {
        given.issued();

        assertThat(fact(given.when(assign("cabinet"), "2015-06-20", ANA))
                        .grounds()
                        .authority())
                .isEqualTo(new Authority(new ResolutionId("res-1"), null, "report-on-structure"));
        assertThat(fact(given.when(assign("cabinet"), "2016-06-20", ANA, "res-2"))
                        .grounds()
                        .authority())
                .isEqualTo(new Authority(new ResolutionId("res-2"), null, "report-on-structure"));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_impossible_is_refused_with_the_state_and_what_is_possible(MandateState state) {
        Mandate mandate = in(state);

        for (MandateOrder order : everyOrder()) {
            Decision.Result result = decide(mandate, order);
            boolean refused = result.refusals().stream().anyMatch(TransitionImpossible.class::isInstance);
            assertThat(refused)
                    .as("%s of a mandate that is %s", order.transition(), state)
                    .isEqualTo(!state.possible().contains(order.transition()));
            if (refused)
                assertThat(result.refusals())
                        .containsExactly(new TransitionImpossible(
                                "report-on-structure",
                                order.transition().code(),
                                state.code(),
                                state.possible().stream()
                                        .map(MandateTransition::code)
                                        .toList()));
        }
    }

    @Test
    void nobody_verifies_what_they_claimed_themselves() {
        given.issued().assigned("cabinet").reported().claimed();

        assertThat(refusals(given.when(new Verify(true, null, null), "2015-07-25", ANA)))
                .containsExactly(new FourEyes("report-on-structure", "verify", "claimed it as implemented"));
        assertThat(refusals(given.when(new Verify(false, null, "no"), "2015-07-25", ANA)))
                .containsExactly(new FourEyes("report-on-structure", "verify", "claimed it as implemented"));
        assertThat(refusals(given.when(new Verify(true, null, null), "2015-07-25", null)))
                .containsExactly(new UnknownPerson());
        assertThat(refusals(given.when(new Verify(true, null, null), "2015-07-25", BEN)))
                .isEmpty();
    }

    @Test
    void a_verification_that_is_refused_sends_it_back_to_work() {
        given.issued().assigned("cabinet").reported().claimed();

        given.done(new Verify(false, null, "half of it is missing"), "2015-07-25", BEN);

        assertThat(given.mandate().state()).isEqualTo(MandateState.IN_PROGRESS);
        assertThat(given.mandate().claim()).isNull();
    }

    @Test
    void only_its_lead_unit_claims_that_it_is_implemented_and_only_a_person() {
        given.issued().assigned("cabinet", "press").reported();

        var byPress = new ClaimImplementation(unit("press"), null, List.of(), List.of(PROOF));
        assertThat(refusals(given.when(byPress, "2015-07-20", ANA)))
                .containsExactly(new NotTheLeadUnit(REPORT_ON_STRUCTURE, unit("press"), unit("cabinet")));
        assertThat(refusals(given.when(claim(), "2015-07-20", null))).containsExactly(new UnknownPerson());
    }

    @Test
    void a_change_that_is_named_as_proof_must_be_recorded() {
        given.issued().assigned("cabinet").reported();

        var claim = new ClaimImplementation(null, null, List.of("event-1", "nothing"), List.of());
        assertThat(refusals(given.when(claim, "2015-07-20", ANA))).containsExactly(new UnknownChange("nothing"));
    }

    @Test
    void a_report_comes_from_a_unit_that_answers_for_it() {
        given.issued().assigned("cabinet");

        var report =
                new Report(unit("press"), ReportedStatus.COMPLETED, null, List.of(), List.of(), List.of(), null, null);
        assertThat(refusals(given.when(report, "2015-07-01", ANA)))
                .containsExactly(new NotAnsweringUnit(REPORT_ON_STRUCTURE, unit("press"), List.of(unit("cabinet"))));
    }

    @Test
    void a_unit_that_is_not_there_cannot_answer() {
        given.issued();

        assertThat(refusals(given.when(assign("nowhere"), "2015-06-20", ANA)))
                .containsExactly(new UnitCannotAnswer(unit("nowhere"), day("2015-06-20")));
    }

    @Test
    void nothing_is_done_in_the_future_or_before_the_last_step() {
        given.issued().assigned("cabinet").on("2015-07-01");

        assertThat(refusals(given.when(report(), "2015-07-02", ANA)))
                .containsExactly(new EffectiveInTheFuture(day("2015-07-02"), day("2015-07-01")));
        assertThat(refusals(given.when(report(), "2015-06-19", ANA)))
                .containsExactly(
                        new EffectiveBeforeLastStep("report-on-structure", day("2015-06-20"), day("2015-06-19")));
    }

    @Test
    void an_act_that_is_cited_must_be_there_and_in_force() {
        given.issued();

        assertThat(refusals(given.when(new Renew(null), "2016-06-20", ANA, "nowhere")))
                .containsExactly(new UnknownAuthority(new ResolutionId("nowhere")));
        assertThat(refusals(given.when(new Renew(null), "2016-06-20", ANA, "rescinded")))
                .containsExactly(
                        new AuthorityRescinded(new ResolutionId("rescinded"), day("2012-01-01"), day("2016-06-20")));
    }

    @Test
    void the_chain_of_acts_that_renewed_and_adapted_it_is_kept() {
        given.issued()
                .done(new Renew(day("2017-07-31")), "2016-06-20", ANA)
                .done(new Adapt(Name.of("en", "Report twice"), null, null, null), "2016-07-01", ANA);

        Mandate mandate = given.mandate();
        assertThat(mandate.provisions())
                .extracting(Mandate.Provision::how)
                .containsExactly(
                        Mandate.Provision.How.ISSUED, Mandate.Provision.How.RENEWED, Mandate.Provision.How.ADAPTED);
        assertThat(mandate.dueOn()).isEqualTo(day("2017-07-31"));
        assertThat(mandate.title()).isEqualTo(Name.of("en", "Report twice"));
    }

    @Test
    void it_goes_on_within_another_that_is_open() {
        given.issued().issued(OTHER, Attributes.NONE);

        assertThat(refusals(given.when(new Merge(REPORT_ON_STRUCTURE), "2016-06-20", ANA)))
                .containsExactly(new ContinuesItself(REPORT_ON_STRUCTURE));
        given.done(new Merge(OTHER), "2016-06-20", ANA);
        assertThat(given.mandate().continuedBy()).isEqualTo(OTHER);
        assertThat(given.mandate().state()).isEqualTo(MandateState.MERGED);
    }

    @Test
    void a_report_to_a_session_moves_a_recurring_duty_to_the_next() {
        given.issued(
                        REPORT_ON_STRUCTURE,
                        new Attributes(
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                new Recurrence("regular session", null, Period.ofYears(1)),
                                null))
                .assigned("cabinet");

        given.done(
                new Report(null, ReportedStatus.COMPLETED, null, List.of(), List.of(), List.of(), "XLV-O/15", null),
                "2015-07-10",
                ANA);

        assertThat(given.mandate().dueOn()).isEqualTo(day("2016-07-31"));
    }

    @Test
    void what_does_not_recur_has_no_next_report() {
        given.issued().assigned("cabinet");

        var report = new Report(
                null, ReportedStatus.COMPLETED, null, List.of(), List.of(), List.of(), null, day("2016-07-31"));
        assertThat(refusals(given.when(report, "2015-07-10", ANA)))
                .containsExactly(new NotRecurring(REPORT_ON_STRUCTURE));
    }

    // --- due dates

    @Test
    void a_due_date_is_reminded_of_once_and_raised_as_overdue_once() {
        given.issued().assigned("cabinet");

        assertThat(DueDate.raised(given.mandate(), day("2015-07-16"), 14)).isNull();
        MandateEvent reminder = DueDate.raised(given.mandate(), day("2015-07-17"), 14);
        assertThat(reminder).isInstanceOf(DueDateReminderRaised.class);
        given.record(java.util.Objects.requireNonNull(reminder), null);
        assertThat(DueDate.raised(given.mandate(), day("2015-07-31"), 14)).isNull();
        MandateEvent overdue = DueDate.raised(given.mandate(), day("2015-08-20"), 14);
        assertThat(overdue)
                .isInstanceOfSatisfying(
                        OverdueRaised.class,
                        raised -> assertThat(raised.effectiveOn()).isEqualTo(day("2015-08-01")));
        given.record(java.util.Objects.requireNonNull(overdue), null);
        assertThat(DueDate.raised(given.mandate(), day("2016-01-01"), 14)).isNull();
        assertThat(DueDate.nextLook(given.mandate(), 14)).isNull();
    }

    @Test
    void what_is_claimed_as_implemented_is_not_overdue() {
        given.issued().assigned("cabinet").reported().claimed();

        assertThat(DueDate.raised(given.mandate(), day("2015-08-20"), 14)).isNull();
        assertThat(given.mandate().overdue(day("2015-08-20"))).isFalse();
    }

    @Test
    void a_renewal_with_another_due_date_begins_anew() {
        given.issued();
        given.record(java.util.Objects.requireNonNull(DueDate.raised(given.mandate(), day("2015-08-20"), 14)), null);

        given.done(new Renew(day("2016-12-01")), "2016-06-20", ANA);

        assertThat(DueDate.raised(given.mandate(), day("2016-12-02"), 14)).isInstanceOf(OverdueRaised.class);
    }

    private Mandate in(MandateState state) {
        given.issued().issued(OTHER, Attributes.NONE);
        switch (state) {
            case ISSUED -> {}
            case ASSIGNED -> given.assigned("cabinet");
            case IN_PROGRESS -> given.assigned("cabinet").reported();
            case UNASSIGNED -> {
                given.assigned("cabinet");
                given.record(
                        new MandateLeftUnassigned(
                                REPORT_ON_STRUCTURE,
                                ORG,
                                unit("cabinet"),
                                List.of(),
                                "x",
                                day("2015-07-01"),
                                by("res-1")),
                        null);
            }
            case IMPLEMENTED -> given.assigned("cabinet").reported().claimed();
            case VERIFIED -> given.assigned("cabinet").reported().claimed().verified();
            case CLOSED ->
                given.assigned("cabinet").reported().claimed().verified().closed();
            case MERGED -> given.done(new Merge(OTHER), "2015-07-01", ANA);
            case REPLACED -> given.done(new Replace(OTHER), "2015-07-01", ANA);
            case RETIRED -> given.done(new Retire(null), "2015-07-01", ANA);
            case LAPSED -> given.done(new Lapse(null), "2015-07-01", ANA);
            case DISCHARGED -> given.done(new Discharge(null), "2015-07-01", ANA);
        }
        assertThat(given.mandate().state()).isEqualTo(state);
        return given.mandate();
    }

    static List<MandateOrder> everyOrder() {
        return Stream.of(
                        assign("cabinet"),
                        report(),
                        claim(),
                        new Verify(true, null, null),
                        new Close(null),
                        new Reopen("too early"),
                        new Renew(null),
                        new Adapt(Name.of("en", "Report"), null, null, null),
                        new Merge(OTHER),
                        new Replace(OTHER),
                        new Retire(null),
                        new Lapse(null),
                        new Discharge(null))
                .<MandateOrder>map(order -> order)
                .toList();
    }

    private Decision.Result decide(Mandate mandate, MandateOrder order) {
        return Decision.on(
                mandate,
                new Step(order, day("2016-12-01"), Authority.of("res-1"), null, null),
                given.circumstances(BEN));
    }

    private static MandateEvent fact(Decision.Result result) {
        assertThat(result.refusals()).isEmpty();
        return result.facts().getFirst();
    }

    private static List<Refusal> refusals(Decision.Result result) {
        return result.refusals();
    }
}
