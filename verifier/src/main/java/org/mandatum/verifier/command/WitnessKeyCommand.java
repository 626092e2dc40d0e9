package org.mandatum.verifier.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.mandatum.verifier.note.Unsigned;
import org.mandatum.verifier.note.WitnessKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a witness's key. */
@Command(
        name = "witness-key",
        description = "Makes the key of a witness, and shows its public half, which 'verify --key' takes.")
final class WitnessKeyCommand extends AuditorCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "whose key it is, such as witness.example/1")
    String name = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "where the key goes")
    Path file = Path.of("");

    @Override
    int run() throws Unsigned, IOException {
        String key = WitnessKey.generate(name);
        Files.createFile(file);
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (UnsupportedOperationException otherwiseOnWindows) {
            // there the directory decides
        }
        Files.writeString(file, key);
        out().println(key.lines().findFirst().orElse(""));
        return ExitCode.GOOD;
    }
}
