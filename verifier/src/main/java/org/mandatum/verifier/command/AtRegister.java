package org.mandatum.verifier.command;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.register.Register;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which register is asked. */
final class AtRegister {
    @Parameters(index = "0", paramLabel = "URL", description = "the query service, such as http://localhost:8080")
    URI address = URI.create("");

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:MANDATUM_TOKEN}",
            description = "of an auditor (default: MANDATUM_TOKEN)")
    @Nullable
    String token;

    Register register() {
        return new Register(address, token);
    }

    /** What is wrong with the address; null: nothing. */
    @Nullable
    String problem() {
        String scheme = address.getScheme();
        return ("http".equals(scheme) || "https".equals(scheme)) && address.getHost() != null
                ? null
                : "the URL is that of a query service, such as http://localhost:8080";
    }
}
