package org.mandatum.terminal;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code ./mandatum submit} */
@Command(
        name = "submit",
        description = {
            "Hands in a package of changes: all of it is recorded, or none. The answer goes to standard output.",
            "Repeating the same submission does no harm: the register records it once and gives the first answer again."
        })
final class SubmitCommand extends TerminalCommand {
    @Parameters(
            paramLabel = "FILE",
            description = "the package as JSON, the body of POST /organisations/ORG/changes; - is standard input")
    String file = "";

    @Option(names = "--dry-run", description = "only say what would happen; nothing is recorded")
    boolean rehearsal;

    @Option(
            names = "--if-match",
            paramLabel = "VERSION",
            description = "only if the organisation still is at this version (see ./mandatum structure)")
    @Nullable
    Long version;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "idempotency key; a new one records the same package once more"
                    + " (default: the SHA-256 of organisation and content)")
    @Nullable
    String key;

    SubmitCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        byte[] body = new InputFile(file).read();
        RegisterService command = register.command();
        String organisation = register.organisation();
        Call call = Call.to("organisations", organisation, "changes").with("dryRun", rehearsal ? "true" : null);
        HttpRequest.Builder request = command.to(call)
                .timeout(RegisterService.PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!rehearsal) {
            request.header("Idempotency-Key", key(organisation, body));
        }
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        JsonNode answer = command.json(command.require2xx(command.send(request)));
        out().println(answer);
        out().flush();
        say(summary(answer, organisation));
        return ExitCode.FINE;
    }

    private String key(String organisation, byte[] body) {
        if (key == null) {
            return digest(organisation, body);
        }
        if (!key.matches("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?")) {
            throw new Failure(ExitCode.USAGE, "--key takes letters, digits and signs of ASCII");
        }
        return key;
    }

    private static String summary(JsonNode answer, String organisation) {
        int changes = answer.path("events").size();
        String what = changes + (changes == 1 ? " change" : " changes") + " of " + organisation;
        String version = Wording.text(answer.path("version"));
        if (answer.path("dryRun").asBoolean(false)) {
            return "dry run: " + what + " would be recorded upon version " + version + "; nothing was";
        }
        return "recorded: " + what + ", version " + version + ", position " + Wording.text(answer.path("position"))
                + ", at " + Wording.text(answer.at("/receipt/recordedAt"));
    }

    private static String digest(String organisation, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((organisation + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
