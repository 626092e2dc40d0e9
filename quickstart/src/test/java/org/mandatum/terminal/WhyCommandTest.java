package org.mandatum.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WhyCommandTest {
    private static final String NO_UNIT =
            "{\"code\":\"unknown-unit\",\"detail\":\"No unit x is known at that moment.\"}";
    private static final String NO_FUNCTION =
            "{\"code\":\"unknown-function\",\"detail\":\"No function x is known at that moment.\"}";

    private final StubRegister register = new StubRegister();

    @AfterEach
    void close() {
        register.close();
    }

    @Test
    void each_respect_is_told_with_its_act_and_people() {
        register.on("GET /organisations/oas/why?unit=x&effectiveOn=2015-12-31&lang=en", 200, """
                {"organisation":"oas","unit":"x","name":"X Office","effectiveOn":"2015-12-31","knownAt":"2026-01-01T00:00:00Z",
                 "chain":[{"respect":"established","event":"e1","type":"UnitCreated","effectiveOn":"2015-10-01",
                   "recordedAt":"2026-01-01T00:00:00Z","position":7,
                   "authority":{"resolution":"res-2","paragraph":"1","symbol":"CP/RES. 2036","title":{"en":"Vision"},
                     "organ":"permanent-council","adoptedOn":"2015-09-30","text":"Create X.",
                     "rescinded":{"by":"res-9","effectiveOn":"2020-01-01"}},
                   "evidence":{"source":"document","reference":"p. 4"},"note":"Assumed.",
                   "proposal":{"id":"p-1","status":"enacted","title":{"en":"Vision"},
                     "authors":[{"issuer":"i","subject":"ana","name":"Ana Reyes"},{"issuer":"i","subject":"ben"}],
                     "approval":{"contentHash":"sha-256:0","by":{"issuer":"i","subject":"cai","name":"Cai Diallo"}}},
                   "actor":{"issuer":"i","subject":"ana","name":"Ana Reyes"},"correlation":"c1"}]}
                """);
        Run run = Run.against(register, "why", "x", "--organisation", "oas", "--on", "2015-12-31");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "unit x of oas, X Office, on 2015-12-31, as known at 2026-01-01T00:00:00Z",
                        "",
                        "established  2015-10-01  UnitCreated",
                        "  by         CP/RES. 2036 §1: Vision, permanent-council, adopted on 2015-09-30",
                        "  text       Create X.",
                        "  rescinded  by res-9 from 2020-01-01",
                        "  proposal   p-1, enacted: Vision",
                        "  evidence   source document, reference p. 4",
                        "  note       Assumed.",
                        "  people     drafted by Ana Reyes and ben, approved by Cai Diallo, submitted by Ana Reyes",
                        "  recorded   2026-01-01T00:00:00Z, position 7, event e1, correlation c1");
    }

    @Test
    void what_is_no_unit_is_asked_for_as_a_function_and_nothing_is_made_up_for_missing_fields() {
        register.on("GET /organisations/oas/why?unit=x&lang=en", 404, NO_UNIT)
                .on(
                        "GET /organisations/oas/why?function=x&lang=en",
                        200,
                        "{\"organisation\":\"oas\",\"function\":\"x\",\"chain\":[{\"respect\":\"holder\"}]}");
        Run run = Run.against(register, "why", "x", "--organisation", "oas");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).containsExactly("function x of oas", "", "holder");
    }

    @Test
    void what_is_neither_is_not_found() {
        register.on("GET /organisations/oas/why?unit=x&lang=en", 404, NO_UNIT)
                .on("GET /organisations/oas/why?function=x&lang=en", 404, NO_FUNCTION);
        Run run = Run.against(register, "why", "x", "--organisation", "oas");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.err()).contains("x is neither a unit nor a function").hasLineCount(1);
    }

    @Test
    void a_unit_that_has_ended_is_told_to_have_ended() {
        register.on(
                        "GET /organisations/oas/why?unit=x&lang=en",
                        404,
                        "{\"code\":\"not-in-force\",\"detail\":\"x is not in force.\",\"endedOn\":\"2015-10-01\"}")
                .on("GET /organisations/oas/why?function=x&lang=en", 404, NO_FUNCTION);
        assertThat(Run.against(register, "why", "x", "--organisation", "oas").err())
                .contains("x is not in force. (endedOn 2015-10-01)");
    }

    @Test
    void json_comes_with_every_language() {
        register.on("GET /organisations/oas/why?unit=a%20b%2F", 200, "{\"unit\":\"a b/\"}");
        assertThat(Run.against(register, "why", "a b/", "--organisation", "oas", "-o", "json")
                        .out())
                .isEqualToIgnoringNewLines("{\"unit\":\"a b/\"}");
    }
}
