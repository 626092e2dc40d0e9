package org.mandatum.verifier.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mandatum.verifier.export.Export;

/** Opens exports, and shows how far their reading is. */
final class Exports {
    private Exports() {}

    static Export open(List<Path> files, Progress progress) throws IOException {
        long size = 0;
        for (Path file : files) size += Files.size(file);
        long total = size;
        return new Export(files, read -> progress.at(read, total));
    }
}
