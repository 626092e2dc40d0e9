package org.mandatum.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebuildCommandTest {
    private static final String CALL = "POST /projection/rebuilds";
    private static final String PLACE = "/projection/rebuilds/r1";
    private static final String LOOK = "GET " + PLACE;
    private static final String VERIFYING =
            "{\"id\":\"r1\",\"state\":\"verifying\",\"events\":120,\"of\":120,\"perSecond\":60,\"verifying\":\"structure of oas\"}";
    private static final String SWAPPED =
            "{\"id\":\"r1\",\"state\":\"swapped\",\"events\":120,\"of\":120,\"organisationsVerified\":1,\"differences\":[]}";
    private static final String DIFFERENT = "{\"id\":\"r1\",\"state\":\"different\",\"events\":120,\"of\":120,"
            + "\"organisationsVerified\":1,\"differences\":[{\"what\":\"row\",\"table\":\"unit_version\",\"log\":\"/organisations/oas\","
            + "\"id\":\"cabinet\",\"live\":{},\"rebuilt\":{}}],\"detail\":\"The live projection answers otherwise and stays.\"}";

    private final StubRegister register = new StubRegister();

    @AfterEach
    void close() {
        register.close();
    }

    @Test
    void a_rebuild_is_followed_to_the_swap() {
        register.accepts(CALL, PLACE).on(LOOK, 200, VERIFYING).on(LOOK, 200, SWAPPED);
        Run run = Run.against(register, "rebuild");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().map(line -> line.split(" +")))
                .containsExactly(
                        new String[] {"REBUILD", "STATE", "EVENTS", "ORGANISATIONS", "DIFFERENCES"},
                        new String[] {"r1", "swapped", "120", "1", "0"});
        assertThat(run.err()).contains(PLACE, "verifying structure of oas: 120 of 120 events, 60/s");
        assertThat(register.only(CALL).body()).isEqualTo("{\"swapWhenDifferent\":false}");
    }

    @Test
    void what_differs_is_named_and_has_a_code_of_its_own() {
        register.accepts(CALL, PLACE).on(LOOK, 200, DIFFERENT);
        Run run = Run.against(register, "rebuild");
        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.out()).containsPattern("row +/organisations/oas +cabinet +unit_version");
        assertThat(run.err()).contains("The live projection answers otherwise and stays.");
    }

    @Test
    void the_whole_answer_is_there_as_json() {
        register.accepts(CALL, PLACE).on(LOOK, 200, SWAPPED);
        Run run = Run.against(register, "rebuild", "--swap-when-different", "-o", "json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines(SWAPPED);
        assertThat(register.only(CALL).body()).isEqualTo("{\"swapWhenDifferent\":true}");
    }

    @Test
    void one_that_runs_already_is_named_and_can_be_watched() {
        register.on(
                        CALL,
                        409,
                        "{\"code\":\"rebuild-running\",\"detail\":\"A rebuild is being made.\",\"rebuild\":\"r1\"}")
                .on(LOOK, 200, SWAPPED);
        Run refused = Run.against(register, "rebuild");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("rebuild-running", "rebuild r1");
        assertThat(Run.against(register, "rebuild", "--watch", "r1").exitCode()).isZero();
    }

    @Test
    void one_that_was_cancelled_is_no_success() {
        register.accepts("DELETE " + PLACE, PLACE)
                .on(LOOK, 200, "{\"id\":\"r1\",\"state\":\"cancelled\",\"events\":5,\"of\":9,\"differences\":[]}");
        Run run = Run.against(register, "rebuild", "--cancel", "r1");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(run.out()).contains("cancelled");
    }

    @Test
    void what_makes_no_sense_together_is_told_before_anything_is_sent() {
        assertThat(Run.against(register, "rebuild", "--watch", "r1", "--cancel", "r1")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Run.against(register, "rebuild", "--watch", "r1", "--swap-when-different")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(register.requests()).isEmpty();
    }
}
