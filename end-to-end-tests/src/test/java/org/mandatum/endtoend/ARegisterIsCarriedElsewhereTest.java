package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mandatum.endtoend.RegisterUnderTest.Answer;
import org.mandatum.quickstart.Installation;
import org.mandatum.quickstart.Register;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A register with the demonstration in it, exported and restored in another place: what anybody holds of it stays true there. */
@ExtendWith(RegisterUnderTest.Shared.class)
class ARegisterIsCarriedElsewhereTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHANGE = """
            {"authority": {"resolution": "carried-charter"}, "effectiveOn": "2001-01-01",
             "changes": [{"type": "CreateSecretariat", "unit": "office-of-records", "name": "Office of Records"}]}
            """;

    private final RegisterUnderTest register;
    private final int portBase = RegisterUnderTest.freePortBase();
    private final Thread stopWithThisJvm = new Thread(this::stop);
    private Path place = Path.of("");
    private Path export = place;
    private Path data = place;
    private String auditor = "";

    ARegisterIsCarriedElsewhereTest(RegisterUnderTest register) {
        this.register = register;
    }

    @BeforeEach
    void choosePlace() throws IOException {
        place = Files.createTempDirectory("mandatum-test-");
        export = place.resolve("export");
        data = place.resolve("elsewhere");
        auditor = register.token("auditor");
        Runtime.getRuntime().addShutdownHook(stopWithThisJvm);
    }

    @AfterEach
    void stopAndForget() throws IOException {
        stop();
        Runtime.getRuntime().removeShutdownHook(stopWithThisJvm);
        RegisterUnderTest.delete(place);
    }

    @Test
    void digests_proofs_checkpoints_and_first_answers_are_the_same_there_and_the_log_goes_on() throws IOException {
        recorded(register.command("/organisations", "{\"id\": \"carried\", \"name\": \"Carried\"}"));
        recorded(register.command("/resolutions", """
                {"id": "carried-charter", "kind": "resolution", "symbol": "CARRIED", "organ": "board", "title": "Charter",
                 "adoptedOn": "2000-01-01", "paragraphs": []}
                """));
        Answer first = register.command("/organisations/carried/changes", CHANGE, "Idempotency-Key", "carried-1");
        recorded(first);
        String event = first.json().at("/events/0/id").asString();
        recorded(register.command("/organisations/carried/changes", """
                {"authority": {"resolution": "carried-charter"}, "effectiveOn": "2001-01-01",
                 "changes": [{"type": "CorrectEffectiveDate", "change": "%s", "effectiveOn": "2002-01-01"}]}
                """.formatted(event)));
        String webhook = webhook();
        String inclusion = underACheckpoint(event);
        long earlier = json(inclusion).path("size").asLong();

        Run exported = Run.mandatum(
                "export", export.toString(), "--data", register.data().toString());
        assertThat(exported.exitCode()).as(exported.text()).isZero();
        Run verified = Run.verifier(
                auditor,
                "verify",
                export.resolve("log.ndjson").toString(),
                "--key",
                export.resolve("public-keys").toString());
        assertThat(verified.out()).as(verified.text()).contains("PROVEN").doesNotContain("NOT PROVEN");
        List<String> questions =
                questions(first.json().at("/events/0/recordedAt").asString());
        List<String> before = new ArrayList<>();
        for (String question : questions) before.add(answerHere(question));
        assertThat(before).doesNotHaveDuplicates();

        neitherDamagedNorOverAnother();
        Run restored = Run.mandatum(
                "restore", export.toString(), "--data", data.toString(), "--port-base", Integer.toString(portBase));
        assertThat(restored.exitCode()).as(restored.text()).isZero();
        assertThat(restored.out()).contains("the same as the export");
        Run up = Run.mandatum("up", "--detach", "--data", data.toString());
        assertThat(up.exitCode()).as(up.text()).isZero();

        for (int i = 0; i < questions.size(); i++)
            assertThat(answerThere(questions.get(i))).as(questions.get(i)).isEqualTo(before.get(i));
        assertThat(answerThere(proofOf(event, earlier))).isEqualTo(inclusion);

        Answer again = RegisterUnderTest.post(
                portBase + 1,
                "/organisations/carried/changes",
                token("officer"),
                CHANGE,
                "Idempotency-Key",
                "carried-1");
        recorded(again);
        assertThat(again.text()).isEqualTo(first.text());
        Answer reused = RegisterUnderTest.post(
                portBase + 1, "/organisations/carried/changes", token("officer"), "{}", "Idempotency-Key", "carried-1");
        assertThat(reused.status()).isIn(400, 422);

        assertThat(answerThere("/organisations/carried/webhooks/" + webhook))
                .contains("\"state\":\"disabled\"", "give the receiver a new secret")
                .doesNotContain("whsec_");

        recorded(RegisterUnderTest.post(portBase + 1, "/organisations/carried/changes", token("officer"), """
                {"authority": {"resolution": "carried-charter"}, "effectiveOn": "2003-01-01",
                 "changes": [{"type": "RenameUnit", "unit": "office-of-records", "name": "Archive"}]}
                """));
        long exportedSize = size();
        JsonNode consistency = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> json(answerThere("/log/proofs/consistency?from=" + earlier)),
                        proof -> proof.path("to").asLong() > exportedSize);
        assertThat(consistency.path("fromRoot").asString())
                .isEqualTo(json(answerHere("/log/proofs/consistency?from=" + earlier))
                        .path("fromRoot")
                        .asString());
        Run compared = Run.mandatum("compare", export.toString(), "--data", data.toString());
        assertThat(compared.out()).as(compared.text()).contains("the same: ");
        assertThat(compared.exitCode()).isZero();
    }

    private void neitherDamagedNorOverAnother() throws IOException {
        Path log = export.resolve("log.ndjson");
        byte[] whole = Files.readAllBytes(log);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        Files.write(log, damaged);
        Run refused = Run.mandatum("restore", export.toString(), "--data", data.toString());
        assertThat(refused.exitCode()).isEqualTo(6);
        assertThat(refused.err()).contains("nothing was restored: log.ndjson is not what manifest.json says");
        assertThat(data).doesNotExist();
        Files.write(log, whole);

        Run occupied = Run.mandatum(
                "restore", export.toString(), "--data", register.data().toString());
        assertThat(occupied.exitCode()).isEqualTo(1);
        assertThat(occupied.err()).contains("there is a register in " + register.data() + " already");
    }

    private long size() throws IOException {
        return json(Files.readString(export.resolve("manifest.json")))
                .path("size")
                .asLong();
    }

    /** Five days of the demonstration at two moments of knowledge, and a correction from before and after it. */
    private List<String> questions(String beforeTheCorrection) throws IOException {
        var questions = new ArrayList<String>();
        List<JsonNode> events = new ArrayList<>();
        register.ask("/organisations/oas/events?limit=1000").path("events").forEach(events::add);
        String early = events.get(events.size() / 2).path("time").asString();
        String late = events.getLast().path("time").asString();
        for (String day : List.of("2014-05-31", "2015-07-31", "2015-12-31"))
            for (String knownAt : List.of(early, late))
                questions.add("/organisations/oas/structure?digest=true&effectiveOn=" + day + "&knownAt=" + knownAt);
        questions.add(
                "/organisations/carried/structure?digest=true&effectiveOn=2001-06-01&knownAt=" + beforeTheCorrection);
        questions.add("/organisations/carried/structure?digest=true&effectiveOn=2002-06-01&knownAt=" + early());
        String then = "effectiveOn=2015-12-31&knownAt=" + late;
        questions.add("/mandates/adjust-the-structure/timeline?" + then);
        questions.add("/proposals/restructuring-of-2015/timeline?" + then);
        questions.add("/organisations/oas/why?unit=secretariat-for-hemispheric-affairs&" + then);
        questions.add("/log/checkpoint?size=" + size());
        return questions;
    }

    private String early() throws IOException {
        return register.ask("/organisations/carried/events")
                .path("events")
                .get(2)
                .path("time")
                .asString();
    }

    private String webhook() throws IOException {
        Answer webhook = RegisterUnderTest.post(
                register.queryPort(),
                "/organisations/carried/webhooks",
                register.token("admin"),
                "{\"url\": \"https://receiver.invalid/hook\"}");
        recorded(webhook);
        return webhook.json().path("id").asString();
    }

    private String underACheckpoint(String event) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> register.queryAs(auditor, "/log/proofs/inclusion?event=" + event),
                        answer -> answer.status() == 200
                                && answer.json().path("checkpoint").isString())
                .text();
    }

    private static String proofOf(String event, long size) {
        return "/log/proofs/inclusion?event=" + event + "&size=" + size;
    }

    private String answerHere(String question) throws IOException {
        return answered(register.queryAs(auditor, question));
    }

    private String answerThere(String question) throws IOException {
        return answered(RegisterUnderTest.get(portBase, question, token("auditor")));
    }

    private static String answered(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /** Of the register that was restored: it signs people in itself. */
    private String token(String person) throws IOException {
        return new Register(Installation.at(RegisterUnderTest.home()), data, line -> {}).token(person, "*");
    }

    private static void recorded(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private void stop() {
        try {
            Run.mandatum("down", "--data", data.toString());
        } catch (IOException problem) {
            System.err.println("cannot stop the register in " + data + ": " + problem);
        }
    }
}
