package org.mandatum.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MandatesCommandTest {
    private final StubRegister register = new StubRegister();

    @AfterEach
    void close() {
        register.close();
    }

    @Test
    void the_board_names_what_is_late_and_who_leads_it() {
        register.on(
                "GET /mandates?organisation=oas&effectiveOn=2016-07-01&overdue=true&unit=equity&lang=en&limit=1000",
                200,
                """
                {"total":1,"mandates":[{"id":"report","status":"assigned","dueOn":"2016-05-31","overdue":true,
                 "lead":"equity","title":"Report on access"}]}
                """);
        Run run = Run.against(
                register, "mandates", "--organisation", "oas", "--overdue", "--unit", "equity", "--on", "2016-07-01");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().map(MandatesCommandTest::columns))
                .containsExactly(
                        "MANDATE | STATE | DUE | LATE | LEAD | TITLE",
                        "report | assigned | 2016-05-31 | late | equity | Report on access");
    }

    @Test
    void the_board_comes_as_csv_for_a_spreadsheet() {
        register.on("GET /mandates?organisation=oas&format=csv", 200, "id,organisation\r\nreport,oas\r\n");
        assertThat(Run.against(register, "mandates", "--organisation", "oas", "-o", "csv")
                        .out())
                .contains("report,oas");
    }

    @Test
    void a_trace_goes_from_the_act_to_units_and_functions() {
        register.on("GET /mandates/restructure/trace?effectiveOn=2015-12-31&lang=en", 200, """
            {"mandate":{"id":"restructure","status":"closed","title":"Adjust the structure"},
             "provisions":[{"how":"issued","resolution":"act","symbol":"AG/RES. 2876","paragraph":"1",
               "effectiveOn":"2015-06-15","text":"To instruct."}],
             "proposals":[{"id":"rationale","status":"enacted","title":"Rationale"}],
             "changes":[{"effectiveOn":"2015-10-01","type":"UnitCreated","state":"in-effect","units":["equity"]}],
             "units":[{"id":"equity","name":"Equity"}],
             "functions":[{"id":"rights","name":"Rights","holder":"equity"}]}
            """);
        assertThat(Run.against(register, "trace", "restructure", "--on", "2015-12-31")
                        .out()
                        .lines())
                .containsExactly(
                        "mandate   restructure  closed  Adjust the structure",
                        "  issued by AG/RES. 2876 §1 on 2015-06-15",
                        "    To instruct.",
                        "proposal  rationale  enacted  Rationale",
                        "change    2015-10-01  UnitCreated  in-effect  equity",
                        "unit      equity  Equity",
                        "function  rights  equity  Rights");
    }

    @Test
    void a_mandate_that_nobody_knows_is_not_found() {
        register.on(
                "GET /mandates/x/trace?lang=en",
                404,
                "{\"code\":\"unknown-mandate\",\"detail\":\"No mandate x is known at that moment.\"}");
        Run run = Run.against(register, "trace", "x");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.err()).contains("No mandate x is known");
    }

    @Test
    void gaps_are_counted_and_named() {
        register.on("GET /organisations/oas/gaps?lang=en", 200, """
            {"counts":{"mandatesWithoutAction":1,"unassignedMandates":0,"changesWithoutMandate":2,
               "functionsWithoutMandate":0,"unitsWithoutFunction":1,"overlappingMandates":1},
             "mandatesWithoutAction":[{"id":"report","title":"Report","lead":"equity"}],
             "changesWithoutMandate":[{"event":"e1","effectiveOn":"2014-01-01","authority":{"resolution":"act"},
               "units":["press"],"functions":[]}],
             "unitsWithoutFunction":[{"id":"press","name":"Press"}],
             "overlappingMandates":[{"because":[{"by":"keywords","value":"a, b"}],
               "mandates":[{"id":"m1","lead":"u1"},{"id":"m2","lead":"u2"}]}]}
            """);
        assertThat(Run.against(register, "gaps", "--organisation", "oas").out().lines())
                .containsExactly(
                        "mandates without action: 1",
                        "  report  Report  equity",
                        "unassigned mandates: 0",
                        "changes without mandate: 2",
                        "  e1  (act, 2014-01-01)  press",
                        "  … and 1 more",
                        "functions without mandate: 0",
                        "units without function: 1",
                        "  press  Press",
                        "overlapping mandates: 1",
                        "  m1 (u1), m2 (u2): keywords a, b");
    }

    private static String columns(String line) {
        return line.replaceAll("(?<=\\S) {2,}", " | ");
    }
}
