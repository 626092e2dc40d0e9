package org.mandatum.verifier.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.log.ExportText;
import org.mandatum.verifier.log.Histories;
import org.mandatum.verifier.log.LogKey;
import org.mandatum.verifier.log.Recorded;

/** The program as an auditor runs it. */
class CommandsTest {
    private static final LogKey KEY = new LogKey("mandatum.example/log");
    private static final List<Recorded> EVENTS = Histories.of(300, 3);

    @TempDir
    Path directory = Path.of("");

    private final StubRegister register = new StubRegister(KEY, EVENTS);

    @AfterEach
    void stop() {
        register.close();
    }

    @Test
    void a_good_export_is_proven() throws IOException {
        Run run = Run.of("verify", export(EVENTS), "--key", KEY.text());

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.GOOD);
        assertThat(run.out())
                .contains("300 under a signed checkpoint")
                .endsWith("PROVEN\n")
                .doesNotContain("NOT PROVEN");
    }

    @Test
    void an_altered_one_is_not_and_programs_read_where() throws Exception {
        var events = new ArrayList<>(EVENTS);
        events.set(42, EVENTS.get(42).withMetadata("{}"));
        String export = ExportText.of(EVENTS, KEY, size -> size % 10 == 0);
        Path file = Files.writeString(
                directory.resolve("altered.ndjson"),
                export.replace(EVENTS.get(42).line(42), events.get(42).line(42)));

        Run run = Run.of("verify", file, "--key", KEY.text(), "-o", "json");

        assertThat(run.code()).isEqualTo(ExitCode.NOT_PROVEN);
        assertThat(Json.parse(run.out().strip(), "it")).isInstanceOfSatisfying(Map.class, document -> {
            assertThat(document.get("verified")).isEqualTo(false);
            assertThat(String.valueOf(document.get("findings"))).contains("rule=root", "checkpoint=50");
        });
    }

    @Test
    void without_a_key_there_is_no_verifying() throws IOException {
        assertThat(Run.of("verify", export(EVENTS)).code()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("verify", export(EVENTS), "--key", KEY.text().replace("+A", "+B"))
                        .code())
                .isEqualTo(ExitCode.NOT_PROVEN);
    }

    @Test
    void what_cannot_be_read_is_told_by_line_and_rule() throws IOException {
        Path file = Files.writeString(directory.resolve("cut.ndjson"), "{\"format\":\"mandatum-log-export\"");

        Run run = Run.of("verify", file, "--key", KEY.text());

        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).contains("cut.ndjson, line 1", "(cut)").doesNotContain("Exception");
        assertThat(Run.of("verify", directory.resolve("nothing"), "--key", KEY.text())
                        .code())
                .isEqualTo(ExitCode.FAULT);
    }

    @Test
    void exports_that_follow_one_another_are_read_as_one() throws IOException {
        String whole = ExportText.of(EVENTS, KEY, size -> size == 100);
        List<String> lines = whole.lines().toList();
        Path first = write("first", ExportText.header(KEY, 0, 100), lines.subList(1, 102), ExportText.footer(100, 1));
        Path second =
                write("second", ExportText.header(KEY, 100, 300), lines.subList(102, 303), ExportText.footer(200, 1));

        assertThat(Run.of("verify", first, second, "--key", KEY.text()).code()).isEqualTo(ExitCode.GOOD);
        assertThat(Run.of("verify", second, "--key", KEY.text()).err())
                .contains("begins with event 100", "(incomplete)");
        assertThat(Run.of("verify", second, first, "--key", KEY.text()).code()).isEqualTo(ExitCode.UNREADABLE);
    }

    private Path write(String name, String header, List<String> lines, String footer) throws IOException {
        return Files.writeString(directory.resolve(name), header + String.join("\n", lines) + "\n" + footer);
    }

    @Test
    void the_structure_is_folded_and_its_digest_compared() throws Exception {
        Path file = export(EVENTS);
        Run replay =
                Run.of("replay", file, "--structure", "oas", "--on", "2030-01-01", "--key", KEY.text(), "-o", "json");
        assertThat(replay.code()).as(replay.err()).isZero();
        String digest = String.valueOf(((Map<?, ?>)
                        java.util.Objects.requireNonNull(Json.parse(replay.out().strip(), "it")))
                .get("digest"));

        Object[] verify = {"verify", file, "--key", KEY.text(), "--structure", "oas", "--on", "2030-01-01"};
        assertThat(Run.of(with(verify, "--digest", digest)).code()).isEqualTo(ExitCode.GOOD);
        assertThat(Run.of(with(verify, "--digest", digest.substring("sha-256:".length())))
                        .code())
                .isEqualTo(ExitCode.GOOD);
        assertThat(Run.of(with(verify, "--digest", digest, "--known-at", "2023-11-14T22:13:21Z"))
                        .code())
                .isEqualTo(ExitCode.NOT_PROVEN);
        register.digest = digest;
        assertThat(Run.of(with(verify, "--fetch", register.url())).out()).contains("(agrees)");
        register.digest = "sha-256:00";
        Run other = Run.of(with(verify, "--fetch", register.url()));
        assertThat(other.code()).isEqualTo(ExitCode.NOT_PROVEN);
        assertThat(other.out()).contains("the digest of the structure is " + digest);
        assertThat(register.asked.getLast()).contains("digest=true&effectiveOn=2030-01-01&knownAt=2023-");
    }

    private static Object[] with(Object[] words, Object... more) {
        var all = new ArrayList<Object>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray();
    }

    @Test
    void replay_shows_the_tree_and_every_step() throws IOException {
        Run run = Run.of("replay", export(EVENTS), "--structure", "oas", "--on", "2030-01-01", "--steps");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("UnitCreated", "(department, u0, since 1966-", "units; digest sha-256:");
        assertThat(Run.of("replay", export(EVENTS), "--structure", "nobody").code())
                .isEqualTo(ExitCode.NOT_PROVEN);
        assertThat(Run.of("replay", export(EVENTS), "--structure", "oas", "--on", "yesterday")
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void the_first_event_that_differs_is_named() throws IOException {
        var events = new ArrayList<>(EVENTS);
        events.set(123, EVENTS.get(123).withMetadata("{}"));
        Path one = export(EVENTS);

        assertThat(Run.of("diff", one, export(EVENTS)).code()).isEqualTo(ExitCode.GOOD);
        Run run = Run.of("diff", one, export(events));
        assertThat(run.code()).isEqualTo(ExitCode.DIFFERENT);
        assertThat(run.out())
                .contains(
                        "event 123 is the first that differs, in metadata",
                        EVENTS.get(123).id());
        assertThat(Run.of("diff", one, export(EVENTS.subList(0, 200)), "-o", "json")
                        .out())
                .contains("\"equalEvents\":200", "the second ends here");
    }

    @Test
    void an_export_is_fetched_taken_up_where_it_broke_off_and_brought_up_to_date() throws IOException {
        Path file = directory.resolve("log.ndjson");
        register.size = 200;
        register.breaksOffAfter = 50;

        Run run = Run.of("export", register.url(), file);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("broken off after 48 events");
        assertThat(register.asked).contains("/log/export?from=48");
        assertThat(Run.of("verify", file, "--key", KEY.text()).code()).isZero();
        register.size = 300;
        assertThat(Run.of("export", register.url(), file).out()).contains("300 events, 2 checkpoints");
        assertThat(register.asked).contains("/log/export?from=200");
        assertThat(Run.of("verify", file, "--key", KEY.text()).out()).contains("300 under a signed checkpoint");
    }

    @Test
    void nobody_there_is_a_fault_and_not_a_finding() {
        register.close();
        Run run = Run.of("export", "http://127.0.0.1:1", directory.resolve("log.ndjson"), "--attempts", "1");

        assertThat(run.code()).isEqualTo(ExitCode.FAULT);
        assertThat(run.err()).contains("nothing answers at http://127.0.0.1:1");
    }

    @Test
    void an_event_is_proven_by_asking_and_by_its_receipt() throws IOException {
        String id = EVENTS.get(17).id();
        Run asked = Run.of("proof", "--event", id, "--from", register.url(), "--key", KEY.text());
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(asked.out()).contains("PROVEN  " + id + " is event 17 of 300");

        Path receipt = Files.writeString(
                directory.resolve("receipt.json"),
                Json.text(Map.of("receipt", Map.of("inclusion", List.of(register.inclusion(17, false))))));
        assertThat(Run.of("proof", "--receipt", receipt, "--key", KEY.text()).out())
                .contains("only a hash was shown");
        assertThat(Run.of("proof", "--receipt", receipt, "--key", KEY.text(), "--from", register.url())
                        .out())
                .contains("recorded at");
    }

    @Test
    void an_event_that_reads_otherwise_than_it_was_signed_is_not_proven() throws IOException {
        Path receipt = Files.writeString(directory.resolve("receipt.json"), Json.text(register.inclusion(17, false)));
        var events = new ArrayList<>(EVENTS);
        events.set(17, EVENTS.get(17).withMetadata("{}"));
        register.events = events;

        Run run = Run.of("proof", "--receipt", receipt, "--key", KEY.text(), "--from", register.url());

        assertThat(run.code()).isEqualTo(ExitCode.NOT_PROVEN);
        assertThat(run.err()).contains("is not the one that was signed");
        assertThat(Run.of("proof", "--receipt", receipt, "--key", new LogKey("mandatum.example/log").text())
                        .code())
                .isEqualTo(ExitCode.NOT_PROVEN);
        assertThat(Run.of(
                                "proof",
                                "--event",
                                java.util.UUID.randomUUID(),
                                "--from",
                                register.url(),
                                "--key",
                                KEY.text())
                        .code())
                .isEqualTo(ExitCode.FAULT);
    }

    private int exports;

    private Path export(List<Recorded> events) throws IOException {
        return Files.writeString(
                directory.resolve("export-" + exports++ + ".ndjson"),
                ExportText.of(events, KEY, size -> size % 10 == 0));
    }
}
