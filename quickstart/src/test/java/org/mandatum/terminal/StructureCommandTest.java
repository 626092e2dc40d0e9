package org.mandatum.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StructureCommandTest {
    private static final String ORGANISATIONS =
            "{'organisations':[{'id':'oas','name':{'en':'OAS'}}]}".replace('\'', '"');
    private static final String STRUCTURE = """
            {"organisation":"oas","effectiveOn":"2015-07-31","knownAt":"2026-01-01T00:00:00Z","version":78,"units":[
             {"id":"tax","kind":"office","name":"Tax Office","parent":"treasury","since":"2014-02-01",
              "authority":{"resolution":"res-1","paragraph":"2"},"suspended":{"since":"2015-01-01","reason":"no staff"}},
             {"id":"treasury","kind":"secretariat","name":{"es":"Tesorería"},"parent":null,"since":"2014-01-01",
              "authority":{"resolution":"res-1"}},
             {"id":"evil","kind":"office","name":"a\\u001b[2Jb","parent":"organ","since":"2014-01-01"}]}
            """;

    private final StubRegister register = new StubRegister();

    @AfterEach
    void close() {
        register.close();
    }

    @Test
    void units_stand_under_their_parents_and_suspended_ones_are_marked() {
        register.on("GET /organisations", 200, ORGANISATIONS)
                .on(
                        "GET /organisations/oas/structure?effectiveOn=2015-07-31&knownAt=2026-01-01&lang=en",
                        200,
                        STRUCTURE);
        Run run = Run.against(register, "structure", "--on", "2015-07-31", "--known-at", "2026-01-01");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "oas on 2015-07-31, as known at 2026-01-01T00:00:00Z, version 78",
                        "UNIT      KIND         NAME                                               SINCE       AUTHORITY",
                        "treasury  secretariat  Tesorería                                          2014-01-01  res-1",
                        "  tax     office       Tax Office [suspended since 2015-01-01: no staff]  2014-02-01  res-1 §2",
                        "evil      office       a [2Jb                                             2014-01-01");
    }

    @Test
    void json_and_csv_and_dot_come_as_the_register_gives_them() {
        register.on("GET /organisations/oas/structure?format=json", 200, STRUCTURE.strip())
                .on("GET /organisations/oas/structure?lang=es&format=csv", 200, "id,kind\r\na,b\r\n")
                .on("GET /organisations/oas/structure?format=dot", 200, "digraph {}\n");
        assertThat(Run.against(register, "structure", "--organisation", "oas", "-o", "json")
                        .out())
                .isEqualTo(STRUCTURE.strip() + System.lineSeparator());
        assertThat(Run.against(register, "structure", "--organisation", "oas", "-o", "csv", "--lang", "es")
                        .out())
                .isEqualTo("id,kind\r\na,b\r\n");
        assertThat(Run.against(register, "structure", "--organisation", "oas", "-o", "dot")
                        .out())
                .isEqualTo("digraph {}\n");
    }

    @Test
    void a_register_that_is_still_reading_is_waited_for_and_its_progress_told() {
        // given a register that has only just been started
        String reading = """
                {"status":503,"code":"index-filling","detail":"is being read","organisation":"oas","percent":"%s"}""";
        String question = "GET /organisations/oas/structure?format=json";
        register.on(question, 503, reading.formatted("12"))
                .on(question, 503, reading.formatted("80"))
                .on(question, 200, STRUCTURE.strip());

        // when a structure is asked for
        Run run = Run.against(register, "structure", "--organisation", "oas", "-o", "json");

        // then the answer comes once it is there, and until then standard error tells how far the register is
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(STRUCTURE.strip() + System.lineSeparator());
        assertThat(run.err().lines())
                .containsExactly(
                        "mandatum: the register reads what it knows into memory, 12 % so far; waiting",
                        "mandatum: the register reads what it knows into memory, 80 % so far; waiting");
    }

    @Test
    void a_register_that_cannot_answer_is_not_asked_again() {
        register.on(
                "GET /organisations/oas/structure?lang=en",
                503,
                "{\"status\":503,\"code\":\"store-unavailable\",\"detail\":\"The store did not answer.\"}");
        Run run = Run.against(register, "structure", "--organisation", "oas");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(run.err()).contains("The store did not answer").hasLineCount(1);
        assertThat(register.requests()).hasSize(1);
    }

    @Test
    void an_empty_structure_is_said_to_be_empty() {
        register.on("GET /organisations/oas/structure?lang=en", 200, "{\"organisation\":\"oas\",\"units\":[]}");
        assertThat(Run.against(register, "structure", "--organisation", "oas").out())
                .contains("no unit is in force");
    }

    @Test
    void of_several_organisations_one_must_be_named() {
        register.on("GET /organisations", 200, "{\"organisations\":[{\"id\":\"oas\"},{\"id\":\"paho\"}]}");
        Run run = Run.against(register, "structure");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("oas, paho", "--organisation").hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void where_no_organisation_is_there_is_nothing_to_find() {
        register.on("GET /organisations", 200, "{\"organisations\":[]}");
        assertThat(Run.against(register, "structure").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void an_unknown_organisation_is_not_found() {
        register.on(
                "GET /organisations/nope/structure?lang=en",
                404,
                "{\"code\":\"unknown-organisation\",\"detail\":\"No organisation nope is known at that moment.\"}");
        Run run = Run.against(register, "structure", "--organisation", "nope");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.err()).isEqualToIgnoringNewLines("mandatum: No organisation nope is known at that moment.");
    }

    @Test
    void a_parameter_that_the_register_refuses_is_told_with_its_reason() {
        register.on(
                "GET /organisations/oas/structure?knownAt=yesterday&lang=en",
                400,
                "{\"code\":\"invalid-parameter\",\"detail\":\"knownAt is an instant.\",\"field\":\"knownAt\"}");
        Run run = Run.against(register, "structure", "--organisation", "oas", "--known-at", "yesterday");
        assertThat(run.exitCode()).isEqualTo(ExitCode.REJECTED);
        assertThat(run.err()).contains("knownAt is an instant. (field knownAt)");
    }

    @Test
    void a_token_is_sent_to_the_register_and_a_missing_one_explained() {
        register.on("GET /organisations/oas/structure?lang=en", 401, "{\"detail\":\"Sign in.\"}")
                .on("GET /organisations/oas/structure?lang=en", 200, STRUCTURE);
        Run without = Run.against(register, "structure", "--organisation", "oas", "--token", "");
        assertThat(without.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(without.err()).contains("Sign in; give a token with --token");
        assertThat(Run.against(register, "structure", "--organisation", "oas", "--token", "abc.def")
                        .exitCode())
                .isZero();
        assertThat(register.requests().getFirst().header("Authorization")).isEmpty();
        assertThat(register.requests().getLast().header("Authorization")).contains("Bearer abc.def");
    }

    @Test
    void a_token_with_a_line_break_is_not_sent() {
        Run run = Run.against(register, "structure", "--organisation", "oas", "--token", "abc\ndef");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(register.requests()).isEmpty();
    }

    @Test
    void a_register_that_does_not_run_is_to_be_started() {
        Run run = Run.of("structure");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(run.err()).contains("not running", "./mandatum up").hasLineCount(1);
    }

    @Test
    void an_address_where_nobody_answers_is_told_in_one_line() {
        String address = register.address().toString();
        register.close();
        Run run = Run.of("structure", "--organisation", "oas", "--query-url", address);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(run.err()).contains("nothing answers at " + address).hasLineCount(1);
    }

    @Test
    void an_address_of_something_else_is_told_in_one_line() {
        register.on("GET /organisations", 200, "<html>");
        Run run = Run.against(register, "structure");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(run.err()).contains("does not answer as Mandatum does").hasLineCount(1);
    }

    @Test
    void an_address_without_its_scheme_or_beside_a_data_directory_is_a_mistake() {
        assertThat(Run.of("structure", "--query-url", "localhost:8080").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Run.against(register, "structure", "--data", "d").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
