package org.mandatum.command.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mandatum.command.organisation.Facts.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mandatum.command.decision.AuthorityRefusal.*;
import org.mandatum.command.decision.CorrectionRefusal.*;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.decision.StructureRefusal.*;
import org.mandatum.command.organisation.StructuralCommand.*;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.resolution.ResolutionId;

/** Every rule of the domain, one test each: given what was recorded, when ordered, then recorded or refused. */
class OrganisationTest {
    private AggregateTestFixture<Organisation> fixture = new AggregateTestFixture<>(Organisation.class);

    @BeforeEach
    void the_legal_acts() {
        fixture = new AggregateTestFixture<>(Organisation.class);
        fixture.registerInjectableResource(LEGAL_ACTS);
        fixture.registerInjectableResource(CLOCK);
        // The time line remembers how far it has folded; that is no change of state.
        fixture.setReportIllegalStateChange(false);
    }

    // --- authority

    @Test
    void a_change_may_only_cite_an_act_that_exists() {
        refused(
                given(opened()).when(orders("nowhere", DAY, create("office"))),
                new UnknownAuthority(new ResolutionId("nowhere")));
    }

    @Test
    void no_change_precedes_the_adoption_of_its_authority() {
        refused(
                given(opened()).when(orders("late", DAY, create("office"))),
                new AuthorityNotYetAdopted(new ResolutionId("late"), LocalDate.parse("2020-01-01"), DAY));
    }

    @Test
    void no_change_rests_on_an_act_that_is_rescinded_on_that_day() {
        refused(
                given(opened()).when(orders("rescinded", DAY, create("office"))),
                new AuthorityRescinded(new ResolutionId("rescinded"), LocalDate.parse("2012-01-01"), DAY));
    }

    @Test
    void before_its_rescission_an_act_carries_changes() {
        given(opened())
                .when(orders("rescinded", LocalDate.parse("2011-12-31"), create("office")))
                .expectSuccessfulHandlerExecution()
                .expectResultMessagePayloadMatching(recorded());
    }

    @Test
    void an_executive_order_cannot_create_a_secretariat_where_that_is_the_assemblys() {
        ResultValidator<Organisation> result =
                given(opened(secretariatsByTheAssembly())).when(orders("order", DAY, createSecretariat("affairs")));

        refused(
                result,
                new InsufficientAuthority(
                        "CreateSecretariat",
                        new ResolutionId("order"),
                        SECRETARY,
                        "executive-order",
                        List.of(ASSEMBLY),
                        List.of("resolution")));
    }

    @Test
    void calling_it_a_unit_does_not_get_a_secretariat_past_the_assembly() {
        refusedFor(
                given(opened(secretariatsByTheAssembly()))
                        .when(orders(
                                "order",
                                DAY,
                                new CreateUnit(
                                        unit("affairs"),
                                        UnitKind.SECRETARIAT,
                                        named("Affairs"),
                                        null,
                                        List.of(),
                                        null,
                                        null,
                                        List.of()))),
                "authority-insufficient");
    }

    @Test
    void an_organ_to_which_the_assembly_delegates_it_may_create_a_secretariat() {
        given(opened(secretariatsByTheAssembly()))
                .when(orders("delegated", DAY, createSecretariat("affairs")))
                .expectResultMessagePayloadMatching(recorded());
    }

    @Test
    void lesser_adjustments_may_rest_on_an_executive_order() {
        given(opened(secretariatsByTheAssembly()))
                .when(orders("order", DAY, create("office")))
                .expectResultMessagePayloadMatching(recorded());
    }

    // --- units exist on the day, and ids are never reused

    @Test
    void what_is_renamed_must_be_in_force_on_that_day() {
        refused(
                given(opened(), office("office"))
                        .when(orders(
                                "charter",
                                LocalDate.parse("2009-12-31"),
                                new RenameUnit(unit("office"), named("Bureau")))),
                new UnknownUnit(unit("office")));
    }

