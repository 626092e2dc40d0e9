package org.mandatum.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mandatum.access.TestIssuer;
import org.mandatum.command.CommandService;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two command services on one database, each with its own memory of organisations and acts: neither decides on what the
 * other has made untrue.
 */
class TwoInstancesTest {
    private static EmbeddedPostgres postgres;
    private static final List<ConfigurableApplicationContext> INSTANCES = new ArrayList<>();
    private static int organisations;

    private final HttpClient client = HttpClient.newHttpClient();
    private String org = "";
    private String act = "";

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
        for (int i = 0; i < 2; i++)
            INSTANCES.add(new SpringApplicationBuilder(CommandService.class, TestIssuer.class)
                    .run(
                            "--server.port=0",
                            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                            "--spring.datasource.username=postgres",
                            "--spring.datasource.password=postgres",
                            "--spring.datasource.hikari.maximum-pool-size=8"));
    }

    @AfterAll
    static void stop() throws IOException {
        INSTANCES.forEach(ConfigurableApplicationContext::close);
        postgres.close();
    }

    @BeforeEach
    void an_organisation_that_both_have_in_memory() {
        org = "org-" + ++organisations;
        act = "act-" + organisations;
        post(0, "/organisations", "{'id':'" + org + "','name':'An organisation'}");
        post(
                0,
                "/resolutions",
                "{'id':'" + act + "','kind':'resolution','symbol':'" + act
                        + "','organ':'assembly','title':'On structure',"
                        + "'adoptedOn':'2015-01-01','paragraphs':[{'number':'1','text':'Do it.'}]}");
        for (int instance = 0; instance < 2; instance++)
            assertThat(change(
                            instance,
                            "1",
                            "{'type':'CreateUnit','unit':'office-" + instance + "','kind':'office','name':'Office "
                                    + instance + "'}"))
                    .isEqualTo(201);
    }

    @Test
    void what_one_has_recorded_the_other_builds_on() {
        change(0, "1", "{'type':'CreateUnit','unit':'new','kind':'office','name':'New'}");

        assertThat(change(1, "1", "{'type':'RenameUnit','unit':'new','name':'Newer'}"))
                .isEqualTo(201);
        assertThat(change(0, "1", "{'type':'RenameUnit','unit':'new','name':'Newest'}"))
                .isEqualTo(201);
    }

    @Test
    void a_paragraph_that_one_has_added_can_be_cited_at_the_other() {
        post(
                0,
                "/resolutions",
                "{'id':'" + act + "-b','kind':'resolution','symbol':'" + act
                        + "-b','organ':'assembly','title':'Amends','adoptedOn':'2015-01-02'}");
        assertThat(post(
                        0,
                        "/resolutions/" + act + "/amendments",
                        "{'by':'" + act
                                + "-b','effectiveOn':'2015-01-03','paragraphs':[{'number':'2','text':'More.'}]}"))
                .isEqualTo(201);

        assertThat(change(1, "2", "{'type':'RenameUnit','unit':'office-0','name':'Renamed'}"))
                .isEqualTo(201);
    }

    @Test
    void what_rests_on_an_act_that_the_other_has_rescinded_is_refused() {
        post(
                0,
                "/resolutions",
                "{'id':'" + act + "-c','kind':'resolution','symbol':'" + act
                        + "-c','organ':'assembly','title':'Rescinds','adoptedOn':'2015-01-02'}");
        assertThat(post(0, "/resolutions/" + act + "/rescission", "{'by':'" + act + "-c','effectiveOn':'2015-02-01'}"))
                .isEqualTo(201);

        assertThat(change(1, "1", "{'type':'RenameUnit','unit':'office-0','name':'Renamed'}"))
                .isEqualTo(409);
    }

    @Test
    void both_write_to_one_organisation_at_once_and_every_change_is_recorded_once() throws Exception {
        int each = 12;
        var writing = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int instance = 0; instance < 2; instance++) {
                int at = instance;
                writing.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        String order = "{'type':'CreateUnit','unit':'u-" + at + "-" + i + "','kind':'office','name':'U "
                                + at + " " + i + "'}";
                        String key = org + "-" + at + "-" + i;
                        int status = 503;
                        while (status == 503) status = change(at, "1", order, key);
                        assertThat(status).isEqualTo(201);
                    }
                }));
            }
            for (Future<?> writer : writing) writer.get();
        }

        assertThat(change(0, "1", "{'type':'RenameUnit','unit':'u-1-" + (each - 1) + "','name':'Last'}"))
                .isEqualTo(201);
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var count = connection.prepareStatement("select count(*) from event where stream = ?")) {
            count.setString(1, "organisations/" + org);
            var row = count.executeQuery();
            row.next();
            assertThat(row.getLong(1)).isEqualTo(3 + 2 * each + 1);
        } catch (java.sql.SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private int change(int instance, String paragraph, String change) {
        return change(instance, paragraph, change, null);
    }

    private int change(int instance, String paragraph, String change, @Nullable String key) {
        return post(
                instance,
                "/organisations/" + org + "/changes",
                "{'authority':{'resolution':'" + act + "','paragraph':'" + paragraph
                        + "'},'effectiveOn':'2015-06-01','changes':[" + change + "]}",
                key);
    }

    private int post(int instance, String path, String body) {
        return post(instance, path, body, null);
    }

    private int post(int instance, String path, String body, @Nullable String key) {
        String port = INSTANCES.get(instance).getEnvironment().getProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", TestIssuer.bearer())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        if (key != null) request.header("Idempotency-Key", key);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
