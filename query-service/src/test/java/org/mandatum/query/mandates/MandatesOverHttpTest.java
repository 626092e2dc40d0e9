package org.mandatum.query.mandates;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mandatum.access.Role;
import org.mandatum.access.TestIssuer;
import org.mandatum.event.Event;
import org.mandatum.journal.Actor;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.mandate.Attributes;
import org.mandatum.mandate.Document;
import org.mandatum.mandate.MandateEvent.*;
import org.mandatum.mandate.MandateId;
import org.mandatum.mandate.Priority;
import org.mandatum.mandate.Recurrence;
import org.mandatum.mandate.ReportedStatus;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.proposal.ProposalEvent.*;
import org.mandatum.proposal.ProposalId;
import org.mandatum.proposal.ProposedPackage;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.query.projection.Feed;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.Paragraph;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Name;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked about mandates, on one small register: an act orders a new secretariat (done, by a proposal) and a yearly
 * report (late); an older mandate lies untouched.
 */
@OnARegisterOfItsOwn
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MandatesOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final OrganisationId OAS = new OrganisationId("oas");
    private static final UnitId CABINET = new UnitId("cabinet");
    private static final UnitId EQUITY = new UnitId("equity");
    private static final MandateId RESTRUCTURE = new MandateId("restructure");
    private static final MandateId REPORT = new MandateId("report");
    private static final MandateId LANGUAGES = new MandateId("languages");
    private static final ProposalId PROPOSAL = new ProposalId("new-structure");
    private static final Actor DRAFTER = new Actor("https://id", "ana", "Ana");
    private static final Actor APPROVER = new Actor("https://id", "luis", "Luis");

    @LocalServerPort
    private int port;

    @Autowired
    private Feed feed;

    @Autowired
    private MeterRegistry meters;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Long> sequences = new HashMap<>();

    @BeforeAll
    void recorded() {
        record(null, "2015-01-01T10:00:00Z", "oas", opened());
        record(null, "2015-01-01T11:00:00Z", "act", act("act", "2015-06-15"));
        record(null, "2015-01-01T11:00:00Z", "old-act", act("old-act", "2008-06-05"));
        record(null, "2015-01-02T10:00:00Z", "oas", office(CABINET, "2010-01-01", grounds("old-act", null, null)));

        record(
                null,
                "2015-06-15T10:00:00Z",
                "restructure",
                issued(RESTRUCTURE, "act", "1", "Adjust the structure", "2015-07-31", Attributes.NONE));
        record(null, "2015-06-15T10:01:00Z", "restructure", assigned(RESTRUCTURE, "2015-06-16"));
        record(DRAFTER, "2015-07-01T10:00:00Z", "new-structure", drafted());
        record(
                DRAFTER,
                "2015-07-20T10:00:00Z",
                "new-structure",
                new ProposalSubmitted(PROPOSAL, OAS, "sha-256:1", day("2015-07-20"), Authority.of("act")));
        record(
                null,
                "2015-07-21T10:00:00Z",
                "new-structure",
                new ConsiderationBegun(
                        PROPOSAL, OAS, new OrganId("permanent-council"), null, day("2015-07-21"), Authority.of("act")));
        record(
                APPROVER,
                "2015-09-30T10:00:00Z",
                "new-structure",
                new ProposalApproved(PROPOSAL, OAS, "sha-256:1", null, day("2015-09-30"), Authority.of("act")));
        record(
                APPROVER,
                "2015-10-01T10:00:00Z",
                "oas",
                office(
                        EQUITY,
                        "2015-10-01",
                        new Grounds(
                                new Authority(new ResolutionId("act"), "1", "restructure", "new-structure"),
                                null,
                                null)));
        record(
                APPROVER,
                "2015-10-01T10:00:00Z",
                "new-structure",
                new ProposalEnacted(
                        PROPOSAL,
                        OAS,
                        "sha-256:1",
                        List.of("oas-2"),
                        day("2015-10-01"),
                        day("2015-10-01"),
                        Authority.of("act")));
        record(
                DRAFTER,
                "2015-07-31T10:00:00Z",
                "restructure",
                new ProgressReported(
                        RESTRUCTURE,
                        OAS,
                        CABINET,
                        ReportedStatus.IN_PROGRESS,
                        "Submitted",
                        List.of(),
                        List.of(),
                        List.of(PROPOSAL),
                        null,
                        null,
                        day("2015-07-31"),
                        GROUNDS));
        record(
                DRAFTER,
                "2015-10-02T10:00:00Z",
                "restructure",
                new ImplementationClaimed(
                        RESTRUCTURE,
                        OAS,
                        CABINET,
                        null,
                        List.of("oas-2"),
                        List.of(new Document("Rev. 8", null)),
                        day("2015-10-02"),
                        GROUNDS));
        record(
                APPROVER,
                "2015-10-05T10:00:00Z",
                "restructure",
                new ImplementationVerified(RESTRUCTURE, OAS, null, day("2015-10-05"), GROUNDS));
        record(
                APPROVER,
                "2015-10-06T10:00:00Z",
                "restructure",
                new MandateClosed(RESTRUCTURE, OAS, null, day("2015-10-06"), GROUNDS));

        var yearly = new Attributes(
                Priority.HIGH,
                null,
                null,
                null,
                null,
                List.of("Equity", "Reporting"),
                new Recurrence("regular session", new OrganId("general-assembly"), Period.ofYears(1)),
                new FunctionId("equity-work"));
        record(
                null,
                "2015-10-07T10:00:00Z",
                "report",
                new MandateIssued(
                        REPORT,
                        OAS,
                        new Name(Map.of(
                                "en",
                                "Report on the access to rights",
                                "es",
                                "Informar sobre las políticas de educación")),
                        null,
                        day("2016-05-31"),
                        yearly,
                        day("2015-10-07"),
                        new Grounds(new Authority(new ResolutionId("act"), "2", null), null, null)));
        record(
                null,
                "2015-10-07T10:01:00Z",
                "report",
                new MandateAssigned(REPORT, OAS, EQUITY, List.of(), day("2015-10-07"), GROUNDS));
        record(
                null,
                "2016-06-01T10:01:00Z",
                "report",
                new OverdueRaised(REPORT, OAS, day("2016-05-31"), day("2016-06-01"), GROUNDS));

        record(
                null,
                "2015-01-03T10:00:00Z",
                "languages",
                issued(
                        LANGUAGES,
                        "old-act",
                        "1",
                        "Report on languages",
                        null,
                        new Attributes(null, null, null, null, null, List.of("equity", "reporting"), null, null)));
        record(null, "2015-01-03T10:01:00Z", "languages", assigned(LANGUAGES, "2008-07-01"));
        record(
                null,
                "2015-01-03T10:02:00Z",
                "languages",
                new MandateRenewed(LANGUAGES, OAS, null, day("2010-06-01"), grounds("act", "3", null)));
    }

    @Test
    void a_mandate_tells_its_provision_its_lead_and_what_may_be_done_with_it() {
        JsonNode mandate = get("/mandates/restructure?effectiveOn=2015-08-15&lang=en");

        assertThat(mandate.get("status").asString()).isEqualTo("in-progress");
        assertThat(mandate.get("title").asString()).isEqualTo("Adjust the structure");
        assertThat(mandate.at("/provisions/0/symbol").asString()).isEqualTo("ACT");
        assertThat(mandate.at("/provisions/0/text").asString()).isEqualTo("First paragraph.");
        assertThat(mandate.get("leadName").asString()).isEqualTo("cabinet");
        assertThat(mandate.get("overdue").asBoolean()).isTrue();
        assertThat(mandate.get("overdueSince").asString()).isEqualTo("2015-08-01");
        assertThat(mandate.get("possible").toString())
                .contains("implementation")
                .doesNotContain("verification");
    }

    @Test
    void a_mandate_is_as_it_was_known_at_the_time() {
        assertThat(get("/mandates/restructure?effectiveOn=2016-01-01&knownAt=2015-10-03")
                        .get("status")
                        .asString())
                .isEqualTo("implemented");
        assertThat(get("/mandates/restructure?effectiveOn=2016-01-01")
                        .get("status")
                        .asString())
                .isEqualTo("closed");
        assertThat(send("/mandates/restructure?knownAt=2015-06-01").statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_board_is_filtered_counted_sorted_and_paged() {
        assertThat(ids("/mandates?organisation=oas&effectiveOn=2016-07-01"))
                .containsExactly("restructure", "report", "languages");
        assertThat(ids("/mandates?effectiveOn=2016-07-01&overdue=true")).containsExactly("report");
        assertThat(ids("/mandates?effectiveOn=2016-05-31&overdue=true"))
                .as("due today is not late")
                .isEmpty();
        assertThat(ids("/mandates?effectiveOn=2016-07-01&overdue=false")).containsExactly("restructure", "languages");
        assertThat(ids("/mandates?effectiveOn=2016-07-01&unit=equity")).containsExactly("report");
        assertThat(ids("/mandates?effectiveOn=2016-07-01&status=closed,assigned&sort=title"))
                .containsExactly("restructure", "languages", "report");
        assertThat(ids("/mandates?effectiveOn=2016-07-01&resolution=act&sort=id"))
                .as("issued or renewed by it")
                .containsExactly("languages", "report", "restructure");
        assertThat(ids("/mandates?effectiveOn=2016-07-01&organ=general-assembly"))
                .hasSize(3);
        assertThat(ids("/mandates?effectiveOn=2016-07-01&organ=permanent-council"))
                .isEmpty();
        assertThat(ids("/mandates?effectiveOn=2016-07-01&priority=high,very-high"))
                .containsExactly("report");
        assertThat(ids("/mandates?effectiveOn=2016-07-01&keyword=EQUITY")).containsExactly("report", "languages");
        assertThat(ids("/mandates?effectiveOn=2016-07-01&notRenewedFor=5")).containsExactly("languages");
        assertThat(ids("/mandates?effectiveOn=2015-05-31&notRenewedFor=5")).isEmpty();
        assertThat(ids("/mandates?effectiveOn=2016-07-01&age=7")).containsExactly("languages");
        assertThat(ids("/mandates?effectiveOn=2016-07-01&age=9")).isEmpty();
        assertThat(ids("/mandates?effectiveOn=2016-07-01&offset=1&limit=1")).containsExactly("report");
        JsonNode counts =
                get("/mandates?effectiveOn=2016-07-01&counts=true&limit=0").get("counts");
        assertThat(counts.get("total").asInt()).isEqualTo(3);
        assertThat(counts.at("/status/closed").asInt()).isEqualTo(1);
        assertThat(counts.at("/lead/equity").asInt()).isEqualTo(1);
        assertThat(counts.get("overdue").asInt()).isEqualTo(1);
    }

    @Test
    void words_are_found_by_their_stems_in_their_language_and_without_accents() {
        assertThat(ids("/mandates?effectiveOn=2016-07-01&text=reporting%20accesses"))
                .containsExactly("report");
        assertThat(ids("/mandates?effectiveOn=2016-07-01&text=pol%C3%ADtica")).containsExactly("report");
        assertThat(ids("/mandates?effectiveOn=2016-07-01&text=educacion")).containsExactly("report");
        assertThat(ids("/mandates?effectiveOn=2016-07-01&text=nothing")).isEmpty();
    }

    @Test
    void the_board_comes_as_csv() {
        String csv = send("/mandates?effectiveOn=2016-07-01&format=csv&lang=es").body();
        assertThat(csv.lines().toList()).hasSize(4);
        assertThat(csv)
                .startsWith("id,organisation,status,overdue,title,lead,leadName")
                .contains("report,oas,assigned,true,Informar sobre las políticas de educación,equity,equity,");
    }

    @Test
    void bad_questions_are_refused_by_name() {
        assertThat(refused("/mandates?status=late", 400)).isEqualTo("status");
        assertThat(refused("/mandates?sort=colour", 400)).isEqualTo("sort");
        assertThat(refused("/mandates?units=x", 400)).isEqualTo("units");
        assertThat(refused("/mandates?notRenewedFor=-1", 400)).isEqualTo("notRenewedFor");
        assertThat(refused("/proposals?status=late", 400)).isEqualTo("status");
        refused("/mandates?organisation=nowhere", 404);
        refused("/mandates/unknown", 404);
        refused("/proposals/unknown", 404);
    }

    @Test
    void the_trace_goes_from_the_paragraph_to_the_unit() {
        JsonNode trace = get("/mandates/restructure/trace?effectiveOn=2015-12-31");

        assertThat(trace.at("/provisions/0/text").asString()).isEqualTo("First paragraph.");
        assertThat(trace.at("/proposals/0/id").asString()).isEqualTo("new-structure");
        assertThat(trace.at("/proposals/0/approval/by/name").asString()).isEqualTo("Luis");
        assertThat(trace.at("/changes/0/type").asString()).isEqualTo("UnitCreated");
        assertThat(trace.at("/changes/0/state").asString()).isEqualTo("in-effect");
        assertThat(trace.at("/changes/0/via").toString())
                .isEqualTo("[\"authority\",\"implementation\",\"proposal:new-structure\"]");
        assertThat(trace.at("/units").findValuesAsString("id")).containsExactly("cabinet", "equity");
        assertThat(trace.at("/functions/0/id").asString()).isEqualTo("equity-work");
        assertThat(get("/mandates/restructure/trace?effectiveOn=2015-08-31&knownAt=2015-09-01")
                        .get("changes"))
                .isEmpty();
    }

    @Test
    void why_leads_back_from_the_unit_to_mandate_proposal_and_people() {
        JsonNode link =
                get("/organisations/oas/why?unit=equity&effectiveOn=2015-12-31").at("/chain/0");

        assertThat(link.at("/authority/text").asString()).isEqualTo("First paragraph.");
        assertThat(link.at("/mandate/id").asString()).isEqualTo("restructure");
        assertThat(link.at("/mandate/status").asString()).isEqualTo("closed");
        assertThat(link.at("/proposal/id").asString()).isEqualTo("new-structure");
        assertThat(link.at("/proposal/authors/0/name").asString()).isEqualTo("Ana");
        assertThat(link.at("/actor/name").asString()).isEqualTo("Luis");
    }

    @Test
    void the_timeline_tells_each_step_with_people_authority_and_state() {
        JsonNode timeline = get("/mandates/restructure/timeline?effectiveOn=2015-10-03");

        assertThat(timeline.get("entries").findValuesAsString("type"))
                .containsExactly("MandateIssued", "MandateAssigned", "ProgressReported", "ImplementationClaimed");
        assertThat(timeline.at("/entries/2/status").asString()).isEqualTo("in-progress");
        assertThat(timeline.at("/entries/2/actor/name").asString()).isEqualTo("Ana");
        assertThat(timeline.at("/entries/2/facts/statement").asString()).isEqualTo("Submitted");
        assertThat(timeline.get("planned").findValuesAsString("type"))
                .containsExactly("ImplementationVerified", "MandateClosed");
        assertThat(get("/proposals/new-structure/timeline").get("entries").findValuesAsString("status"))
                .containsExactly("drafted", "submitted", "under-consideration", "approved", "enacted");
    }

    @Test
    void an_act_tells_how_far_it_has_been_carried_out() {
        JsonNode then = get("/resolutions/act/progress?effectiveOn=2015-09-30&knownAt=2015-09-29");
        assertThat(then.at("/mandates/total").asInt()).isEqualTo(2);
        assertThat(then.at("/mandates/implemented").asInt()).isZero();
        assertThat(then.at("/changes/proposed").asInt()).isEqualTo(1);
        JsonNode now = get("/resolutions/act/progress?effectiveOn=2016-07-01");
        assertThat(now.at("/mandates/total").asInt()).isEqualTo(3);
        assertThat(now.at("/mandates/implemented").asInt()).isEqualTo(1);
        assertThat(now.at("/mandates/overdue").asInt()).isEqualTo(1);
        assertThat(now.at("/changes/inEffect").asInt()).isEqualTo(1);
        assertThat(now.at("/changes/total").asInt()).isEqualTo(1);
        assertThat(now.at("/changes/proposed").asInt()).isZero();
        JsonNode ahead = get("/resolutions/act/progress?effectiveOn=2015-09-30");
        assertThat(ahead.at("/changes/planned").asInt()).isEqualTo(1);
        assertThat(ahead.at("/changes/proposed").asInt())
                .as("recorded already: planned, no longer proposed")
                .isZero();
        assertThat(get("/resolutions/act/trace?effectiveOn=2016-07-01")
                        .at("/mandates/2/units/1/id")
                        .asString())
                .isEqualTo("equity");
    }

    @Test
    void proposals_are_listed_and_tell_what_they_made() {
        assertThat(get("/proposals?status=enacted&effectiveOn=2016-01-01")
                        .at("/proposals/0/id")
                        .asString())
                .isEqualTo("new-structure");
        assertThat(get("/proposals?status=submitted,under-consideration&effectiveOn=2016-01-01")
                        .get("total")
                        .asInt())
                .isZero();
        JsonNode proposal = get("/proposals/new-structure?effectiveOn=2016-01-01");
        assertThat(proposal.get("inEffect").asBoolean()).isTrue();
        assertThat(proposal.at("/changes/0/event").asString()).isEqualTo("oas-2");
        assertThat(proposal.at("/package/changes/0/type").asString()).isEqualTo("CreateUnit");
        assertThat(get("/proposals/new-structure?effectiveOn=2015-09-29")
                        .get("status")
                        .asString())
                .isEqualTo("under-consideration");
    }

    @Test
    void a_proposal_tells_the_version_that_an_order_to_it_may_name() {
        assertThat(get("/proposals/new-structure").get("version").asLong()).isEqualTo(5);
        assertThat(get("/proposals/new-structure?knownAt=2015-07-01T10:00:00Z")
                        .get("version")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void one_that_was_recorded_with_more_words_than_can_be_sought_holds_up_nothing() {
        var wordy = new Attributes(
                null,
                null,
                null,
                null,
                null,
                IntStream.range(0, 150_000).mapToObj(i -> "word" + i).toList(),
                null,
                null);
        var id = new MandateId("wordy");
        record(
                null,
                "2016-02-01T10:00:00Z",
                "wordy",
                new MandateIssued(
                        id, OAS, Name.of("en", "Say everything"), null, null, wordy, day("2030-02-01"), GROUNDS));

        assertThat(ids("/mandates?organisation=oas&effectiveOn=2030-03-01&text=word17"))
                .containsExactly("wordy");
    }

    @Test
    void what_a_report_names_of_another_organisation_is_not_told() {
        var elsewhere = new OrganisationId("elsewhere");
        var plan = new ProposalId("b-plan");
        record(
                DRAFTER,
                "2016-02-02T10:00:00Z",
                "b-plan",
                new ProposalDrafted(
                        plan,
                        elsewhere,
                        null,
                        Name.of("en", "A secret plan"),
                        new ProposedPackage(
                                day("2031-10-01"), List.of(Map.of("type", "CreateUnit", "unit", "hidden")), null, null),
                        day("2031-07-01"),
                        Authority.of("act")));
        record(
                null,
                "2016-02-03T10:00:00Z",
                "languages",
                new ProgressReported(
                        LANGUAGES,
                        OAS,
                        CABINET,
                        ReportedStatus.IN_PROGRESS,
                        null,
                        List.of(),
                        List.of(),
                        List.of(plan),
                        null,
                        null,
                        day("2031-07-31"),
                        GROUNDS));

        assertThat(get("/mandates/languages?effectiveOn=2031-12-31")
                        .at("/proposals")
                        .toString())
                .contains("b-plan");
        assertThat(get("/mandates/languages/trace?effectiveOn=2031-12-31").toString())
                .doesNotContain("secret");
    }

    @Test
    void the_log_as_csv_names_the_act_of_each_step() throws Exception {
        assertThat(send("/organisations/oas/events?format=csv&type=ProposalDrafted")
                        .body()
                        .lines())
                .anyMatch(line -> line.contains("ProposalDrafted") && line.endsWith(",act"));
    }

    @Test
    void gaps_name_what_is_missing() {
        JsonNode gaps = get("/organisations/oas/gaps?effectiveOn=2016-07-01");

        assertThat(gaps.get("mandatesWithoutAction").findValuesAsString("id")).containsExactly("languages", "report");
        assertThat(gaps.get("changesWithoutMandate").findValuesAsString("event"))
                .containsExactly("oas-1");
        assertThat(gaps.get("functionsWithoutMandate").findValuesAsString("id")).containsExactly("cabinet-work");
        assertThat(gaps.get("unitsWithoutFunction")).isEmpty();
        assertThat(gaps.at("/overlappingMandates/0/because/0/value").asString()).isEqualTo("equity, reporting");
        assertThat(gaps.at("/overlappingMandates/0/mandates").findValuesAsString("lead"))
                .containsExactly("cabinet", "equity");
        assertThat(gaps.at("/counts/overlappingMandates").asInt()).isEqualTo(1);
    }

    @Test
    void a_review_shows_what_is_old_what_was_renewed_and_what_recurs() {
        JsonNode review = get("/organisations/oas/review?effectiveOn=2016-07-01&years=6");

        assertThat(review.get("notRenewed").findValuesAsString("id")).containsExactly("languages");
        assertThat(review.at("/chains/0/provisions").findValuesAsString("resolution"))
                .containsExactly("old-act", "act");
        assertThat(review.at("/recurring/0/organ").asString()).isEqualTo("general-assembly");
        assertThat(review.at("/recurring/0/mandates/0/id").asString()).isEqualTo("report");
    }

    @Test
    void deadlines_go_into_a_calendar() {
        var calendar = Biweekly.parse(send("/organisations/oas/deadlines.ics?effectiveOn=2016-01-01&lang=es")
                        .body())
                .first();

        assertThat(calendar.validate(biweekly.ICalVersion.V2_0).isEmpty()).isTrue();
        assertThat(calendar.getEvents()).hasSize(1);
        VEvent event = calendar.getEvents().getFirst();
        assertThat(event.getSummary().getValue()).isEqualTo("Informar sobre las políticas de educación");
        assertThat(event.getDateStart().getValue().getRawComponents().toString())
                .contains("2016", "5", "31");
        assertThat(event.getDateStart().getValue().hasTime()).isFalse();
        assertThat(send("/organisations/oas/deadlines.ics?effectiveOn=2015-07-01")
                        .body())
                .contains("DTSTART;VALUE=DATE:20150731");
    }

    @Test
    void what_a_token_does_not_reach_is_not_there() {
        String elsewhere = TestIssuer.bearerIn("elsewhere", Role.AUDITOR);
        assertThat(JSON.readTree(send("/mandates", elsewhere).body())
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(JSON.readTree(send("/proposals", elsewhere).body())
                        .get("total")
                        .asInt())
                .isZero();
        for (String organisation : List.of("oas", "nowhere"))
            assertThat(JSON.readTree(send("/mandates?organisation=" + organisation, elsewhere)
                                    .body())
                            .get("total")
                            .asInt())
                    .isZero();
        assertThat(send("/mandates/report", elsewhere).statusCode()).isEqualTo(404);
        assertThat(send("/proposals/new-structure", elsewhere).statusCode()).isEqualTo(404);
        assertThat(send("/organisations/oas/gaps", elsewhere).statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(send("/resolutions/act/progress", elsewhere).body())
                        .at("/changes/total")
                        .asInt())
                .isZero();
    }

    @Test
    void what_is_overdue_today_is_measured() {
        assertThat(meters.get("mandatum.mandates.overdue").gauge().value()).isEqualTo(1);
    }

    private static final Grounds GROUNDS = grounds("act", "1", null);

    private static Grounds grounds(String act, @Nullable String paragraph, @Nullable String mandate) {
        return new Grounds(new Authority(new ResolutionId(act), paragraph, mandate), null, null);
    }

    private static OrganisationOpened opened() {
        return new OrganisationOpened(OAS, Name.of("en", "OAS"), "en", OrganisationRules.DEFAULT, List.of());
    }

    private static ResolutionAdopted act(String id, String adoptedOn) {
        return new ResolutionAdopted(
                new ResolutionId(id),
                "resolution",
                id.toUpperCase(java.util.Locale.ROOT),
                new OrganId("general-assembly"),
                null,
                Name.of("en", id),
                day(adoptedOn),
                null,
                List.of(
                        new Paragraph("1", "First paragraph."),
                        new Paragraph("2", "Second."),
                        new Paragraph("3", "Third.")),
                null,
                List.of(),
                null,
                null);
    }

    private static UnitCreated office(UnitId unit, String day, Grounds grounds) {
        return new UnitCreated(
                OAS,
                unit,
                new UnitKind("office"),
                Name.of("en", unit.value()),
                null,
                List.of(),
                null,
                false,
                List.of(new FunctionStatement(new FunctionId(unit + "-work"), Name.of("en", "Work of " + unit), null)),
                day(day),
                grounds);
    }

    private static MandateIssued issued(
            MandateId id, String act, String paragraph, String title, @Nullable String due, Attributes attributes) {
        return new MandateIssued(
                id,
                OAS,
                Name.of("en", title),
                null,
                due == null ? null : day(due),
                attributes,
                day(act.equals("act") ? "2015-06-15" : "2008-06-05"),
                grounds(act, paragraph, null));
    }

    private static MandateAssigned assigned(MandateId id, String day) {
        return new MandateAssigned(id, OAS, CABINET, List.of(), day(day), GROUNDS);
    }

    private static ProposalDrafted drafted() {
        return new ProposalDrafted(
                PROPOSAL,
                OAS,
                RESTRUCTURE,
                Name.of("en", "A new structure"),
                new ProposedPackage(
                        day("2015-10-01"), List.of(Map.of("type", "CreateUnit", "unit", "equity")), null, null),
                day("2015-07-01"),
                Authority.of("act"));
    }

    private void record(@Nullable Actor actor, String recordedAt, String stream, Event event) {
        long sequence = sequences.merge(stream, 1L, Long::sum) - 1;
        feed.apply(List.of(new RecordedEvent(
                stream + "-" + sequence,
                stream,
                sequence,
                feed.nextPosition(),
                0,
                Instant.parse(recordedAt),
                null,
                null,
                actor,
                event)));
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    private List<String> ids(String path) {
        return get(path)
                .get("mandates")
                .valueStream()
                .map(mandate -> mandate.get("id").asString())
                .toList();
    }

    private String refused(String path, int status) {
        var answer = send(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        return JSON.readTree(answer.body()).path("field").asString();
    }

    private JsonNode get(String path) {
        var answer = send(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String path) {
        return send(path, TestIssuer.bearer(Role.VIEWER));
    }

    private HttpResponse<String> send(String path, String token) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