    @Test
    void a_unit_that_has_ended_cannot_be_changed() {
        refused(
                given(opened(), office("office"), eliminated("office"))
                        .when(orders(new RenameUnit(unit("office"), named("Bureau")))),
                new UnitNotInForce(unit("office"), DAY, LocalDate.parse("2012-01-01"), List.of()));
    }

    @Test
    void the_id_of_a_unit_that_has_ended_is_not_given_to_another() {
        refused(
                given(opened(), office("office"), eliminated("office")).when(orders(create("office"))),
                new UnitIdTaken(unit("office")));
    }

    @Test
    void a_unit_that_has_ended_can_be_reinstated() {
        given(opened(), office("office"), eliminated("office"))
                .when(orders(new ReinstateUnit(unit("office"), null)))
                .expectEvents(new UnitReinstated(ORG, unit("office"), null, DAY, by("charter")));
    }

    @Test
    void a_unit_in_force_cannot_be_reinstated() {
        refused(
                given(opened(), office("office")).when(orders(new ReinstateUnit(unit("office"), null))),
                new UnitStillInForce(unit("office")));
    }

    // --- the principal lines form a forest

    @Test
    void a_unit_cannot_be_placed_under_one_that_does_not_exist() {
        refused(
                given(opened(), office("office")).when(orders(new MoveUnit(unit("office"), unit("nowhere")))),
                new UnknownUnit(unit("nowhere")));
    }

    @Test
    void a_unit_cannot_come_to_stand_under_itself() {
        refused(
                given(opened(), office("top"), office("middle", "top"), office("low", "middle"))
                        .when(orders(new MoveUnit(unit("top"), unit("low")))),
                new ReportingCycle(unit("top"), unit("low")));
    }

    @Test
    void the_organisations_own_id_means_directly_under_it() {
        given(opened(), office("top"), office("low", "top"))
                .when(orders(new MoveUnit(unit("low"), unit("org"))))
                .expectEvents(new UnitMoved(ORG, unit("low"), null, DAY, by("charter")));
    }

    // --- elimination leaves nothing behind

    @Test
    void a_secretariat_with_subordinates_cannot_be_eliminated() {
        refused(
                given(opened(), secretariat("treasury"), office("tax-office", "treasury"))
                        .when(orders(eliminate("treasury"))),
                new SubordinatesRemain(unit("treasury"), new TreeSet<>(List.of(unit("tax-office")))));
    }

    @Test
    void a_secretariat_that_holds_functions_cannot_be_eliminated() {
        refused(
                given(opened(), secretariat("treasury", "taxes", "customs")).when(orders(eliminate("treasury"))),
                new FunctionsRemain(unit("treasury"), new TreeSet<>(List.of(function("taxes"), function("customs")))));
    }

    @Test
    void the_command_may_place_what_is_left() {
        var order = new EliminateSecretariat(
                unit("treasury"),
                unit("cabinet"),
                List.of(new PlacedFunction(function("taxes"), unit("cabinet"))),
                List.of(new PlacedUnit(unit("tax-office"), unit("cabinet"))));

        given(opened(), secretariat("treasury", "taxes"), office("tax-office", "treasury"), office("cabinet"))
                .when(orders(order))
                .expectEvents(new SecretariatEliminated(
                        ORG,
                        unit("treasury"),
                        unit("cabinet"),
                        order.redistribution(),
                        order.subordinates(),
                        DAY,
                        by("charter")));
    }

    @Test
    void or_the_same_package_places_it_even_when_it_says_so_after_the_elimination() {
        given(opened(), secretariat("treasury", "taxes", "stamps"), office("tax-office", "treasury"), office("cabinet"))
                .when(orders(
                        eliminate("treasury"),
                        new RedistributeFunction(function("taxes"), unit("treasury"), unit("cabinet")),
                        new MoveUnit(unit("tax-office"), unit("cabinet")),
                        new DiscontinueFunction(function("stamps"))))
                .expectResultMessagePayloadMatching(recorded());
    }

