package org.mandatum.verifier.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.mandatum.verifier.export.Unreadable;
import org.mandatum.verifier.register.Fault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings the log to the auditor. */
@Command(
        name = "export",
        description =
                "Downloads the whole log. An interrupted download is taken up where it broke off; a file that is there is"
                        + " brought up to date.")
final class ExportCommand extends AuditorCommand {
    @Mixin
    AtRegister at = new AtRegister();

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "where the export goes; FILE.part while it is not whole")
    Path file = Path.of("");

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "6",
            description = "how often it is tried again while nothing more comes (default: 6)")
    int attempts;

    @Override
    int run() throws Unreadable, Fault, IOException {
        if (at.problem() != null) throw usage(String.valueOf(at.problem()));
        var download = new Download(file);
        download(download);
        download.finish();
        if (form == Form.json)
            answer(Map.of("file", file.toString(), "events", download.events(), "checkpoints", download.checkpoints()));
        else
            out().println(file + ": " + download.events() + " events, " + download.checkpoints() + " checkpoints, "
                    + Files.size(file) + " bytes; now verify it");
        return ExitCode.GOOD;
    }

    private void download(Download download) throws Unreadable, Fault, IOException {
        for (int attempt = 1; ; attempt++) {
            long before = download.events();
            try (Progress progress = progress("exporting")) {
                download.from(at.register(), progress);
                return;
            } catch (IOException | Fault broken) {
                boolean lasting = broken instanceof Fault fault && fault.status() / 100 == 4;
                if (download.events() > before) attempt = 1;
                if (lasting || attempt >= attempts || Thread.currentThread().isInterrupted()) throw broken;
                say("broken off after " + download.events() + " events (" + broken.getMessage() + "); going on");
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) throws IOException {
        try {
            Thread.sleep(500L << attempt);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
