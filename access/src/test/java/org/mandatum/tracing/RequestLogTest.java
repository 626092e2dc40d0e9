package org.mandatum.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Which id a request is followed by, and what is written down of it. */
class RequestLogTest {
    private static final String MADE_HERE = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Logger logger = (Logger) LoggerFactory.getLogger(RequestLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/organisations/oas/changes");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void listen_no_more() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void the_senders_id_is_told_in_the_answer_and_in_every_line_that_is_written_meanwhile() throws Exception {
        request.addHeader("X-Correlation-Id", "minutes/2015-07:31");
        var meanwhile = new ArrayList<String>();

        answer(meanwhile);

        assertThat(response.getHeader("X-Correlation-Id")).isEqualTo("minutes/2015-07:31");
        assertThat(Correlation.of(request)).isEqualTo("minutes/2015-07:31");
        assertThat(meanwhile).containsExactly("minutes/2015-07:31");
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).matches("POST /organisations/oas/changes answered 201 in \\d+ ms");
            assertThat(line.getMDCPropertyMap()).containsEntry("correlation", "minutes/2015-07:31");
        });
        assertThat(MDC.get("correlation")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one\nINFO two",
                "one\r\nX-Evil: 1",
                "tab\there",
                "<b>bold</b>",
                "\u202eright to left",
                "${jndi:ldap://x}",
                "-starts-with-a-dash",
                "café"
            })
    void an_id_that_could_pass_for_something_else_in_a_log_is_not_taken_over(String id) throws Exception {
        request.addHeader("X-Correlation-Id", id);

        answer(new ArrayList<>());

        assertThat(response.getHeader("X-Correlation-Id")).matches(MADE_HERE);
    }

    @Test
    void an_id_of_129_characters_is_one_too_long() throws Exception {
        request.addHeader("X-Correlation-Id", "x".repeat(129));

        answer(new ArrayList<>());

        assertThat(response.getHeader("X-Correlation-Id")).matches(MADE_HERE);
    }

    @Test
    void a_request_that_is_part_of_a_trace_is_followed_by_the_traces_id() throws Exception {
        request.addHeader("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        answer(new ArrayList<>());

        assertThat(response.getHeader("X-Correlation-Id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "no trace at all"
            })
    void what_is_no_trace_gives_no_id(String traceparent) throws Exception {
        request.addHeader("traceparent", traceparent);

        answer(new ArrayList<>());

        assertThat(response.getHeader("X-Correlation-Id")).matches(MADE_HERE);
    }

    @Test
    void questions_are_written_down_only_where_that_is_wanted() throws Exception {
        request.setMethod("GET");
        answer(new ArrayList<>());
        assertThat(lines.list).isEmpty();

        logger.setLevel(Level.DEBUG);
        new RequestLog(Traces.NONE).doFilter(question(), new MockHttpServletResponse(), (asked, answered) -> {});

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("GET /organisations answered 200");
    }

    private static HttpServletRequest question() {
        var question = new MockHttpServletRequest("GET", "/organisations");
        question.setQueryString("text=what+nobody+else+should+read");
        return question;
    }

    private void answer(List<String> meanwhile) throws Exception {
        new RequestLog(Traces.NONE).doFilter(request, response, (asked, answered) -> {
            meanwhile.add(MDC.get("correlation"));
            response.setStatus(201);
        });
    }
}
