package org.mandatum.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of this repository, run to its end as anybody would run it. */
record Run(int exitCode, String out, String err) {
    static Run mandatum(String... arguments) throws IOException {
        return of("mandatum", Map.of(), arguments);
    }

    /** @param token of an auditor; the program is told it in the way that other users of the machine cannot see */
    static Run verifier(String token, String... arguments) throws IOException {
        return of("verifier/run", Map.of("MANDATUM_TOKEN", token, "VERIFIER_MEMORY", "256m"), arguments);
    }

    /** All that it wrote. */
    String text() {
        return out + err;
    }

    private static Run of(String program, Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(RegisterUnderTest.home().resolve(program).toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("mandatum-test-", ".out");
        Path err = Files.createTempFile("mandatum-test-", ".err");
        try {
            var builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("MANDATUM_BUILD", "no"); // the build that runs this test has seen to it
            Process process = builder.start();
            if (!process.waitFor(240, TimeUnit.SECONDS)) {
                process.destroy();
                throw new AssertionError(command + " takes too long: " + Files.readString(out) + Files.readString(err));
            }
            var run = new Run(process.exitValue(), Files.readString(out), Files.readString(err));
            System.out.print(run.text());
            return run;
        } catch (InterruptedException problem) {
            throw new IllegalStateException(problem);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
