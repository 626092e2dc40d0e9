package org.mandatum.quickstart;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mandatum.terminal.ExitCode;
import org.mandatum.terminal.RegisterExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./mandatum restore} */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Brings what ./mandatum export has written into a place that has no register: with the same events, positions,"
                    + " recorded moments, proofs, checkpoints and answers to repeated requests, or not at all.",
            "Cut short, it is called again and begins anew. At the end the register is started, held against the export, and"
                    + " stopped again."
        })
final class RestoreCommand extends Mandatum.OfOneRegister {
    @Parameters(paramLabel = "DIR", description = "what ./mandatum export has written")
    Path export = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "a public key that the log must be signed with, learned by another way than from the export;"
                    + " may be repeated (default: those that the export names)")
    List<String> keys = new ArrayList<>();

    @Option(
            names = "--signing-key",
            paramLabel = "FILE",
            description =
                    "the secret key that signed the log, which is in no export, to go on with (default: a new one is"
                            + " made, which everybody who verifies the log must be told)")
    @Nullable
    Path signingKey;

    @Option(names = "--port-base", paramLabel = "N", description = "as for ./mandatum up (default: 8080)")
    @Nullable
    Integer portBase;

    @Override
    public Integer call() throws IOException {
        Register register = register();
        try {
            RegisterExport verified = RegisterExport.verified(export, this::tell);
            tell("the export is whole");
            makeRoom();
            var stopOnSignal = new Thread(register::down);
            Runtime.getRuntime().addShutdownHook(stopOnSignal);
            List<String> differences;
            try {
                differences = restore(register, verified);
            } finally {
                register.down();
            }
            Runtime.getRuntime().removeShutdownHook(stopOnSignal);
            if (!differences.isEmpty()) {
                differences.forEach(this::tell);
                throw new CannotContinue("what was restored is not what was exported; it stays in " + directory()
                        + " to be looked at, and ./mandatum up does not start it");
            }
            register.restored();
        } catch (RegisterExport.Unfit damaged) {
            err().println("mandatum: nothing was restored: " + damaged.getMessage());
            return ExitCode.REJECTED;
        }
        out().println("restored, and the same as the export; start it with ./mandatum up"
                + FirstScreen.dataOption(directory(), usualDirectory()));
        return 0;
    }

    private List<String> restore(Register register, RegisterExport verified) throws IOException {
        List<Register.Part> parts = register.restore(
                verified,
                keys.isEmpty() ? verified.keys() : keys,
                signingKey,
                portBase == null ? OptionalInt.empty() : OptionalInt.of(portBase));
        URI query = parts.stream()
                .filter(part -> part.name().equals(Service.QUERY))
                .findFirst()
                .orElseThrow()
                .address();
        tell("holding it against the export");
        return verified.differences(query, register.token("auditor", "*"), this::tell);
    }

    /** What an earlier attempt left is nobody's register. */
    private void makeRoom() throws IOException {
        var data = new DataDirectory(directory());
        if (data.isRestoring()) {
            register().down();
            data.delete();
        }
        if (data.exists()) {
            throw new CannotContinue("there is a register in " + directory()
                    + " already; restore into another place with --data, or delete that one with ./mandatum reset");
        }
    }

    private void tell(String line) {
        out().println(line);
        out().flush();
    }
}
