package org.mandatum.verifier.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mandatum.verifier.tree.GrowingTree;

/** Writes an export of any size, for measurements: {@code GeneratedExport FILE EVENTS EVENTS-PER-CHECKPOINT}. Tells the key. */
public final class GeneratedExport {
    private GeneratedExport() {}

    public static void main(String... arguments) throws IOException {
        write(Path.of(arguments[0]), Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
    }

    private static void write(Path file, long events, long every) throws IOException {
        var key = new LogKey("mandatum.example/generated");
        var tree = new GrowingTree();
        long checkpoints = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(ExportText.header(key, 0, events).getBytes(UTF_8));
            var history = new Histories(events, 1);
            while (history.hasNext()) {
                Recorded event = history.next();
                out.write((event.line(tree.size()) + "\n").getBytes(UTF_8));
                tree.add(event.leaf());
                if (tree.size() % every != 0 && tree.size() != events) continue;
                out.write(ExportText.checkpoint(key.sign(tree.size(), tree.root()))
                        .getBytes(UTF_8));
                checkpoints++;
            }
            out.write(ExportText.footer(events, checkpoints).getBytes(UTF_8));
        }
        System.out.println(key.text());
    }
}
