package org.mandatum.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchCommandTest {
    private static final String STREAM = "GET /organisations/oas/events/stream?after=";

    private final StubRegister register = new StubRegister();

    @AfterEach
    void close() {
        register.close();
    }

    private static String event(int position) {
        return "id: " + position + "\nevent: UnitCreated\ndata: {\"position\":" + position + "}\n\n";
    }

    @Test
    void after_a_drop_it_goes_on_where_it_was() {
        register.streams(STREAM + "4", ": subscribed\n\n" + event(5) + event(6) + "id: 7\ndata: {\"cut")
                .on(STREAM + "4", 503, "")
                .streams(STREAM + "4", event(7) + event(8));
        Run run = Run.against(register, "watch", "--organisation", "oas", "--from", "4", "--count", "3");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).containsExactly("{\"position\":5}", "{\"position\":6}", "{\"position\":7}");
        assertThat(run.err().lines()).first().isEqualTo("mandatum: watching after position 4");
        assertThat(run.err())
                .contains("connecting again, to go on after position 6", "connected again after position 6");
        assertThat(register.requests().stream()
                        .map(request -> request.header("Last-event-id").orElse("none")))
                .containsExactly("none", "6", "6");
    }

    @Test
    void without_a_position_it_begins_now_and_a_drop_before_the_first_event_loses_none() {
        register.on("GET /organisations/oas", 200, "{\"id\":\"oas\",\"position\":40}")
                .streams(STREAM + "40&type=UnitCreated&unit=x", ": still here\n\n")
                .streams(STREAM + "40&type=UnitCreated&unit=x", event(41));
        Run run = Run.against(
                register, "watch", "--organisation", "oas", "--type", "UnitCreated", "--unit", "x", "--count", "1");
        assertThat(run.out()).isEqualToIgnoringNewLines("{\"position\":41}");
        assertThat(register.requests().getLast().header("Last-event-id")).contains("40");
    }

    @Test
    void data_in_several_lines_becomes_one() {
        register.streams(STREAM + "0", "id: 1\r\ndata: {\"a\":\r\ndata: 1}\r\n\r\n");
        Run run = Run.against(register, "watch", "--organisation", "oas", "--from", "0", "--count", "1");
        assertThat(run.out().lines()).containsExactly("{\"a\": 1}");
    }

    @Test
    void a_register_that_does_not_answer_at_first_is_not_waited_for() {
        register.on(STREAM + "0", 503, "");
        Run run = Run.against(register, "watch", "--organisation", "oas", "--from", "0");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_request_that_is_refused_after_a_drop_is_not_repeated() {
        register.streams(STREAM + "0", event(1)).on(STREAM + "0", 401, "{\"detail\":\"The token has expired.\"}");
        Run run = Run.against(register, "watch", "--organisation", "oas", "--from", "0");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(run.err()).contains("The token has expired");
    }

    @Test
    void to_wait_for_no_event_is_a_mistake() {
        assertThat(Run.against(register, "watch", "--count", "0").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