    @Test
    void an_elimination_is_carried_out_behind_what_empties_the_unit_and_before_what_relies_on_its_end() {
        given(opened(), office("legal", null, "advice"), office("archive"), office("registry"))
                .when(orders(
                        new EliminateUnit(unit("legal"), null, List.of(), List.of()),
                        new RedistributeFunction(function("advice"), unit("legal"), unit("archive")),
                        new RenameUnit(unit("registry"), named("legal")),
                        new MoveUnit(unit("archive"), unit("registry"))))
                .expectEvents(
                        new FunctionRedistributed(
                                ORG, function("advice"), unit("legal"), unit("archive"), DAY, by("charter")),
                        new UnitEliminated(ORG, unit("legal"), null, List.of(), List.of(), DAY, by("charter")),
                        new UnitRenamed(ORG, unit("registry"), named("legal"), DAY, by("charter")),
                        new UnitMoved(ORG, unit("archive"), unit("registry"), DAY, by("charter")));
    }

    @Test
    void subordinates_may_end_after_the_unit_is_named_too_each_when_it_is_empty() {
        given(opened(), secretariat("treasury"), office("tax-office", "treasury", "taxes"), office("mint", "treasury"))
                .when(orders(
                        eliminate("treasury"),
                        new EliminateUnit(unit("tax-office"), null, List.of(), List.of()),
                        new DiscontinueFunction(function("taxes")),
                        new ConvertUnit(
                                unit("mint"),
                                new NewUnit(unit("press"), null, named("Press"), unit("org"), List.of(), List.of()))))
                .expectResultMessagePayloadMatching(recorded());
    }

    @Test
    void a_successor_of_an_elimination_may_end_later_on_the_same_day() {
        given(opened(), office("a"), office("b"), office("c"))
                .when(orders(
                        new EliminateUnit(unit("a"), unit("b"), List.of(), List.of()),
                        new EliminateUnit(unit("b"), unit("c"), List.of(), List.of())))
                .expectResultMessagePayloadMatching(recorded());
    }

    @Test
    void a_function_may_go_on_from_where_an_elimination_put_it_on_the_same_day() {
        given(opened(), office("a", null, "advice"), office("b"), office("c"))
                .when(orders(
                        new EliminateUnit(
                                unit("a"), null, List.of(new PlacedFunction(function("advice"), unit("b"))), List.of()),
                        new EliminateUnit(
                                unit("b"),
                                null,
                                List.of(new PlacedFunction(function("advice"), unit("c"))),
                                List.of())))
                .expectResultMessagePayloadMatching(recorded());
    }

    @Test
    void the_name_of_an_eliminated_unit_is_free_on_the_same_day_whatever_else_moves() {
        given(opened(), office("legal"), office("x"), office("y"))
                .when(orders(
                        new EliminateUnit(unit("legal"), null, List.of(), List.of()),
                        new CreateUnit(
                                unit("counsel"),
                                new UnitKind("office"),
                                named("legal"),
                                null,
                                List.of(),
                                null,
                                null,
                                List.of()),
                        new MoveUnit(unit("x"), unit("y"))))
                .expectResultMessagePayloadMatching(recorded());
    }

    @Test
    void what_is_left_cannot_be_placed_with_the_unit_that_ends() {
        refusedFor(
                given(opened(), secretariat("treasury", "taxes"))
                        .when(orders(new EliminateSecretariat(
                                unit("treasury"),
                                null,
                                List.of(new PlacedFunction(function("taxes"), unit("treasury"))),
                                List.of()))),
                "unit-not-in-force");
    }

    @Test
    void EliminateSecretariat_is_for_secretariats() {
        refused(
                given(opened(), office("office")).when(orders(eliminate("office"))),
                new NotASecretariat(unit("office"), "office"));
    }

    // --- functions

    @Test
    void a_function_is_redistributed_by_the_unit_that_holds_it() {
        refused(
                given(opened(), office("one", null, "press"), office("two"), office("three"))
                        .when(orders(new RedistributeFunction(function("press"), unit("two"), unit("three")))),
                new FunctionNotHeld(function("press"), unit("two"), unit("one")));
    }

