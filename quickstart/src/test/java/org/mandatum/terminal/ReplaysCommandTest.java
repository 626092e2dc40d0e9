package org.mandatum.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplaysCommandTest {
    private static final String CALL = "POST /organisations/oas/replays";
    private static final String PLACE = "/organisations/oas/replays/r1";
    private static final String LOOK = "GET " + PLACE;
    private static final String RUNNING = "{\"state\":\"running\",\"events\":9,\"read\":3}";
    private static final String AGREES =
            "{\"state\":\"done\",\"effectiveOn\":\"2015-07-31\",\"knownAt\":\"2016-01-01T00:00:00Z\",\"events\":9,"
                    + "\"agrees\":true,\"digest\":\"sha-256:1\",\"differences\":[]}";

    private final StubRegister register = new StubRegister();

    @AfterEach
    void close() {
        register.close();
    }

    private Run replayed(String... more) {
        String[] words = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("replays", "--organisation", "oas"), java.util.Arrays.stream(more))
                .toArray(String[]::new);
        return Run.against(register, words);
    }

    @Test
    void a_structure_that_agrees_with_the_log_ends_well() {
        register.accepts(CALL, PLACE).on(LOOK, 200, RUNNING).on(LOOK, 200, AGREES);
        Run run = replayed("--on", "2015-07-31", "--known-at", "2016-01-01T00:00:00Z");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("2015-07-31 +2016-01-01T00:00:00Z +9 +yes +sha-256:1");
        assertThat(run.err()).contains("3 of 9 events");
        assertThat(register.only(CALL).body())
                .isEqualTo("{\"effectiveOn\":\"2015-07-31\",\"knownAt\":\"2016-01-01T00:00:00Z\"}");
    }

    @Test
    void one_that_differs_is_named_and_has_a_code_of_its_own() {
        String end = "{\"state\":\"done\",\"events\":9,\"agrees\":false,\"digest\":\"sha-256:1\","
                + "\"differences\":[{\"what\":\"unit\",\"id\":\"cabinet\",\"shownBy\":\"rows\"}]}";
        register.accepts(CALL, PLACE).on(LOOK, 200, end);
        Run run = replayed();
        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.out()).containsPattern("unit +cabinet +rows");
    }

    @Test
    void its_steps_are_read_page_by_page() {
        register.accepts(CALL, PLACE)
                .on(LOOK, 200, AGREES)
                .on(
                        LOOK + "/steps?limit=200&from=1",
                        200,
                        "{\"steps\":[{\"step\":1,\"effectiveOn\":\"2010-01-01\",\"type\":\"UnitCreated\","
                                + "\"authority\":{\"resolution\":\"act\"},\"changed\":{\"created\":[{}]}}],\"next\":2}")
                .on(
                        LOOK + "/steps?limit=200&from=2",
                        200,
                        "{\"steps\":[{\"step\":2,\"effectiveOn\":\"2011-01-01\",\"type\":\"UnitRenamed\","
                                + "\"authority\":{\"resolution\":\"act\"},\"changed\":{\"renamed\":[{}]}}],\"next\":null}");
        Run run = replayed("--steps");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("1 +2010-01-01 +UnitCreated +act +1 created")
                .containsPattern("2 +2011-01-01 +UnitRenamed +act +1 renamed");
    }

    @Test
    void one_that_failed_says_why_and_may_go_well_later() {
        register.accepts(CALL, PLACE).on(LOOK, 200, "{\"state\":\"failed\",\"detail\":\"Ask anew.\"}");
        Run run = replayed();
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(run.err()).contains("Ask anew.");
    }
}
