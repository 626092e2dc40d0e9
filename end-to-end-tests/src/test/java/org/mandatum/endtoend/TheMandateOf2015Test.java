package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mandatum.endtoend.RegisterUnderTest.Answer;
import tools.jackson.databind.JsonNode;

/** From AG/RES. 2876 to the new secretariats and back, asked of the whole register; and a mandate taken all its way. */
@ExtendWith(RegisterUnderTest.Shared.class)
class TheMandateOf2015Test {
    private final RegisterUnderTest register;

    TheMandateOf2015Test(RegisterUnderTest register) {
        this.register = register;
    }

    @Test
    void the_resolution_is_carried_out_one_mandate_of_one_and_five_changes_of_five() throws IOException {
        // Other stories of this register rest on the same act; this token reaches one organisation.
        String oas = register.token("officer", "oas");
        JsonNode before = register.queryAs(oas, "/resolutions/ag-res-2876/progress?effectiveOn=2015-09-29")
                .json();
        assertThat(before.at("/mandates/total").asInt()).isEqualTo(1);
        assertThat(before.at("/changes/inEffect").asInt()).isZero();
        assertThat(before.at("/changes/planned").asInt()).isEqualTo(5);

        JsonNode after = register.queryAs(oas, "/resolutions/ag-res-2876/progress?effectiveOn=2015-12-31")
                .json();
        assertThat(after.at("/mandates/implemented").asInt()).isEqualTo(1);
        assertThat(after.at("/changes/inEffect").asInt()).isEqualTo(5);
        assertThat(after.at("/changes/total").asInt()).isEqualTo(5);
    }

    @Test
    void the_trace_leads_from_the_paragraph_to_the_new_secretariats() throws IOException {
        JsonNode trace = register.ask("/mandates/adjust-the-structure/trace?effectiveOn=2015-12-31");
        assertThat(trace.at("/mandate/status").asString()).isEqualTo("closed");
        assertThat(trace.at("/provisions/0/text").asString()).contains("by July 31, 2015");
        assertThat(trace.at("/proposals/0/id").asString()).isEqualTo("restructuring-of-2015");
        assertThat(trace.at("/proposals/0/status").asString()).isEqualTo("enacted");
        assertThat(trace.path("units").findValuesAsString("id"))
                .contains(
                        "secretariat-for-access-to-rights-and-equity",
                        "secretariat-for-hemispheric-affairs",
                        "office-of-the-ombudsperson",
                        "strategic-counsel-for-organizational-development-and-management-for-results");
    }

    @Test
    void a_secretariat_leads_back_to_mandate_proposal_and_two_different_people() throws IOException {
        JsonNode link = register.ask("/organisations/oas/why?unit=secretariat-for-hemispheric-affairs")
                .at("/chain/0");
        assertThat(link.at("/authority/resolution").asString()).isEqualTo("cp-res-2036");
        assertThat(link.at("/mandate/id").asString()).isEqualTo("adjust-the-structure");
        assertThat(link.at("/proposal/approval/by/subject").asString())
                .isNotEmpty()
                .isNotEqualTo(link.at("/proposal/authors/0/subject").asString());
    }

    @Test
    void what_is_late_is_seen_at_once_and_raised_once() throws IOException {
        assertThat(register.ask("/mandates?organisation=oas&overdue=true&effectiveOn=2016-07-01")
                        .path("mandates")
                        .findValuesAsString("id"))
                .containsExactly("report-on-hemispheric-priorities");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(register.ask("/mandates/report-on-hemispheric-priorities/timeline")
                                .path("entries")
                                .findValuesAsString("type"))
                        .containsOnlyOnce("OverdueRaised"));
    }

    @Test
    void one_proposal_waits_for_the_permanent_council() throws IOException {
        JsonNode waiting = register.ask("/proposals?organisation=oas&status=under-consideration");
        assertThat(waiting.path("proposals").findValuesAsString("id"))
                .contains("one-department-for-inclusion-and-equity");
    }

    @Test
    void a_mandate_goes_from_issue_to_closure_by_two_people() throws IOException {
        recorded(register.command("/mandates", """
            {"id": "story", "organisation": "oas", "title": "Translate the Charter", "effectiveOn": "2016-01-10",
             "dueOn": "2016-06-30", "authority": {"resolution": "ag-res-2876", "paragraph": "2"}}
            """));
        recorded(register.command("/mandates/story/assignment", """
            {"lead": "social-inclusion", "effectiveOn": "2016-01-15"}
            """));
        recorded(register.command("/mandates/story/reports", """
            {"status": "in-progress", "statement": "Half of it.", "effectiveOn": "2016-03-01"}
            """));
        recorded(register.command("/mandates/story/implementation", """
            {"documents": [{"title": "The Charter"}], "effectiveOn": "2016-06-01"}
            """));
        String verification = """
            {"verified": true, "effectiveOn": "2016-06-10"}
            """;
        Answer own = register.command("/mandates/story/verification", verification);
        assertThat(own.status()).as(own.text()).isEqualTo(409);
        recorded(register.commandAs(register.token("approver"), "/mandates/story/verification", verification));
        Answer closed = register.command("/mandates/story/closure", """
            {"effectiveOn": "2016-06-11"}
            """);
        recorded(closed);

        String at = "?minPosition=" + closed.json().path("position").asLong();
        assertThat(register.ask("/mandates/story" + at).path("status").asString())
                .isEqualTo("closed");
        JsonNode before = register.ask("/mandates/story" + at + "&effectiveOn=2016-05-31");
        assertThat(before.path("status").asString()).isEqualTo("in-progress");
        assertThat(before.path("possible").toString()).contains("implementation");
        assertThat(register.ask("/mandates/story/timeline" + at).path("entries").findValuesAsString("status"))
                .contains("issued", "assigned", "in-progress", "implemented", "verified", "closed");
    }

    private static void recorded(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }
}
