package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.mandatum.journal.CanonicalJson;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One structure in its forms: final, compressed, digested, nested, in one language, and where it stands in time. */
@OnARegisterOfItsOwn
class FormsOfAStructureOverHttpTest extends AskedOverHttp {
    @Test
    void a_past_answer_is_final_and_its_tag_saves_sending_it_again() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        String path = "/organisations/" + org + "/structure?effectiveOn=2016-06-01&knownAt=2020-01-03";

        var first = send(path);
        record(
                org,
                2,
                "2020-01-05T00:00:00Z",
                new UnitRenamed(org, new UnitId("press"), Name.of("en", "Media"), day("2016-01-01"), GROUNDS));
        var again = send(path);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.headers().firstValue("Cache-Control").orElse(""))
                .as("something recorded by then might still be on its way")
                .contains("no-cache");
        assertThat(again.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        for (String held : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
            var unchanged = send(path, "If-None-Match", held);
            assertThat(unchanged.statusCode()).as(held).isEqualTo(304);
            assertThat(unchanged.headers().firstValue("ETag")).hasValue(etag);
        }
        assertThat(send(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void a_structure_as_of_now_has_a_weak_tag_since_it_repeats_the_clock_and_is_not_sent_again_while_it_is_the_same() {
        OrganisationId org = opened();
        String path = "/organisations/" + org + "/structure";
        String etag = send(path).headers().firstValue("ETag").orElseThrow();

        assertThat(etag).startsWith("W/\"");
        assertThat(send(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        var changed = send(path, "If-None-Match", etag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).isNotEqualTo(Optional.of(etag));
    }

    @Test
    void a_compressed_answer_says_the_same_under_a_tag_of_its_own() throws IOException {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        String path = "/organisations/" + org + "/structure?effectiveOn=2016-06-01&knownAt=2020-01-03";

        for (String further : List.of("", "&digest=true", "&tree=true&lang=es")) {
            var plain = send(path + further);
            var compressed = bytes(path + further, "Accept-Encoding", "br, gzip");

            assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(new String(
                            new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes(),
                            StandardCharsets.UTF_8))
                    .isEqualTo(plain.body());
            assertThat(compressed.headers().firstValue("ETag"))
                    .isPresent()
                    .isNotEqualTo(plain.headers().firstValue("ETag"));
        }
        for (String refused : List.of("gzip;q=0", "gzip;q=0, *", "*;q=0", "br"))
            assertThat(send(path, "Accept-Encoding", refused).headers().firstValue("Content-Encoding"))
                    .as(refused)
                    .isEmpty();
    }

    @Test
    void head_answers_the_headers_of_get_and_no_body() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        String path = "/organisations/" + org + "/structure?effectiveOn=2016-06-01&knownAt=2020-01-03";

        for (String further : List.of("", "&tree=true", "&format=csv")) {
            var get = send(path + further);
            var head = sent("HEAD", path + further);

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (String name : List.of("ETag", "Content-Type", "Content-Length", "Memento-Datetime", "Cache-Control"))
                assertThat(head.headers().firstValue(name))
                        .as(name)
                        .isPresent()
                        .isEqualTo(get.headers().firstValue(name));
        }
        assertThat(sent("HEAD", "/organisations/" + org + "/events/stream").statusCode())
                .as("a stream's headers come, and end")
                .isEqualTo(200);
    }

    @Test
    void an_answer_says_where_it_stands_in_time() {
        OrganisationId org = opened();
        var answer = send("/organisations/" + org + "/structure?effectiveOn=2016-06-01&knownAt=2020-01-03");

        assertThat(answer.headers().firstValue("Memento-Datetime")).contains("Wed, 01 Jun 2016 00:00:00 GMT");
        assertThat(answer.headers().allValues("Link"))
                .anySatisfy(link -> assertThat(link).contains("rel=\"original timegate\""))
                .anySatisfy(link ->
                        assertThat(link).contains("effectiveOn=2016-06-01&knownAt=2020-01-03T23:59:59.999999Z"));
        assertThat(JSON.readTree(send(
                                        "/organisations/" + org + "/structure",
                                        "Accept-Datetime",
                                        "Wed, 01 Jun 2016 00:00:00 GMT")
                                .body())
                        .get("effectiveOn")
                        .asString())
                .isEqualTo("2016-06-01");
    }

    @Test
    void every_answer_about_a_point_of_both_clocks_says_where_it_stands_and_is_found_there_again() {
        OrganisationId org = opened();
        String act = adopted(org + "-act");
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        String of = "/organisations/" + org;
        var wanted = new LinkedHashMap<String, String>();
        wanted.put(of + "/structure", "tree=true&lang=es");
        wanted.put(of + "/structure?", "format=csv");
        wanted.put(of + "/units/press", "lang=en");
        wanted.put(of + "/why", "unit=press");
        wanted.put(of + "/flags", "");
        wanted.put(of + "/gaps", "limit=1");
        wanted.put(of + "/review", "years=2");
        wanted.put(of + "/deadlines.ics", "unit=press");
        wanted.put("/mandates", "organisation=" + org);
        wanted.put("/mandates?", "text=%26%C3%A9+%22&format=csv");
        wanted.put("/proposals", "organisation=" + org);
        wanted.put("/resolutions", "kind=resolution");
        wanted.put("/resolutions/" + act, "lang=en");
        wanted.put("/resolutions/" + act + "/progress", "");
        wanted.put("/resolutions/" + act + "/trace", "");

        wanted.forEach((path, besides) -> {
            String address = path.replace("?", "") + (besides.isEmpty() ? "" : "?" + besides);
            var answer = send(address, "Accept-Datetime", "Wed, 01 Jun 2016 00:00:00 GMT");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Memento-Datetime"))
                    .as(address)
                    .hasValue("Wed, 01 Jun 2016 00:00:00 GMT");
            assertThat(answer.headers().allValues("Vary"))
                    .as(address)
                    .anyMatch(vary -> vary.contains("Accept-Datetime"));
            assertThat(answer.headers().allValues("Link"))
                    .as(address)
                    .contains("<" + address + ">; rel=\"original timegate\"");
            assertThat(send(memento(answer)).body()).as(address).isEqualTo(answer.body());
        });
    }

    /** Their answer is about two days, or about all of them: it is no state of a day. */
    @Test
    void what_is_not_about_one_day_is_no_memento() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        String of = "/organisations/" + org;

        for (String path : List.of(
                of + "/structure/diff?from=2015-01-01&to=2016-01-01&knownAt=2020-01-03",
                of + "/functions/flows?from=2015-01-01&to=2016-01-01&knownAt=2020-01-03",
                of + "/units/press/history?knownAt=2020-01-03",
                of + "/functions/press-work/history?knownAt=2020-01-03")) {
            var answer = send(path, "Accept-Datetime", "Wed, 01 Jun 2016 00:00:00 GMT");

            assertThat(answer.body()).as(path).isEqualTo(send(path).body());
            assertThat(answer.headers().firstValue("Memento-Datetime")).as(path).isEmpty();
        }
    }

    @Test
    void a_memento_of_the_last_day_leads_to_itself() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        String structure = "/organisations/" + org + "/structure";

        for (String clocks : List.of(
                "?effectiveOn=9999-12-31&knownAt=9999-12-31",
                "?effectiveOn=1000-01-01&knownAt=9999-12-31T23:59:59.999999999Z")) {
            var answer = send(structure + clocks);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(send(memento(answer)).body()).isEqualTo(answer.body());
        }
    }

    @Test
    void every_clock_has_the_same_bounds() {
        OrganisationId org = opened();
        String structure = "/organisations/" + org + "/structure";

        for (String clock : List.of(
                "effectiveOn=0999-12-31",
                "effectiveOn=0001-01-01",
                "knownAt=0001-01-01",
                "knownAt=0999-12-31",
                "knownAt=0999-12-31T23:59:59Z",
                "knownAt=9999-12-31T23:59:59-01:00"))
            assertThat(refused(structure + "?" + clock, 400)).as(clock).isEqualTo(clock.split("=", 2)[0]);
        for (String moment : List.of("Mon, 01 Jan 0001 00:00:00 GMT", "Tue, 31 Dec 0999 23:59:59 GMT")) {
            var answer = send(structure, "Accept-Datetime", moment);
            assertThat(answer.statusCode()).as(moment).isEqualTo(400);
            assertThat(JSON.readTree(answer.body()).get("field").asString()).isEqualTo("Accept-Datetime");
            assertThat(answer.headers().firstValue("Memento-Datetime")).isEmpty();
        }
    }

    /** Where the answer says that it stays. */
    private static String memento(HttpResponse<String> answer) {
        return answer.headers().allValues("Link").stream()
                .filter(link -> link.contains("rel=\"memento\""))
                .map(link -> link.substring(1, link.indexOf('>')))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_digest_is_given_when_asked_for_and_differs_with_the_structure() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        record(org, 2, "2020-01-02T00:00:01Z", office(org, "archive", "2016-01-01"));
        String path = "/organisations/" + org + "/structure?digest=true&effectiveOn=";

        assertThat(get(path + "2015-06-01").get("digest").asString())
                .startsWith("sha-256:")
                .isEqualTo(get(path + "2015-07-01").get("digest").asString())
                .isNotEqualTo(get(path + "2016-07-01").get("digest").asString());
    }

    @Test
    void a_digest_is_that_of_units_and_coordination_in_canonical_form_whatever_form_the_answer_has() {
        // given two linked units
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        record(org, 2, "2020-01-02T00:00:01Z", office(org, "archive", "2015-01-01"));
        record(
                org,
                3,
                "2020-01-02T00:00:02Z",
                new CoordinationLinked(
                        org, List.of(new UnitId("archive"), new UnitId("press")), "media", day("2015-01-01"), GROUNDS));
        String path = "/organisations/" + org + "/structure?effectiveOn=2015-06-01&knownAt=2020-01-03T00:00:00Z";

        // when the structure is asked for with its digest
        JsonNode plain = get(path);
        ObjectNode digested = (ObjectNode) get(path + "&digest=true");
        JsonNode digest = digested.remove("digest");

        // then the digest stands beside the plain answer
        var parts = EventJson.MAPPER.createObjectNode();
        parts.set("units", plain.get("units"));
        parts.set("coordination", plain.get("coordination"));
        assertThat(plain.get("coordination")).hasSize(1);
        assertThat(digest.asString()).isEqualTo(CanonicalJson.digest(parts));
        assertThat(digested).isEqualTo(plain);

        // and beside other forms of it
        assertThat(get(path + "&digest=true&tree=true").get("digest")).isEqualTo(digest);
        assertThat(get(path + "&digest=true&lang=es").get("digest")).isEqualTo(digest);
    }

    @Test
    void the_tree_nests_and_a_language_makes_names_texts() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "top", "2015-01-01"));
        record(org, 2, "2020-01-03T00:00:00Z", office(org, "low", "2015-01-01", "top"));
        // Its name and its rest have causes of their own, which must not be taken for names.
        record(
                org,
                3,
                "2020-01-04T00:00:00Z",
                new UnitRenamed(org, new UnitId("top"), Name.of("en", "Summit"), day("2015-02-01"), GROUNDS),
                new UnitSuspended(org, new UnitId("top"), null, day("2015-03-01"), GROUNDS));

        JsonNode tree = get("/organisations/" + org + "/structure?effectiveOn=2016-01-01&tree=true&lang=es");

        assertThat(tree.at("/units/0/id").asString()).isEqualTo("top");
        assertThat(tree.at("/units/0/units/0/id").asString()).isEqualTo("low");
        assertThat(tree.at("/units/0/units/0/name").asString()).isEqualTo("low");
        assertThat(tree.at("/units/0/name").asString()).isEqualTo("Summit");
        assertThat(get("/organisations/" + org + "/units/top?effectiveOn=2016-01-01&lang=es")
                        .at("/causes/name/event")
                        .asString())
                .isEqualTo(org + "-3");
    }
}
