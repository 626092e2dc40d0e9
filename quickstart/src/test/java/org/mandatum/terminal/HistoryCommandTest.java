package org.mandatum.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryCommandTest {
    private static final String ANSWER = """
            {"organisation":"oas","unit":"b","name":"B2","inForce":true,
             "entries":[
              {"effectiveOn":"2015-10-01","authority":{"resolution":"r2"},"type":"UnitRenamed","recordedAt":"T2","position":9,
               "before":{"id":"b","name":{"en":"B"},"parent":null},"after":{"id":"b","name":{"en":"B2"},"parent":"top"}},
              {"effectiveOn":"2014-01-01","authority":{"resolution":"r1"},"type":"UnitCreated","recordedAt":"T1","position":3,
               "before":null,"after":{"id":"b","name":"B","parent":"top"}}],
             "functions":[
              {"effectiveOn":"2014-06-01","authority":{"resolution":"r1"},"type":"FunctionRedistributed","position":5,
               "function":"f","from":"a","to":"b"}],
             "predecessors":[{"id":"a","name":"A","endedOn":"2014-01-01","entries":[
              {"effectiveOn":"2014-01-01","type":"UnitConverted","before":{"id":"a","name":"A"},"after":null}]}],
             "successors":[]}
            """;

    private final StubRegister register = new StubRegister();

    @AfterEach
    void close() {
        register.close();
    }

    @Test
    void a_life_is_told_by_effective_date_after_those_of_the_predecessors() {
        register.on("GET /organisations/oas/units/b/history?lang=en", 200, ANSWER);
        Run run = Run.against(register, "history", "b", "--organisation", "oas");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll("(?<=\\S) {2,}", " | ")))
                .containsExactly(
                        "predecessor a, A, ended on 2014-01-01",
                        "  2014-01-01 | UnitConverted | ended",
                        "unit b, B2, in force",
                        "  2014-01-01 | UnitCreated | established as B under top | r1 | recorded T1, position 3",
                        "  2014-06-01 | FunctionRedistributed | function f received from a | r1 | position 5",
                        "  2015-10-01 | UnitRenamed | name: B → B2; parent: none → top | r2 | recorded T2, position 9");
    }

    @Test
    void successors_and_corrections_are_told_too() {
        register.on("GET /organisations/oas/units/b/history?lang=en", 200, """
                {"organisation":"oas","unit":"b","name":"B","inForce":true,
                 "entries":[
                  {"effectiveOn":"2014-01-01","authority":{"resolution":"r1"},"type":"UnitCreated","recordedAt":"T1","position":3,
                   "before":null,"after":{"id":"b","name":"B","parent":null}},
                  {"effectiveOn":"2015-01-01","authority":{"resolution":"r2"},"type":"UnitSplit","recordedAt":"T2","position":4,
                   "before":{"id":"b","name":"B"},"after":{"id":"b","name":"B"},"successors":["b1","b2"]},
                  {"effectiveOn":"2016-01-01","authority":{"resolution":"r3"},"type":"UnitConverted","recordedAt":"T3","position":5,
                   "before":{"id":"b","name":"B"},"after":null,"successors":["c"]},
                  {"effectiveOn":"2016-01-01","authority":{"resolution":"r3"},"type":"UnitReinstated","recordedAt":"T3","position":6,
                   "before":null,"after":{"id":"b","name":"B","parent":"top"}}],
                 "functions":[],"predecessors":[],"successors":[],
                 "corrections":[
                  {"event":"e7","type":"EffectiveDateCorrected","recordedAt":"T4","position":7,"change":"e4",
                   "authority":{"resolution":"r4"},"effectiveOn":"2015-01-01"},
                  {"event":"e8","type":"ChangeAnnulled","recordedAt":"T5","position":8,"change":"e2",
                   "authority":{"resolution":"r4"},"reason":"void"}]}
                """);
        Run run = Run.against(register, "history", "b", "--organisation", "oas");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().map(line -> line.replaceAll("(?<=\\S) {2,}", " | ")))
                .containsExactly(
                        "unit b, B, in force",
                        "  2014-01-01 | UnitCreated | established as B | r1 | recorded T1, position 3",
                        "  2015-01-01 | UnitSplit | goes on, followed by b1, b2 | r2 | recorded T2, position 4",
                        "  2016-01-01 | UnitConverted | ended, followed by c | r3 | recorded T3, position 5",
                        "  2016-01-01 | UnitReinstated | established as B under top | r3 | recorded T3, position 6",
                        "corrections",
                        "  EffectiveDateCorrected | change e4 to 2015-01-01 | r4 | recorded T4, position 7",
                        "  ChangeAnnulled | change e2: void | r4 | recorded T5, position 8");
    }

    @Test
    void json_comes_as_the_register_gives_it() {
        register.on("GET /organisations/oas/units/b/history", 200, ANSWER);
        assertThat(Run.against(register, "history", "b", "--organisation", "oas", "-o", "json")
                        .out())
                .isEqualToIgnoringNewLines(ANSWER);
    }

    @Test
    void an_unknown_unit_is_not_found() {
        register.on(
                "GET /organisations/oas/units/z/history?lang=en",
                404,
                "{\"code\":\"unknown-unit\",\"detail\":\"No unit z is known at that moment.\"}");
        Run run = Run.against(register, "history", "z", "--organisation", "oas");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("No unit z is known");
    }
}
