package org.mandatum.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiffCommandTest {
    private static final String CALL = "GET /organisations/oas/structure/diff?from=2015-07-31&to=2015-12-31";
    private static final String CAUSE =
            "\"cause\":{\"effectiveOn\":\"2015-10-01\",\"authority\":{\"resolution\":\"res-2\",\"paragraph\":\"1\"}}";

    private final StubRegister register = new StubRegister();

    @AfterEach
    void close() {
        register.close();
    }

    @Test
    void every_difference_is_a_line_with_its_sign_and_its_cause() {
        register.on(CALL + "&lang=en", 200, """
                {"organisation":"oas","from":{"effectiveOn":"2015-07-31"},"to":{"effectiveOn":"2015-12-31"},
                 "created":[{"id":"a","kind":"office","name":"A","parent":"top",CAUSE}],
                 "eliminated":[{"unit":"b","name":"B","successors":["c"],CAUSE}],
                 "converted":[{"from":"d","fromName":"D","to":"e","toName":"E",CAUSE}],
                 "renamed":[{"unit":"f","name":"F2","fromName":"F","toName":"F2",CAUSE}],
                 "moved":[{"unit":"g","name":"G","from":null,"to":"a",CAUSE}],
                 "reportingLines":[{"unit":"h","name":"H","from":[],"to":["a","c"],CAUSE}],
                 "suspended":[],
                 "functionsMoved":[{"function":"press","name":"Press","from":"b","to":"c",CAUSE}],
                 "linked":[{"units":["a","c"],"purpose":"P"}],
                 "blessed":[{"unit":"i","name":"I"}]}
                """.replace("CAUSE", CAUSE));
        Run run = Run.against(register, "diff", "2015-07-31", "2015-12-31", "--organisation", "oas");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "+   a      A (office) under top  (res-2 §1, 2015-10-01)",
                        "-   b      B, succeeded by c  (res-2 §1, 2015-10-01)",
                        ">   d      became e E  (res-2 §1, 2015-10-01)",
                        "~   f      name: F → F2  (res-2 §1, 2015-10-01)",
                        "~   g      parent: none → a  (res-2 §1, 2015-10-01)",
                        "~   h      reports to: none → a, c  (res-2 §1, 2015-10-01)",
                        "=>  press  function: b → c  (res-2 §1, 2015-10-01)",
                        "+   a – c  coordination: P",
                        "~   i      blessed I");
    }

    @Test
    void what_was_learned_between_two_moments_names_the_correction() {
        register.on(
                "GET /organisations/oas/structure/diff?from=2015-12-31&to=2015-12-31&fromKnownAt=2016-01-01"
                        + "&toKnownAt=2017-01-01&lang=en",
                200,
                """
                {"renamed":[{"unit":"f","name":"F","fromName":"F2","toName":"F",CAUSE,
                   "correction":{"event":"e9","type":"ChangeAnnulled","authority":{"resolution":"res-9"},"reason":"void"}}],
                 "moved":[{"unit":"g","name":"G","from":"a","to":null,CAUSE,
                   "correction":{"event":"e8","type":"EffectiveDateCorrected","effectiveOn":"2016-06-01",
                     "authority":{"resolution":"res-9"}}}],
                 "reclassified":[{"unit":"h","name":"H","from":{"kind":"office","autonomous":false},
                   "to":{"kind":"department","autonomous":true},CAUSE}]}
                """.replace("CAUSE", CAUSE));
        Run run = Run.against(
                register,
                "diff",
                "2015-12-31",
                "2015-12-31",
                "--organisation",
                "oas",
                "--from-known-at",
                "2016-01-01",
                "--to-known-at",
                "2017-01-01");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .containsExactly(
                        "~  f  name: F2 → F  (res-2 §1, 2015-10-01); annulled by res-9",
                        "~  g  parent: a → none  (res-2 §1, 2015-10-01); put on 2016-06-01 by res-9",
                        "~  h  kind: office → department, autonomous  (res-2 §1, 2015-10-01)");
    }

    @Test
    void no_difference_leaves_standard_output_empty() {
        register.on(CALL + "&lang=en", 200, "{\"organisation\":\"oas\",\"created\":[]}");
        Run run = Run.against(register, "diff", "2015-07-31", "2015-12-31", "--organisation", "oas");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("nothing differs");
    }

    @Test
    void json_comes_as_the_register_gives_it() {
        register.on(CALL + "&knownAt=2016-01-01", 200, "{\"created\": []}");
        Run run = Run.against(
                register,
                "diff",
                "2015-07-31",
                "2015-12-31",
                "--organisation",
                "oas",
                "-o",
                "json",
                "--known-at",
                "2016-01-01");
        assertThat(run.out()).isEqualToIgnoringNewLines("{\"created\": []}");
    }

    @Test
    void a_day_that_is_none_is_a_mistake_on_the_command_line() {
        Run run = Run.against(register, "diff", "2015-07-31", "2015-13-31");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("'2015-13-31' is no date such as 2015-07-31");
        assertThat(register.requests()).isEmpty();
    }
}