    @Test
    void a_function_has_one_holder() {
        refused(
                given(opened(), office("one", null, "press"), office("two"))
                        .when(orders(new AssignFunction(function("press"), named("Press"), unit("two")))),
                new FunctionIdTaken(function("press"), unit("one")));
    }

    @Test
    void a_function_that_nobody_holds_cannot_be_revised() {
        refused(
                given(opened(), office("one")).when(orders(new ReviseFunction(function("press"), named("Media")))),
                new FunctionUnknown(function("press")));
    }

    // --- names

    @Test
    void two_units_under_one_parent_do_not_bear_the_same_name() {
        refused(
                given(opened(), office("top"), office("one", "top"), office("two", "top"))
                        .when(orders(new RenameUnit(unit("two"), named("one")))),
                new SiblingNameTaken(
                        unit("two"), unit("top"), "en", "one", new TreeSet<>(List.of(unit("one"), unit("two")))));
    }

    @Test
    void unless_the_register_was_opened_so() {
        given(opened(new OrganisationRules(false, List.of())), office("one"), office("two"))
                .when(orders(new RenameUnit(unit("two"), named("one"))))
                .expectResultMessagePayloadMatching(recorded());
    }

    // --- suspension, links, lines

    @Test
    void a_suspended_unit_is_not_suspended_again() {
        refused(
                given(opened(), office("office"), new UnitSuspended(ORG, unit("office"), null, FOUNDED, by("charter")))
                        .when(orders(new SuspendUnit(unit("office"), null))),
                new AlreadySuspended(unit("office")));
    }

    @Test
    void only_a_suspended_unit_is_reactivated() {
        refused(
                given(opened(), office("office")).when(orders(new ReactivateUnit(unit("office"), null))),
                new NotSuspended(unit("office")));
    }

    @Test
    void two_units_are_linked_once() {
        refusedFor(
                given(
                                opened(),
                                office("one"),
                                office("two"),
                                new CoordinationLinked(
                                        ORG, List.of(unit("one"), unit("two")), null, FOUNDED, by("charter")))
                        .when(orders(new LinkCoordination(List.of(unit("two"), unit("one")), null))),
                "already-linked");
    }

    @Test
    void what_is_not_linked_cannot_be_unlinked() {
        refused(
                given(opened(), office("one"), office("two"))
                        .when(orders(new UnlinkCoordination(List.of(unit("one"), unit("two")), null))),
                new NotLinked(unit("one"), unit("two")));
    }

    @Test
    void a_unit_reports_to_a_unit_in_force_or_to_an_organ() {
        given(opened(), office("office"))
                .when(orders(new SetReportingLines(unit("office"), List.of(Superior.of("council")))))
                .expectEvents(new ReportingLinesSet(
                        ORG, unit("office"), List.of(Superior.organ("council")), DAY, by("charter")));
    }

    @Test
    void a_unit_does_not_report_to_something_unknown() {
        refused(
                given(opened(), office("office"))
                        .when(orders(new SetReportingLines(unit("office"), List.of(Superior.of("nobody"))))),
                new UnknownSuperior("nobody"));
    }

    @Test
    void a_unit_does_not_report_to_itself() {
        refused(
                given(opened(), office("office"))
                        .when(orders(new SetReportingLines(unit("office"), List.of(Superior.of("office"))))),
                new ReportsToItself(unit("office")));
    }

    // --- succession

    @Test
    void a_split_that_does_not_keep_the_unit_leaves_nothing_behind() {
        refused(
                given(opened(), office("office", null, "press"))
                        .when(orders(new SplitUnit(unit("office"), List.of(newUnit("east"), newUnit("west")), false))),
                new FunctionsRemain(unit("office"), new TreeSet<>(List.of(function("press")))));
    }

    @Test
    void a_merger_takes_units_in_force() {
        refused(
                given(opened(), office("one"))
                        .when(orders(new MergeUnits(List.of(unit("one"), unit("none")), null, newUnit("both")))),
                new UnknownUnit(unit("none")));
    }

