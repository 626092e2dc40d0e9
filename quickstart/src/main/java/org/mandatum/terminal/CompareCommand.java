package org.mandatum.terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./mandatum compare} */
@Command(
        name = "compare",
        description = {
            "Says whether a register holds what an export of one holds: the same log up to there, by its signed checkpoint and"
                    + " its root, and structures with the same digests.",
            "What has been recorded since does not matter. A projection that is on its way is waited for."
        })
final class CompareCommand extends TerminalCommand {
    @Parameters(paramLabel = "DIR", description = "what ./mandatum export has written")
    Path directory = Path.of("");

    CompareCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        try {
            RegisterExport export = RegisterExport.verified(directory, this::say);
            Manifest manifest = export.manifest();
            List<String> differences = new Comparison(register.query(), this::say)
                    .differences(manifest, java.nio.file.Files.readString(export.file(RegisterExport.CHECKPOINT)));
            differences.forEach(out()::println);
            if (!differences.isEmpty()) {
                return ExitCode.DIFFERS;
            }
            out().println("the same: " + manifest.size() + " events with the root " + manifest.root() + ", and "
                    + manifest.organisations().size() + " structures on " + manifest.effectiveOn());
            return ExitCode.FINE;
        } catch (RegisterExport.Unfit unfit) {
            throw new Failure(ExitCode.REJECTED, String.valueOf(unfit.getMessage()));
        } catch (IOException unreadable) {
            throw new Failure(ExitCode.FAULT, "cannot read " + directory + ": " + unreadable.getMessage());
        }
    }
}
