package org.mandatum.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How the page is served; what it does is told by the browser tests. */
@OnARegisterOfItsOwn(properties = "mandatum.stream.heartbeat=200ms")
class PageTest {
    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void this_build_has_a_page() {
        assumeThat(PageTest.class.getResource("/dashboard/index.html"))
                .as("the page, which is built where Node is")
                .isNotNull();
    }

    @Test
    void every_view_has_an_address_that_is_answered_with_the_page() {
        String page = get("/").body();
        assertThat(page).contains("<div id=\"page\">");
        assertThat(get("/o/oas/chart?on=2015-10-01&unit=office-of-the-ombudsperson")
                        .body())
                .isEqualTo(page);
    }

    @Test
    void the_page_takes_nothing_from_elsewhere_and_is_asked_for_anew() {
        var headers = get("/").headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void its_parts_bear_a_hash_and_are_kept_for_ever() {
        var script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"").matcher(get("/").body());
        assertThat(script.find()).isTrue();
        var answer = get(script.group(1));
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    }

    @Test
    void questions_keep_their_addresses() {
        for (String path : new String[] {"/organisations", "/resolutions/ag-res-2876", "/nowhere"})
            assertThat(get(path).headers().firstValue("Content-Type").orElseThrow())
                    .as(path)
                    .startsWith("application/problem+json");
        assertThat(get("/assets/absent-1.js").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