    @Test
    void a_conversion_cannot_take_an_id_that_was_used() {
        refused(
                given(opened(), office("one"), office("two"))
                        .when(orders(new ConvertUnit(unit("one"), newUnit("two")))),
                new UnitIdTaken(unit("two")));
    }

    // --- packages and the whole time line

    @Test
    void a_package_is_all_or_nothing() {
        given(opened())
                .when(orders(create("one"), new RenameUnit(unit("none"), named("None"))))
                .expectNoEvents();
    }

    @Test
    void a_later_change_of_a_package_may_rely_on_an_earlier_one_whatever_the_order_in_which_they_are_given() {
        var rename =
                new ChangePackage.Item(0, new RenameUnit(unit("one"), named("First")), DAY.plusDays(1), by("charter"));
        var create = new ChangePackage.Item(1, create("one"), DAY, by("charter"));

        given(opened())
                .when(new SubmitChanges(ORG, new ChangePackage(List.of(rename, create), List.of()), null, false))
                .expectResultMessagePayloadMatching(recorded());
    }

    @Test
    void a_back_dated_change_is_refused_when_something_later_becomes_impossible_and_says_what() {
        ResultValidator<Organisation> result = given(
                        opened(),
                        office("office"),
                        new UnitRenamed(
                                ORG, unit("office"), named("Bureau"), LocalDate.parse("2014-01-01"), by("charter")))
                .when(orders(
                        "charter",
                        LocalDate.parse("2013-01-01"),
                        new EliminateUnit(unit("office"), null, List.of(), List.of())));

        result.expectNoEvents().expectResultMessagePayloadMatching(matching(outcome -> {
            LaterChangeImpossible refusal =
                    (LaterChangeImpossible) refusals(outcome).getFirst();
            assertThat(refusal.type()).isEqualTo("RenameUnit");
            assertThat(refusal.effectiveOn()).isEqualTo(LocalDate.parse("2014-01-01"));
            assertThat(refusal.because()).isEqualTo("unit-not-in-force");
        }));
    }

    @Test
    void names_that_read_the_same_are_the_same_name() {
        for (String same : List.of("Cafe\u0301", "Caf\u00e9\u00a0", "\u2003Caf\u00e9"))
            refusedFor(
                    given(opened(), office("office"))
                            .when(orders(
                                    new RenameUnit(unit("office"), named("Caf\u00e9")), createNamed("other", same))),
                    "sibling-name-taken");
        refusedFor(
                given(opened(), office("office"))
                        .when(orders(
                                new RenameUnit(unit("office"), named("Press Office")),
                                createNamed("other", "Press \u00a0Office"))),
                "sibling-name-taken");
    }

    private static CreateUnit createNamed(String id, String name) {
        return new CreateUnit(unit(id), new UnitKind("office"), named(name), null, List.of(), null, null, List.of());
    }

    @Test
    void a_change_cites_a_paragraph_that_the_act_has() {
        refused(
                given(opened()).when(citing("7", DAY)),
                new UnknownParagraph(new ResolutionId("charter"), "7", List.of("1", "2")));
    }

    @Test
    void a_change_cites_no_paragraph_that_an_amendment_adds_later() {
        refused(
                given(opened()).when(citing("2", AMENDED.minusDays(1))),
                new UnknownParagraph(new ResolutionId("charter"), "2", List.of("1")));

        given(opened())
                .when(citing("2", AMENDED))
                .expectSuccessfulHandlerExecution()
                .expectResultMessagePayloadMatching(recorded());
    }

    private static SubmitChanges citing(String paragraph, LocalDate day) {
        var cited = new Grounds(new Authority(new ResolutionId("charter"), paragraph, null), null, null);
        return new SubmitChanges(
                ORG,
                new ChangePackage(List.of(new ChangePackage.Item(0, create("office"), day, cited)), List.of()),
                null,
                false);
    }

    @Test
    void a_function_is_not_redistributed_to_the_unit_that_holds_it() {
        refused(
                given(opened(), office("office", null, "press"))
                        .when(orders(new RedistributeFunction(function("press"), unit("office"), unit("office")))),
                new AlreadyThere(function("press"), unit("office")));
    }

