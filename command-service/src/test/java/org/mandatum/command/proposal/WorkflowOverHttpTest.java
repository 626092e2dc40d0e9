package org.mandatum.command.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mandatum.access.Role;
import org.mandatum.access.TestIssuer;
import org.mandatum.command.OnARegisterOfItsOwn;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a resolution's mandate to the change that carries it out, over HTTP on a real PostgreSQL, by different people. */
@OnARegisterOfItsOwn
class WorkflowOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ANA = person("ana", Role.OFFICER);
    private static final String BEN = person("ben", Role.OFFICER, Role.APPROVER);
    private static int organisations;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    private final HttpClient client = HttpClient.newHttpClient();
    private String org = "";

    @BeforeEach
    void an_organisation_a_resolution_and_two_offices() {
        org = "o" + ++organisations;
        ok(send(TestIssuer.bearer(), "POST", "/organisations", "{'id':'%s','name':'An organisation'}".formatted(org)));
        send(
                ANA,
                "POST",
                "/resolutions",
                "{'id':'res-1','kind':'resolution','symbol':'RES. 1','organ':'assembly','title':'On structure',"
                        + "'adoptedOn':'2015-06-15','paragraphs':[{'number':'1','text':'Submit it.'}]}");
        ok(send(
                ANA,
                "POST",
                "/organisations/" + org + "/changes",
                "{'authority':{'resolution':'res-1'},'effectiveOn':'2015-06-15','changes':["
                        + "{'type':'CreateUnit','unit':'cabinet','kind':'office','name':'Cabinet'},"
                        + "{'type':'CreateUnit','unit':'media','kind':'office','name':'Media'}]}"));
    }

    @Test
    void the_whole_way_from_the_mandate_to_the_change_that_carries_it_out() {
        String mandate = mandate();
        ok(post(ANA, "/mandates/" + mandate + "/assignment", "{'lead':'cabinet','effectiveOn':'2015-06-20'}"));
        ok(post(ANA, "/mandates/" + mandate + "/reports", "{'status':'in-progress','effectiveOn':'2015-07-01'}"));
        String proposal = approved("rename", "{'type':'RenameUnit','unit':'cabinet','name':'Bureau'}");

        JsonNode enacted = ok(post(
                ANA, "/proposals/" + proposal + "/enactment", "{'authority':{'resolution':'res-1','paragraph':'1'}}"));

        assertThat(enacted.get("proposal").asString()).isEqualTo(proposal);
        assertThat(enacted.at("/events/0/type").asString()).isEqualTo("ProposalEnacted");
        JsonNode recorded = json(jdbc.queryForObject(
                "select payload::text from event where stream = ? and type = 'UnitRenamed'",
                String.class,
                "organisations/" + org));
        assertThat(recorded.at("/grounds/authority/mandate").asString()).isEqualTo(mandate);
        assertThat(recorded.at("/grounds/authority/proposal").asString()).isEqualTo(proposal);
        String change = jdbc.queryForObject(
                "select id::text from event where stream = ? and type = 'UnitRenamed'",
                String.class,
                "organisations/" + org);
        assertThat(json(jdbc.queryForObject(
                                "select payload::text from event where stream = ? and type = 'ProposalEnacted'",
                                String.class,
                                "proposals/" + proposal))
                        .at("/changes/0")
                        .asString())
                .isEqualTo(change);
        // Both logs grew in one transaction.
        assertThat(jdbc.queryForObject(
                        "select count(distinct xmin::text) from event where id = ?::uuid or stream = ? and type = 'ProposalEnacted'",
                        Integer.class,
                        change,
                        "proposals/" + proposal))
                .isEqualTo(1);

        String proof = "{'changes':['" + change + "'],'effectiveOn':'2015-07-21'}";
        ok(post(ANA, "/mandates/" + mandate + "/implementation", proof));
        var byHerself = post(ANA, "/mandates/" + mandate + "/verification", "{'verified':true}");
        assertThat(code(byHerself)).isEqualTo("four-eyes");
        ok(post(BEN, "/mandates/" + mandate + "/verification", "{'verified':true,'effectiveOn':'2015-07-25'}"));
        ok(post(ANA, "/mandates/" + mandate + "/closure", "{}"));
        var again = post(ANA, "/mandates/" + mandate + "/closure", "{}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again.body()).at("/refusals/0/possible").toString()).isEqualTo("[\"reopening\"]");
        assertThat(json(again.body()).at("/refusals/0/state").asString()).isEqualTo("closed");
    }

    @Test
    void of_two_proposals_that_conflict_the_second_is_refused_with_the_clash_and_is_a_draft_again() {
        mandate();
        String first = approved("eliminate", "{'type':'EliminateUnit','unit':'cabinet','successor':'media'}");
        String second = approved("rename", "{'type':'RenameUnit','unit':'cabinet','name':'Bureau'}");
        ok(post(ANA, "/proposals/" + first + "/enactment", "{'authority':{'resolution':'res-1'}}"));

        var clash = post(ANA, "/proposals/" + second + "/enactment", "{'authority':{'resolution':'res-1'}}");

        assertThat(clash.statusCode()).isEqualTo(409);
        assertThat(code(clash)).isEqualTo("unit-not-in-force");
        JsonNode returned = json(jdbc.queryForObject(
                "select payload::text from event where stream = ? order by sequence desc limit 1",
                String.class,
                "proposals/" + second));
        assertThat(returned.at("/clashes/0/code").asString()).isEqualTo("unit-not-in-force");
        ok(send(
                ANA,
                "PUT",
                "/proposals/" + second,
                proposal(null, "{'type':'RenameUnit','unit':'media','name':'Bureau'}")));
        ok(post(ANA, "/proposals/" + second + "/submission", "{}"));
    }

    @Test
    void an_instrument_that_will_not_do_leaves_the_proposal_approved() {
        mandate();
        String proposal = approved("rename", "{'type':'RenameUnit','unit':'cabinet','name':'Bureau'}");

        assertThat(code(post(ANA, "/proposals/" + proposal + "/enactment", "{'authority':{'resolution':'nowhere'}}")))
                .isEqualTo("authority-unknown");

        ok(post(ANA, "/proposals/" + proposal + "/enactment", "{'authority':{'resolution':'res-1'}}"));
    }

    @Test
    void what_is_refused_before_it_came_into_being_is_a_refusal_and_can_be_tried_without_effect() {
        String unknown = "{'id':'%s-m','organisation':'%s','title':'Submit it','authority':{'resolution':'%s'}}";

        assertThat(code(post(ANA, "/mandates", unknown.formatted(org, org, "nowhere"))))
                .isEqualTo("authority-unknown");
        assertThat(post(ANA, "/mandates?dryRun=true", unknown.formatted(org, org, "res-1"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(code(post(
                        ANA,
                        "/proposals",
                        proposal(org + "-p", "{'type':'EliminateUnit','unit':'cabinet'}")
                                .replace("'title'", "'authority':{'resolution':'res-1'},'title'"))))
                .isEqualTo("mandate-unknown");
        ok(post(ANA, "/mandates", unknown.formatted(org, org, "res-1")));
    }

    @Test
    void a_preview_and_a_dry_run_show_what_would_happen_and_record_nothing() {
        mandate();
        String proposal = approved("rename", "{'type':'RenameUnit','unit':'cabinet','name':'Bureau'}");
        long before = events();

        JsonNode preview =
                json(send(BEN, "GET", "/proposals/" + proposal + "/preview", "").body());
        var dry =
                post(ANA, "/proposals/" + proposal + "/enactment?dryRun=true", "{'authority':{'resolution':'res-1'}}");

        assertThat(preview.get("refusals")).isEmpty();
        assertThat(preview.at("/difference/0/difference").asString()).isEqualTo("renamed");
        assertThat(preview.at("/difference/0/after/en").asString()).isEqualTo("Bureau");
        assertThat(preview.at("/structure/units/0/name/en").asString()).isEqualTo("Bureau");
        assertThat(dry.statusCode()).isEqualTo(200);
        assertThat(json(dry.body()).at("/events/1/type").asString()).isEqualTo("ProposalEnacted");
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void a_preview_tells_what_speaks_against_a_draft_with_the_facts() {
        mandate();
        String proposal = drafted("nobody", "{'type':'RenameUnit','unit':'nowhere','name':'Bureau'}", ANA);

        JsonNode preview =
                json(send(BEN, "GET", "/proposals/" + proposal + "/preview", "").body());

        assertThat(preview.at("/refusals/0/code").asString()).isEqualTo("unit-unknown");
        assertThat(preview.at("/refusals/0/unit").asString()).isEqualTo("nowhere");
        assertThat(preview.has("structure")).isFalse();
    }

    @Test
    void a_preview_tells_what_became_of_the_act_since_it_was_last_cited() {
        mandate();
        String act = org + "-act";
        ok(post(
                ANA,
                "/resolutions",
                "{'id':'%s','kind':'resolution','symbol':'ACT','organ':'assembly','title':'On names','adoptedOn':'2015-06-16','paragraphs':[]}"
                        .formatted(act)));
        ok(post(
                ANA,
                "/organisations/" + org + "/changes",
                "{'authority':{'resolution':'%s'},'effectiveOn':'2015-06-17','changes':[{'type':'RenameUnit','unit':'media','name':'Press'}]}"
                        .formatted(act)));
        String proposal = drafted("rename", "{'type':'RenameUnit','unit':'cabinet','name':'Bureau'}", ANA);
        String preview = "/proposals/" + proposal + "/preview?resolution=" + act;
        assertThat(json(send(BEN, "GET", preview, "").body()).get("refusals")).isEmpty();

        ok(post(ANA, "/resolutions/" + act + "/rescission", "{'effectiveOn':'2015-07-01','by':'res-1'}"));

        assertThat(json(send(BEN, "GET", preview, "").body())
                        .at("/refusals/0/code")
                        .asString())
                .isEqualTo("authority-rescinded");
    }

    @Test
    void what_only_annuls_is_in_effect_on_the_day_of_its_enactment() {
        mandate();
        String change = jdbc.queryForObject(
                "select id::text from event where stream = ? and type = 'UnitCreated' and payload ->> 'unit' = 'media'",
                String.class,
                "organisations/" + org);
        String proposal = approved(
                "annul", "{'type':'AnnulChange','change':'%s','reason':'It was decided by nobody.'}".formatted(change));

        ok(post(ANA, "/proposals/" + proposal + "/enactment", "{'authority':{'resolution':'res-1'}}"));

        JsonNode enacted = latest(proposal);
        assertThat(enacted.get("inEffectOn")).isEqualTo(enacted.get("effectiveOn"));
    }

    @Test
    void of_very_many_clashes_the_first_are_told() {
        mandate();
        String renames = IntStream.range(0, 60)
                .mapToObj("{'type':'RenameUnit','unit':'nowhere-%d','name':'Bureau'}"::formatted)
                .collect(Collectors.joining(","));
        String proposal = approved("many", renames);

        assertThat(code(post(ANA, "/proposals/" + proposal + "/enactment", "{'authority':{'resolution':'res-1'}}")))
                .isEqualTo("unit-unknown");

        JsonNode returned = latest(proposal);
        assertThat(returned.get("clashes")).hasSize(50);
        assertThat(returned.get("comments").asString()).endsWith(" And 10 more refusals.");
    }

    @Test
    void what_is_too_large_to_be_published_is_refused_and_nothing_of_it_is_recorded() {
        mandate();
        long before = events();
        String note = "é".repeat(450_000);
        String large = proposal(org + "-large", "{'type':'RenameUnit','unit':'cabinet','name':'Bureau'}")
                .replace("'package':{", "'package':{'note':'" + note + note.substring(200_000) + "',");

        HttpResponse<String> refused = post(ANA, "/proposals", large);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(413);
        assertThat(code(refused)).isEqualTo("too-large");
        assertThat(json(refused.body()).get("detail").asString())
                .contains("ProposalDrafted would be an event of 1400", "the largest has 1000000");
        assertThat(events()).isEqualTo(before);
        drafted("after", "{'type':'RenameUnit','unit':'cabinet','name':'Bureau'}", ANA);
    }

    @Test
    void what_is_given_no_id_has_one_made_of_its_name_that_nothing_else_bears() {
        String name = "Board of " + org;
        JsonNode first = ok(send(TestIssuer.bearer(), "POST", "/organisations", "{'name':'%s'}".formatted(name)));
        JsonNode second = ok(send(TestIssuer.bearer(), "POST", "/organisations", "{'name':'%s'}".formatted(name)));
        String title = "Report of " + org;
        String mandate = "{'organisation':'%s','title':'%s','authority':{'resolution':'res-1'}}".formatted(org, title);
        ok(post(ANA, "/mandates", mandate));
        var once = send(ANA, "POST", "/mandates", mandate, "Idempotency-Key", title);
        var again = send(ANA, "POST", "/mandates", mandate, "Idempotency-Key", title);
        String proposal = ("{'organisation':'%s','title':'%s','authority':{'resolution':'res-1'},"
                        + "'package':{'effectiveOn':'2015-07-15','changes':[{'type':'EliminateUnit','unit':'media'}]}}")
                .formatted(org, title);
        ok(post(ANA, "/proposals", proposal));
        var last = post(ANA, "/proposals", proposal);

        assertThat(first.get("organisation").asString()).isEqualTo("board-of-" + org);
        assertThat(second.get("organisation").asString()).isEqualTo("board-of-" + org + "-2");
        assertThat(ok(once).get("mandate").asString()).isEqualTo("report-of-" + org + "-2");
        assertThat(once.headers().firstValue("Location")).hasValue("/mandates/report-of-" + org + "-2");
        assertThat(again.body()).isEqualTo(once.body());
        assertThat(ok(last).get("proposal").asString()).isEqualTo("report-of-" + org + "-2");
    }

    @Test
    void a_unit_that_is_named_as_its_organisation_has_an_id_of_its_own() {
        JsonNode created = ok(post(
                ANA,
                "/organisations/" + org + "/changes",
                "{'authority':{'resolution':'res-1'},'effectiveOn':'2015-07-01','changes':[{'type':'CreateUnit','kind':'office','name':'%s'}]}"
                        .formatted(org)));

        assertThat(json(jdbc.queryForObject(
                                "select payload::text from event where id = ?::uuid",
                                String.class,
                                created.at("/events/0/id").asString()))
                        .get("unit")
                        .asString())
                .isEqualTo(org + "-2");
    }

    @Test
    void approval_takes_an_approver_who_is_not_the_author() {
        mandate();
        String proposal = drafted("rename", "{'type':'RenameUnit','unit':'cabinet','name':'Bureau'}", BEN);
        ok(post(BEN, "/proposals/" + proposal + "/submission", "{}"));
        ok(post(BEN, "/proposals/" + proposal + "/consideration", "{'organ':'permanent-council'}"));
        String approval = "{'contentHash':'" + hash(proposal) + "'}";

        assertThat(post(ANA, "/proposals/" + proposal + "/approval", approval).statusCode())
                .isEqualTo(403);
        assertThat(code(post(BEN, "/proposals/" + proposal + "/approval", approval)))
                .isEqualTo("four-eyes");
        ok(post(person("carla", Role.APPROVER), "/proposals/" + proposal + "/approval", approval));
    }

    @Test
    void a_change_that_cites_a_mandate_needs_one() {
        String rename = "{'authority':{'resolution':'res-1','mandate':'%s'},'effectiveOn':'2015-07-01',"
                + "'changes':[{'type':'RenameUnit','unit':'cabinet','name':'Bureau'}]}";

        assertThat(code(post(ANA, "/organisations/" + org + "/changes", rename.formatted("nothing"))))
                .isEqualTo("mandate-unknown");
        ok(post(ANA, "/organisations/" + org + "/changes", rename.formatted(mandate())));
    }

    @Test
    void the_same_strictness_as_everywhere() {
        String mandate = mandate();
        assertThat(json(post(ANA, "/mandates/" + mandate + "/assignment", "{'laed':'cabinet','lead':'cabinet'}")
                                .body())
                        .get("field")
                        .asString())
                .isEqualTo("laed");
        assertThat(json(post(ANA, "/mandates/" + mandate + "/renewal", "{}").body())
                        .get("field")
                        .asString())
                .isEqualTo("authority");
        assertThat(post(ANA, "/mandates/nothing/assignment", "{'lead':'cabinet'}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(ANA, "/mandates/" + mandate + "/abolition", "{}").statusCode())
                .isEqualTo(404);
        assertThat(send(ANA, "POST", "/mandates/" + mandate + "/assignment", "{'lead':'cabinet'}", "If-Match", "\"7\"")
                        .statusCode())
                .isEqualTo(412);
        String key = org + "-assign";
        var once =
                send(ANA, "POST", "/mandates/" + mandate + "/assignment", "{'lead':'cabinet'}", "Idempotency-Key", key);
        var twice =
                send(ANA, "POST", "/mandates/" + mandate + "/assignment", "{'lead':'cabinet'}", "Idempotency-Key", key);
        assertThat(twice.body()).isEqualTo(once.body());
        assertThat(post(
                                "Bearer "
                                        + TestIssuer.token(
                                                claims -> claims.claim("organisations", java.util.List.of("another")),
                                                Role.OFFICER),
                                "/mandates/" + mandate + "/closure",
                                "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    private String mandate() {
        String id = org + "-m";
        ok(post(
                ANA,
                "/mandates",
                "{'id':'%s','organisation':'%s','title':'Submit it','dueOn':'2015-07-31','priority':'high','class':'activity',"
                                .formatted(id, org)
                        + "'authority':{'resolution':'res-1','paragraph':'1'}}"));
        return id;
    }

    private String drafted(String name, String change, String author) {
        String id = org + "-" + name;
        ok(post(author, "/proposals", proposal(id, change)));
        return id;
    }

    private String proposal(@Nullable String id, String change) {
        return "{%s'mandate':'%s-m','title':'A proposal','package':{'effectiveOn':'2015-07-15','changes':[%s]}}"
                .formatted(id == null ? "" : "'id':'" + id + "','organisation':'" + org + "',", org, change);
    }

    private String approved(String name, String change) {
        String id = drafted(name, change, ANA);
        ok(post(ANA, "/proposals/" + id + "/submission", "{}"));
        ok(post(ANA, "/proposals/" + id + "/consideration", "{'organ':'permanent-council'}"));
        ok(post(BEN, "/proposals/" + id + "/approval", "{'contentHash':'" + hash(id) + "'}"));
        return id;
    }

    private String hash(String proposal) {
        return json(send(BEN, "GET", "/proposals/" + proposal + "/preview", "").body())
                .get("contentHash")
                .asString();
    }

    private JsonNode latest(String proposal) {
        return json(jdbc.queryForObject(
                "select payload::text from event where stream = ? order by sequence desc limit 1",
                String.class,
                "proposals/" + proposal));
    }

    private static String person(String subject, Role... roles) {
        return "Bearer " + TestIssuer.token(claims -> claims.subject(subject).claim("name", subject), roles);
    }

    private long events() {
        Long count = jdbc.queryForObject("select count(*) from event", Long.class);
        return count == null ? 0 : count;
    }

    private JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer.body());
    }

    private static String code(HttpResponse<String> answer) {
        return json(answer.body()).get("code").asString();
    }

    private static JsonNode json(@Nullable String text) {
        return JSON.readTree(text);
    }

    private HttpResponse<String> post(String who, String path, String body) {
        return send(who, "POST", path, body);
    }

    private HttpResponse<String> send(String who, String method, String path, String body, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Content-Type", "application/json")
                    .header("Authorization", who)
                    .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
            if (headers.length > 0) request.headers(headers);
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }
}
