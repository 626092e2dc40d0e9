package org.mandatum.command.resolution;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.mandatum.command.decision.AuthorityRefusal.AuthorityRescinded;
import org.mandatum.command.decision.Outcome;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.Paragraph;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionEvent.ResolutionAmended;
import org.mandatum.resolution.ResolutionEvent.ResolutionRescinded;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Name;

/** What becomes of acts by later acts. */
class ResolutionTest {
    private static final ResolutionId STATUTE = new ResolutionId("statute");
    private static final ResolutionId REFORM = new ResolutionId("reform");
    private static final LocalDate RESCINDED = LocalDate.parse("2015-01-01");

    @Test
    void a_paragraph_is_there_from_the_day_of_the_amendment_that_adds_it() {
        LegalAct before = LegalAct.after(null, adopted(STATUTE, "1"));
        LegalAct between = LegalAct.after(before, amended("2012-01-01", "1", "2"));
        LegalAct act = requireNonNull(LegalAct.after(between, amended("2010-01-01", "3")));

        assertThat(act.paragraphsOn(LocalDate.parse("2009-12-31"))).containsExactly("1");
        assertThat(act.paragraphsOn(LocalDate.parse("2011-12-31"))).containsExactly("1", "3");
        assertThat(act.paragraphsOn(LocalDate.parse("2012-01-01"))).containsExactly("1", "2", "3");
    }

    @Test
    void an_act_that_is_rescinded_amends_and_rescinds_no_other_any_more() {
        refused(new Resolution.Amend(amended("2016-01-01", "2")), "2016-01-01");
        refused(new Resolution.Rescind(rescinded("2015-01-01")), "2015-01-01");
        taken(new Resolution.Amend(amended("2014-12-31", "2")));
    }

    private void refused(Object order, String on) {
        var reason = new Outcome.Reason(0, new AuthorityRescinded(REFORM, RESCINDED, LocalDate.parse(on)));
        given().when(order).expectResultMessagePayload(new Outcome.Refused(List.of(reason)));
    }

    private void taken(Object order) {
        given().when(order).expectResultMessagePayload(new Outcome.Recorded("resolutions/statute", 1, 1));
    }

    private static TestExecutor<Resolution> given() {
        var fixture = new AggregateTestFixture<>(Resolution.class);
        LegalAct reform = LegalAct.after(
                LegalAct.after(null, adopted(REFORM)), new ResolutionRescinded(REFORM, STATUTE, RESCINDED, null, null));
        LegalActs acts = Map.of(REFORM, requireNonNull(reform))::get;
        fixture.registerInjectableResource(acts);
        return fixture.given(adopted(STATUTE, "1"));
    }

    private static ResolutionAdopted adopted(ResolutionId id, String... paragraphs) {
        return new ResolutionAdopted(
                id,
                "resolution",
                id.value(),
                new OrganId("assembly"),
                null,
                Name.of("en", id.value()),
                LocalDate.parse("2000-01-01"),
                null,
                numbered(paragraphs),
                null,
                List.of(),
                null,
                null);
    }

    private static ResolutionAmended amended(String on, String... paragraphs) {
        return new ResolutionAmended(STATUTE, REFORM, numbered(paragraphs), LocalDate.parse(on), null, null);
    }

    private static ResolutionRescinded rescinded(String on) {
        return new ResolutionRescinded(STATUTE, REFORM, LocalDate.parse(on), null, null);
    }

    private static List<Paragraph> numbered(String... numbers) {
        return List.of(numbers).stream()
                .map(number -> new Paragraph(number, "Do it."))
                .toList();
    }
}
