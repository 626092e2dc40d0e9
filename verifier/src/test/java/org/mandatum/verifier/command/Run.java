package org.mandatum.verifier.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the program did, given these words. */
record Run(int code, String out, String err) {
    static Run of(Object... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Verifier.run(
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.of(words)
                        .map(word -> word instanceof Path path ? path.toString() : String.valueOf(word))
                        .toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }
}
