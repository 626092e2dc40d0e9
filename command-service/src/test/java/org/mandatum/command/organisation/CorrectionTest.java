package org.mandatum.command.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mandatum.command.organisation.Facts.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mandatum.command.decision.AuthorityRefusal.*;
import org.mandatum.command.decision.CorrectionRefusal.*;
import org.mandatum.command.decision.Outcome.Reason;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.organisation.CorrectiveCommand.AnnulChange;
import org.mandatum.command.organisation.CorrectiveCommand.CorrectEffectiveDate;
import org.mandatum.command.organisation.StructuralCommand.CreateUnit;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.UnitCreated;
import org.mandatum.organisation.StructuralEvent.UnitMoved;
import org.mandatum.organisation.StructuralEvent.UnitRenamed;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.UnitKind;
import org.mandatum.resolution.ResolutionId;

/** What was recorded wrongly is corrected or annulled, on the whole time line as it would then be. No framework. */
class CorrectionTest {
    private OrganisationOpened opened = opened();
    private final Timeline timeline = new Timeline(ORG);
    private long sequence = 1;
    private LocalDate today = TODAY;

    @Test
    void a_corrected_date_counts_from_then_on() {
        recorded(office("office"), renamed("office", "Bureau", "2012-01-01"));

        decide(new CorrectEffectiveDate("e2", day("2013-01-01")));

        assertThat(nameOn("2012-06-01")).isEqualTo("office");
        assertThat(nameOn("2013-01-01")).isEqualTo("Bureau");
    }

    @Test
    void an_annulled_change_never_was_and_its_ids_are_free_again() {
        recorded(office("office"), office("press"));

        decide(new AnnulChange("e2", "recorded twice"));

        assertThat(timeline.on(DAY).inForce(unit("press"))).isFalse();
        assertThat(refusals(orders(create("press", "Press office")))).isEmpty();
    }

    @Test
    void what_would_become_impossible_is_listed_exactly() {
        recorded(
                office("office"),
                office("press", "office"),
                renamed("press", "Press office", "2011-01-01"),
                renamed("office", "Bureau", "2012-01-01"),
                new UnitMoved(ORG, unit("press"), null, day("2013-01-01"), by("charter")),
                office("archive"));

        List<Refusal> refusals = refusals(correcting(new AnnulChange("e1", "void")));

        assertThat(refusals)
                .extracting(refusal -> ((LaterChangeImpossible) refusal).change())
                .containsExactly("e2", "e3", "e4", "e5");
    }

    @Test
    void a_date_may_not_be_corrected_past_what_relies_on_the_change() {
        recorded(office("office"), renamed("office", "Bureau", "2012-01-01"));

        assertThat(refusals(correcting(new CorrectEffectiveDate("e1", day("2014-01-01")))))
                .singleElement()
                .isInstanceOfSatisfying(LaterChangeImpossible.class, refusal -> {
                    assertThat(refusal.change()).isEqualTo("e2");
                    assertThat(refusal.because()).isEqualTo("unit-unknown");
                });
    }

    @Test
    void two_corrections_that_are_possible_only_together_are_one_package() {
        recorded(office("office"), renamed("office", "Bureau", "2012-01-01"));

        decide(new CorrectEffectiveDate("e1", day("2014-01-01")), new CorrectEffectiveDate("e2", day("2015-01-01")));

        assertThat(timeline.on(day("2013-12-31")).inForce(unit("office"))).isFalse();
        assertThat(nameOn("2014-06-01")).isEqualTo("office");
        assertThat(nameOn("2015-06-01")).isEqualTo("Bureau");
    }

    @Test
    void an_annulment_makes_room_for_what_the_same_package_orders() {
        recorded(office("office"), office("press"));
        var annulment = correcting(new AnnulChange("e2", "wrong kind")).orders().corrections();
        var creation = orders(create("press", "press")).orders().items();

        assertThat(refusals(new ChangePackage(creation, annulment))).isEmpty();
    }

    @Test
    void at_its_new_date_the_change_must_rest_on_its_own_authority_still() {
        recorded(new UnitCreated(
                ORG,
                unit("office"),
                new UnitKind("office"),
                named("office"),
                null,
                List.of(),
                null,
                false,
                List.of(),
                day("2011-01-01"),
                by("rescinded")));

        assertThat(refusals(correcting(new CorrectEffectiveDate("e1", day("2012-06-01")))))
                .containsExactly(
                        new AuthorityRescinded(new ResolutionId("rescinded"), day("2012-01-01"), day("2012-06-01")));
    }

    @Test
    void what_an_order_may_not_do_it_may_not_undo_either() {
        opened = opened(secretariatsByTheAssembly());
        recorded(secretariat("affairs"));

        assertThat(refusals(correcting("order", new AnnulChange("e1", "void"))))
                .extracting(Refusal::code)
                .containsExactly("authority-insufficient");
    }

    @Test
    void a_correction_may_rest_on_an_act_that_is_younger_than_the_error() {
        recorded(office("office"));

        assertThat(refusals(correcting("late", new AnnulChange("e1", "void")))).isEmpty();
    }