    @Test
    void an_elimination_places_only_what_stands_under_the_unit() {
        refused(
                given(opened(), office("office"), office("archive"))
                        .when(orders(new EliminateUnit(
                                unit("office"),
                                null,
                                List.of(),
                                List.of(new PlacedUnit(unit("archive"), unit("org")))))),
                new NotASubordinate(unit("archive"), unit("office"), null));
    }

    @Test
    void the_id_of_a_discontinued_function_is_not_given_to_another() {
        refused(
                given(
                                opened(),
                                office("office", null, "press"),
                                new FunctionDiscontinued(
                                        ORG, function("press"), LocalDate.parse("2012-01-01"), by("charter")))
                        .when(orders(new AssignFunction(function("press"), named("Press"), unit("office")))),
                new FunctionIdTaken(function("press"), null));
    }

    @Test
    void a_correction_names_a_change_of_this_organisation() {
        refused(
                given(opened(), office("office"))
                        .when(correcting(new CorrectiveCommand.AnnulChange("nothing", "void"))),
                new UnknownChange("nothing"));
    }

    @Test
    void a_stale_version_is_told_and_nothing_recorded() {
        given(opened(), office("office"))
                .when(new SubmitChanges(ORG, orders(create("two")).orders(), 1L, false))
                .expectNoEvents()
                .expectResultMessagePayload(new Outcome.Stale(1, 2));
    }

    @Test
    void a_rehearsal_records_nothing() {
        given(opened())
                .when(new SubmitChanges(ORG, orders(create("office")).orders(), null, true))
                .expectNoEvents()
                .expectResultMessagePayloadMatching(matching(outcome ->
                        assertThat(((Outcome.Rehearsed) outcome).events()).hasSize(1)));
    }

    // --- the words of these tests

    private TestExecutor<Organisation> given(Object... events) {
        return fixture.given(new ArrayList<>(Arrays.asList(events)));
    }

    private static CreateUnit create(String id) {
        return new CreateUnit(unit(id), new UnitKind("office"), named(id), null, List.of(), null, null, List.of());
    }

    private static CreateSecretariat createSecretariat(String id) {
        return new CreateSecretariat(unit(id), null, named(id), null, List.of(), null, null, List.of());
    }

    private static EliminateSecretariat eliminate(String id) {
        return new EliminateSecretariat(unit(id), null, List.of(), List.of());
    }

    private static UnitEliminated eliminated(String id) {
        return new UnitEliminated(
                ORG, new UnitId(id), null, List.of(), List.of(), LocalDate.parse("2012-01-01"), by("charter"));
    }

    private static void refused(ResultValidator<Organisation> result, Refusal refusal) {
        result.expectNoEvents()
                .expectResultMessagePayloadMatching(
                        matching(outcome -> assertThat(refusals(outcome)).containsExactly(refusal)));
    }

    private static void refusedFor(ResultValidator<Organisation> result, String code) {
        result.expectNoEvents()
                .expectResultMessagePayloadMatching(matching(outcome ->
                        assertThat(refusals(outcome)).extracting(Refusal::code).contains(code)));
    }

    private static List<Refusal> refusals(Object outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome)
                .reasons().stream().map(Outcome.Reason::refusal).toList();
    }

    private static org.hamcrest.Matcher<Object> recorded() {
        return matching(outcome -> assertThat(outcome).isInstanceOf(Outcome.Recorded.class));
    }

    /** Axon's fixtures speak Hamcrest; what is expected reads better in AssertJ. */
    private static org.hamcrest.Matcher<Object> matching(java.util.function.Consumer<Object> expectation) {
        return new org.hamcrest.TypeSafeMatcher<Object>() {
            @Override
            protected boolean matchesSafely(Object outcome) {
                expectation.accept(outcome);
                return true;
            }

            @Override
            public void describeTo(org.hamcrest.Description description) {
                description.appendText("what the test says");
            }
        };
    }
}
