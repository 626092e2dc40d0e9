package org.mandatum.verifier.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Unreadable;
import org.mandatum.verifier.note.Checkpoint;
import org.mandatum.verifier.note.Unsigned;
import org.mandatum.verifier.note.WitnessKey;
import org.mandatum.verifier.register.Fault;
import org.mandatum.verifier.register.Register;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sees to it that the log shows everybody the same history, and only ever a longer one. */
@Command(
        name = "witness",
        description =
                "Keeps the newest checkpoint it has seen, demands a proof that each newer one only adds to it, and cosigns"
                        + " (C2SP tlog-cosignature). A fork or a step back is an alarm, with both checkpoints as evidence.")
final class WitnessCommand extends AuditorCommand {
    @Mixin
    AtRegister at = new AtRegister();

    @Mixin
    Trust trust = new Trust();

    @Option(
            names = "--state",
            paramLabel = "FILE",
            required = true,
            description = "the newest checkpoint with the cosignature; it is made at the first look. Give it to"
                    + " 'verify --checkpoints'")
    Path state = Path.of("");

    @Option(names = "--witness-key", paramLabel = "FILE", required = true, description = "made by 'witness-key'")
    Path keyFile = Path.of("");

    @Option(
            names = "--keep",
            paramLabel = "FILE",
            description = "add every cosigned checkpoint to this file, a line each")
    @Nullable
    Path keep;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "look again and again (default: once)")
    int every;

    @Override
    int run() throws Unreadable, Unsigned, Fault, IOException {
        if (at.problem() != null) throw usage(String.valueOf(at.problem()));
        if (every < 0) throw usage("--every is a number of seconds");
        WitnessKey key = WitnessKey.parse(Files.readString(keyFile));
        var trusted = trust.keys();
        if (trusted.isEmpty()) throw usage("give the log's key with --key");
        Register register = at.register();
        try (var witness = new Witness(state, keep, key, trusted)) {
            while (true) {
                int code = look(witness, register);
                if (every == 0 || code == ExitCode.ALARM) return code;
                Thread.sleep(1000L * every);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitCode.GOOD;
        }
    }

    private int look(Witness witness, Register register) throws Unsigned, Fault, IOException {
        try {
            Checkpoint seen = witness.look(register, Instant.now());
            if (form == Form.json)
                answer(java.util.Map.of(
                        "alarm",
                        false,
                        "size",
                        seen.size(),
                        "checkpoint",
                        seen.note().whole()));
            else out().print(seen.note().whole());
            out().flush();
            return ExitCode.GOOD;
        } catch (Witness.Alarm alarm) {
            if (form == Form.json) answer(alarm.document());
            else alarm.lines().forEach(out()::println);
            say("ALARM: " + alarm.why() + "; the evidence is in " + alarm.evidence());
            return ExitCode.ALARM;
        } catch (Fault | Unsigned problem) {
            if (every == 0) throw problem;
            say(problem.getMessage() + "; looking again in " + every + " s");
            return ExitCode.FAULT;
        }
    }
}
