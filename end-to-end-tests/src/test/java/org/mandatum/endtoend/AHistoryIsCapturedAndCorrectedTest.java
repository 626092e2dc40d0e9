package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mandatum.endtoend.RegisterUnderTest.Answer;
import tools.jackson.databind.JsonNode;

/** An office takes over an existing register by a file, finds an error in it, and mends it; what was known stays known. */
@ExtendWith(RegisterUnderTest.Shared.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AHistoryIsCapturedAndCorrectedTest {
    private static final String ORGANISATION = "/organisations/institute";
    private static String file = "";

    private final RegisterUnderTest register;

    AHistoryIsCapturedAndCorrectedTest(RegisterUnderTest register) {
        this.register = register;
    }

    @Test
    @Order(1)
    void a_whole_history_is_imported_and_the_bad_line_told_by_number() throws IOException {
        register.command("/organisations", "{\"id\":\"institute\",\"name\":\"Institute\"}");
        register.command(
                "/resolutions",
                "{\"id\":\"statute\",\"kind\":\"resolution\",\"symbol\":\"STATUTE\",\"organ\":\"board\",\"title\":\"Statute\","
                        + "\"adoptedOn\":\"1990-01-01\",\"paragraphs\":[{\"number\":\"1\",\"text\":\"There shall be sections.\"}]}");
        file = IntStream.rangeClosed(1, 200)
                .mapToObj(n -> line("section-" + n, n == 100 ? "nowhere" : "statute"))
                .collect(Collectors.joining("\n"));

        JsonNode imported = imported(file);

        assertThat(imported.get("state").asString()).isEqualTo("completed");
        assertThat(imported.get("accepted").asInt()).isEqualTo(199);
        assertThat(imported.at("/errors/0/line").asInt()).isEqualTo(100);
        assertThat(imported.at("/errors/0/code").asString()).isEqualTo("authority-unknown");
        assertThat(structure("2001-01-01", "").get("units")).hasSize(199);
    }

    @Test
    @Order(2)
    void the_same_file_sent_again_changes_nothing() throws IOException {
        JsonNode again = imported(file);

        assertThat(again.get("repeated").asInt()).isEqualTo(199);
        assertThat(again.get("changes").asInt()).isZero();
    }

    @Test
    @Order(3)
    void an_error_is_mended_and_what_was_known_before_stays_known() throws IOException {
        JsonNode before = structure("2001-01-01", "");
        JsonNode section = before.at("/units/0");
        String event = section.get("event").asString();

        Answer corrected = register.command(
                ORGANISATION + "/changes",
                "{\"authority\":{\"resolution\":\"statute\",\"paragraph\":\"1\"},\"changes\":[{\"type\":\"CorrectEffectiveDate\","
                        + "\"change\":\"" + event + "\",\"effectiveOn\":\"2002-01-01\"}]}");

        assertThat(corrected.status()).as(corrected.text()).isEqualTo(201);
        assertThat(corrected.json().at("/events/0/type").asString()).isEqualTo("EffectiveDateCorrected");
        String position = corrected.json().get("position").asString();
        assertThat(structure("2001-01-01", "&minPosition=" + position).get("units"))
                .hasSize(198);
        assertThat(structure("2002-01-01", "").get("units")).hasSize(199);
        assertThat(structure("2001-01-01", "&knownAt=" + before.get("knownAt").asString())
                        .get("units"))
                .isEqualTo(before.get("units"));
    }

    @Test
    @Order(4)
    void what_others_rely_on_is_not_annulled() throws IOException {
        String unit = structure("2001-01-01", "").at("/units/5/id").asString();
        String event = structure("2001-01-01", "").at("/units/5/event").asString();
        Answer renamed = register.command(
                ORGANISATION + "/changes",
                "{\"authority\":{\"resolution\":\"statute\"},\"effectiveOn\":\"2010-01-01\",\"changes\":[{\"type\":\"RenameUnit\","
                        + "\"unit\":\"" + unit + "\",\"name\":\"Renamed\"}]}");
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(201);

        Answer refused = register.command(
                ORGANISATION + "/changes",
                "{\"authority\":{\"resolution\":\"statute\"},\"changes\":[{\"type\":\"AnnulChange\",\"change\":\""
                        + event + "\",\"reason\":\"recorded in error\"}]}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/refusals/0/code").asString()).isEqualTo("later-change-impossible");
        assertThat(refused.json().at("/refusals/0/change").asString())
                .isEqualTo(renamed.json().at("/events/0/id").asString());
    }

    private static String line(String unit, String resolution) {
        return "{\"key\":\"" + unit + "\",\"authority\":{\"resolution\":\"" + resolution
                + "\"},\"effectiveOn\":\"2000-01-01\",\"changes\":[{\"type\":\"CreateUnit\",\"kind\":\"section\",\"unit\":\""
                + unit + "\",\"name\":\"" + unit + "\"}]}";
    }

    private JsonNode structure(String day, String further) throws IOException {
        return register.ask(ORGANISATION + "/structure?effectiveOn=" + day + further);
    }

    private JsonNode imported(String lines) throws IOException {
        Answer taken = register.command(ORGANISATION + "/imports", lines, "Content-Type", "application/x-ndjson");
        assertThat(taken.status()).as(taken.text()).isEqualTo(202);
        String location = taken.response().headers().firstValue("Location").orElseThrow();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            JsonNode progress = register.progress(location);
            if (!progress.get("state").asString().equals("running")) {
                awaitProjection(progress);
                return progress;
            }
            if (System.nanoTime() > deadline) throw new AssertionError("still running: " + progress);
            Thread.onSpinWait();
        }
    }

    /** The last line's change is asked for until it shows. */
    private void awaitProjection(JsonNode progress) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (register.query(ORGANISATION + "/units/section-200?effectiveOn=2001-01-01")
                        .status()
                != 200) if (System.nanoTime() > deadline) throw new AssertionError("not projected: " + progress);
    }
}
