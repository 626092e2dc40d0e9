package org.mandatum.verifier.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mandatum.verifier.audit.Audit.Kept;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.export.Unreadable;
import org.mandatum.verifier.note.Checkpoint;
import org.mandatum.verifier.note.PublicKey;
import org.mandatum.verifier.note.Unsigned;
import picocli.CommandLine.Option;

/** Whom the auditor believes. */
final class Trust {
    private static final long LARGEST = 256L * 1024 * 1024;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "a key of the log that you trust, name+id+base64, or a file with one a line; may be repeated. Learn it"
                            + " by another way than from the register. The key of a witness may be given too: then its cosignature"
                            + " is demanded")
    List<String> keys = new ArrayList<>();

    List<PublicKey> keys() throws Unsigned, IOException {
        var trusted = new ArrayList<PublicKey>();
        for (String given : keys) {
            if (!given.contains("+") || Files.isRegularFile(Path.of(given))) {
                for (String line : Files.readString(Path.of(given)).lines().toList())
                    if (line.contains("+") && !line.startsWith("-----")) trusted.add(PublicKey.parse(line));
            } else trusted.add(PublicKey.parse(given));
        }
        return trusted;
    }

    /** A file that holds one checkpoint as it was signed, or lines {@code {"checkpoint": …}}. */
    static List<Kept> checkpoints(Path file) throws Unsigned, Unreadable, IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > LARGEST) throw new IOException(file + " is larger than any file of checkpoints");
        String text = Files.readString(file);
        var kept = new ArrayList<Kept>();
        if (!text.startsWith("{")) return List.of(new Kept(Checkpoint.parse(text), name));
        long number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                if (Json.parse(line, "the line") instanceof Map<?, ?> members
                        && members.get("checkpoint") instanceof String note)
                    kept.add(new Kept(Checkpoint.parse(note), name + ", line " + number));
                else throw new Unreadable(name, number, "members", "that is no line {\"checkpoint\": …}");
            } catch (Unreadable.Line broken) {
                throw new Unreadable(name, number, "not-json", String.valueOf(broken.getMessage()));
            }
        }
        return kept;
    }
}
