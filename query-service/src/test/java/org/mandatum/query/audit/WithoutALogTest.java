package org.mandatum.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mandatum.access.Role;
import org.mandatum.access.TestIssuer;
import org.mandatum.journal.EventJson;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A query service that does not see the log. */
@OnARegisterOfItsOwn
class WithoutALogTest {
    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource({"AUDITOR, /organisations/oas/replays", "ADMIN, /projection/rebuilds"})
    void what_is_made_from_the_log_cannot_be_made_and_the_setting_is_named(Role role, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", TestIssuer.bearer(role))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));

        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        var problem = EventJson.MAPPER.readTree(answer.body());
        assertThat(problem.get("code").asString()).isEqualTo("log-unavailable");
        assertThat(problem.get("detail").asString()).contains("mandatum.log.datasource");
    }
}
