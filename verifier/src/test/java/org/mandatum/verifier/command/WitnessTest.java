package org.mandatum.verifier.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mandatum.verifier.log.ExportText;
import org.mandatum.verifier.log.Histories;
import org.mandatum.verifier.log.LogKey;
import org.mandatum.verifier.log.Recorded;
import org.mandatum.verifier.note.Checkpoint;
import org.mandatum.verifier.note.PublicKey;

/** A witness believes a log as long as it only ever adds to what the witness has seen. */
class WitnessTest {
    private static final LogKey KEY = new LogKey("mandatum.example/log");
    private static final List<Recorded> EVENTS = Histories.of(300, 3);

    @TempDir
    Path directory = Path.of("");

    private final StubRegister register = new StubRegister(KEY, EVENTS);
    private String witness = "";

    @BeforeEach
    void key() {
        register.size = 200;
        witness = Run.of("witness-key", "witness.example/1", directory.resolve("key"))
                .out()
                .strip();
    }

    @AfterEach
    void stop() {
        register.close();
    }

    @Test
    void it_cosigns_what_it_sees_first_and_whatever_continues_it() throws Exception {
        assertThat(look().code()).isZero();
        register.size = 300;
        Run later = look();

        assertThat(later.code()).as(later.err()).isZero();
        assertThat(register.asked).contains("/log/proofs/consistency?from=200&to=300");
        Checkpoint cosigned = Checkpoint.parse(later.out());
        assertThat(cosigned.size()).isEqualTo(300);
        assertThat(cosigned.requireSigned(List.of(PublicKey.parse(KEY.text()), PublicKey.parse(witness))))
                .hasSize(2);
        assertThat(Files.readString(directory.resolve("state"))).isEqualTo(later.out());
        assertThat(Files.readString(directory.resolve("kept")).lines()).hasSize(2);
    }

    @Test
    void what_it_kept_is_held_against_an_export() throws IOException {
        look();
        Path export = Files.writeString(directory.resolve("log"), ExportText.of(EVENTS, KEY, size -> size == 300));
        Path cut = Files.writeString(
                directory.resolve("cut"), ExportText.of(EVENTS.subList(0, 150), KEY, size -> size == 150));
        Object[] words = {"--key", KEY.text(), "--key", witness, "--checkpoints", directory.resolve("state")};

        assertThat(verify(export, words).code()).isZero();
        Run run = verify(cut, words);
        assertThat(run.code()).isEqualTo(ExitCode.NOT_PROVEN);
        assertThat(run.out()).contains("[missing-tail]", "the log had 200 events when this was signed");
        assertThat(Run.of("verify", export, "--key", KEY.text(), "--key", witness)
                        .out())
                .contains("the witness witness.example/1 has cosigned none");
    }

    private static Run verify(Path export, Object... words) {
        var all = new ArrayList<Object>(List.of("verify", export));
        all.addAll(List.of(words));
        return Run.of(all.toArray());
    }

    @Test
    void a_log_that_goes_back_is_an_alarm() throws IOException {
        look();
        String seen = Files.readString(directory.resolve("state"));
        register.size = 150;

        assertAlarm(look(), "rollback", seen);
    }

    @Test
    void two_roots_of_one_size_are_an_alarm() throws IOException {
        look();
        String seen = Files.readString(directory.resolve("state"));
        register.events = altered();

        assertAlarm(look(), "fork", seen);
    }

    @Test
    void a_longer_log_that_does_not_begin_with_what_was_seen_is_an_alarm() throws IOException {
        look();
        String seen = Files.readString(directory.resolve("state"));
        register.events = altered();
        register.size = 300;

        assertAlarm(look(), "fork", seen);
    }

    /** With both checkpoints in the evidence, and without forgetting the first. */
    private void assertAlarm(Run run, String kind, String seen) throws IOException {
        assertThat(run.code()).isEqualTo(ExitCode.ALARM);
        assertThat(run.err()).contains("ALARM", "the evidence is in");
        assertThat(run.out())
                .contains("ALARM " + kind, seen)
                .contains(register.checkpoint().lines().toList().get(2));
        assertThat(Files.readString(directory.resolve("state"))).isEqualTo(seen);
        try (var files = Files.list(directory)) {
            Path evidence = files.filter(file -> file.toString().contains("alarm"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(evidence)).contains("\"kind\":\"" + kind + "\"", "\"seen\":", "\"shown\":");
        }
    }

    private static List<Recorded> altered() {
        var events = new ArrayList<>(EVENTS);
        events.set(42, EVENTS.get(42).withMetadata("{}"));
        return events;
    }

    @Test
    void a_checkpoint_by_another_key_is_refused_and_nothing_is_cosigned() {
        Run run = Run.of(
                "witness",
                register.url(),
                "--key",
                new LogKey("mandatum.example/log").text(),
                "--state",
                directory.resolve("state"),
                "--witness-key",
                directory.resolve("key"));

        assertThat(run.code()).isEqualTo(ExitCode.NOT_PROVEN);
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void a_state_that_somebody_else_wrote_is_not_believed() throws IOException {
        look();
        Files.writeString(
                directory.resolve("state"), KEY.sign(150, register.prover().root(150)));

        Run run = look();

        assertThat(run.code()).isEqualTo(ExitCode.FAULT);
        assertThat(run.err()).contains("does not bear this witness's own cosignature");
    }

    private Run look() {
        return Run.of(
                "witness",
                register.url(),
                "--key",
                KEY.text(),
                "--state",
                directory.resolve("state"),
                "--keep",
                directory.resolve("kept"),
                "--witness-key",
                directory.resolve("key"));
    }
}