    @Test
    void a_correction_rests_on_no_act_that_is_rescinded_when_it_is_ordered() {
        recorded(office("office"));

        assertThat(refusals(correcting("rescinded", new AnnulChange("e1", "void"))))
                .containsExactly(new AuthorityRescinded(new ResolutionId("rescinded"), day("2012-01-01"), TODAY));
        assertThat(refusals(correcting("rescinded", new CorrectEffectiveDate("e1", day("2011-01-01")))))
                .containsExactly(new AuthorityRescinded(new ResolutionId("rescinded"), day("2012-01-01"), TODAY));

        today = day("2011-12-31");
        assertThat(refusals(correcting("rescinded", new AnnulChange("e1", "void"))))
                .isEmpty();
    }

    @Test
    void nor_on_one_that_is_yet_to_be_adopted_even_for_a_day_after_that() {
        recorded(office("office"));

        assertThat(refusals(correcting("coming", new CorrectEffectiveDate("e1", day("2031-01-01")))))
                .containsExactly(new AuthorityNotYetAdopted(new ResolutionId("coming"), day("2030-01-01"), TODAY));

        today = day("2030-01-01");
        assertThat(refusals(correcting("coming", new CorrectEffectiveDate("e1", day("2031-01-01")))))
                .isEmpty();
    }

    @Test
    void nor_on_a_paragraph_that_the_act_does_not_have_when_it_is_ordered() {
        recorded(office("office"));
        var byTheSecond = new ChangePackage(
                List.of(),
                List.of(new ChangePackage.Mending(
                        0,
                        new AnnulChange("e1", "void"),
                        new Grounds(new Authority(new ResolutionId("charter"), "2", null, null), null, null))));

        assertThat(refusals(byTheSecond)).isEmpty();

        today = AMENDED.minusDays(1);
        assertThat(refusals(byTheSecond))
                .containsExactly(new UnknownParagraph(new ResolutionId("charter"), "2", List.of("1")));
    }

    @Test
    void nor_on_a_power_that_is_no_longer_delegated_when_it_is_ordered() {
        opened = opened(secretariatsByTheAssembly());
        recorded(secretariat("affairs"));

        assertThat(refusals(correcting("formerly-delegated", new AnnulChange("e1", "void"))))
                .extracting(Refusal::code)
                .containsExactly("authority-insufficient");

        today = day("2011-12-31");
        assertThat(refusals(correcting("formerly-delegated", new AnnulChange("e1", "void"))))
                .isEmpty();
    }

    @Test
    void only_a_recorded_change_can_be_corrected() {
        assertThat(refusals(correcting(new AnnulChange("nothing", "void"))))
                .containsExactly(new UnknownChange("nothing"));
    }

    @Test
    void an_annulled_change_cannot_be_corrected() {
        recorded(office("office"));
        decide(new AnnulChange("e1", "void"));

        assertThat(refusals(correcting(new CorrectEffectiveDate("e1", DAY))))
                .containsExactly(new ChangeAlreadyAnnulled("e1"));
    }

    @Test
    void one_package_corrects_a_change_once() {
        recorded(office("office"));

        assertThat(refusals(correcting(new CorrectEffectiveDate("e1", DAY), new AnnulChange("e1", "void"))))
                .containsExactly(new CorrectedTwice("e1"));
    }

    @Test
    void a_correction_to_the_same_date_is_none() {
        recorded(office("office"));

        assertThat(refusals(correcting(new CorrectEffectiveDate("e1", FOUNDED))))
                .containsExactly(new EffectiveDateUnchanged("e1", FOUNDED));
    }

    // --- the words of these tests

    private void recorded(StructuralEvent... facts) {
        for (StructuralEvent fact : facts) timeline.add(Change.of("e" + sequence, sequence++, fact));
    }

    private void decide(CorrectiveCommand... commands) {
        Decision decision = Decision.on(correcting(commands).orders(), opened, timeline, sequence, LEGAL_ACTS, today);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        for (var fact : ((Decision.Accepted) decision).facts()) {
            assertThat(fact).isInstanceOfAny(EffectiveDateCorrected.class, ChangeAnnulled.class);
            timeline.correct((Correction) fact);
            sequence++;
        }
    }

    private List<Refusal> refusals(SubmitChanges order) {
        return refusals(order.orders());
    }

    private List<Refusal> refusals(ChangePackage orders) {
        return switch (Decision.on(orders, opened, timeline, sequence, LEGAL_ACTS, today)) {
            case Decision.Accepted accepted -> List.of();
            case Decision.Rejected rejected ->
                new ArrayList<>(rejected.reasons().stream().map(Reason::refusal).toList());
        };
    }

    private static CreateUnit create(String id, String name) {
        return new CreateUnit(unit(id), new UnitKind("office"), named(name), null, List.of(), null, null, List.of());
    }

    private static UnitRenamed renamed(String id, String name, String on) {
        return new UnitRenamed(ORG, unit(id), named(name), day(on), by("charter"));
    }

    private String nameOn(String on) {
        return java.util.Objects.requireNonNull(timeline.on(day(on)).unit(unit("office")))
                .name()
                .text("en");
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }
}
