package org.mandatum.terminal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Which register a command is about, which organisation in it, and who asks. */
final class RegisterOptions {
    private final WhereItRuns where;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the register that runs on this machine and keeps everything there"
                    + " (default: .mandatum beside this script)")
    @Nullable
    Path data;

    @Option(
            names = "--query-url",
            paramLabel = "URL",
            description = "a register elsewhere: where it answers questions, such as http://localhost:8080")
    @Nullable
    URI queryUrl;

    @Option(
            names = "--command-url",
            paramLabel = "URL",
            description = "a register elsewhere: where it takes changes, such as http://localhost:8081")
    @Nullable
    URI commandUrl;

    @Option(
            names = "--organisation",
            paramLabel = "ORG",
            description = "id of the organisation (default: the only one that there is)")
    @Nullable
    String organisation;

    @Option(
            names = "--token",
            paramLabel = "T",
            defaultValue = "${env:MANDATUM_TOKEN}",
            description =
                    "sent as bearer token (default: $MANDATUM_TOKEN, which other users of this machine cannot see;"
                            + " on this machine an officer's, or an auditor's to read)")
    @Nullable
    String token;

    /** Of the command that has these options. */
    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    RegisterOptions(WhereItRuns where) {
        this.where = where;
    }

    /** Where questions are answered. */
    RegisterService query() {
        return service(queryUrl, "--query-url", "query service", "auditor");
    }

    /** Where questions are answered, to somebody who keeps the register running. */
    RegisterService administration() {
        return service(queryUrl, "--query-url", "query service", "admin");
    }

    /** Where changes are taken. */
    RegisterService command() {
        return service(commandUrl, "--command-url", "command service", "officer");
    }

    /** The same, to look rather than to change. */
    RegisterService commandToAudit() {
        return service(commandUrl, "--command-url", "command service", "auditor");
    }

    /** The given one, else the only one that the register knows. */
    String organisation() {
        if (organisation != null) {
            return organisation;
        }
        if (queryUrl == null && commandUrl != null) {
            throw new Failure(ExitCode.USAGE, "say which organisation, with --organisation ORG");
        }
        List<String> all = query().ask(Call.to("organisations"))
                .path("organisations")
                .valueStream()
                .map((JsonNode each) -> Wording.text(each.path("id")))
                .toList();
        return switch (all.size()) {
            case 1 -> all.getFirst();
            case 0 ->
                throw new Failure(
                        ExitCode.NOT_FOUND, "the register holds no organisation yet; POST /organisations opens one");
            default ->
                throw new Failure(
                        ExitCode.USAGE,
                        "the register holds several organisations; say which with --organisation: "
                                + String.join(", ", all));
        };
    }

    private RegisterService service(@Nullable URI given, String option, String name, String person) {
        if (queryUrl == null && commandUrl == null) {
            return running(name, person);
        }
        if (data != null) {
            throw new Failure(ExitCode.USAGE, "give either --data or addresses, not both");
        }
        if (given == null) { // never half of one register and half of another
            throw new Failure(ExitCode.USAGE, "this also needs the address of the " + name + ": give " + option);
        }
        if (given.getHost() == null || !List.of("http", "https").contains(given.getScheme())) {
            throw new Failure(
                    ExitCode.USAGE,
                    option + " " + given + " is no address such as http://localhost:8080 (http or https)");
        }
        String checked = checkedToken();
        return new RegisterService(given, () -> checked, this::say);
    }

    private RegisterService running(String name, String person) {
        try {
            WhereItRuns.Services services = where.in(data);
            Optional<URI> address = name.equals("query service") ? services.query() : services.command();
            URI running = address.orElseThrow(() -> new Failure(
                    ExitCode.NOT_RUNNING,
                    "the register's " + name + " is not running; start it with " + services.upCommand()
                            + ", or name a register elsewhere with --query-url and --command-url"));
            String given = checkedToken();
            return new RegisterService(
                    running,
                    given != null
                            ? () -> given
                            : () -> services.tokens().of(person).orElse(null),
                    this::say);
        } catch (IOException unreadable) {
            throw new Failure(
                    ExitCode.FAULT, "cannot read the register's settings: " + Wording.plain(unreadable.toString()));
        }
    }

    private void say(String line) {
        if (command != null && command.userObject() instanceof TerminalCommand asked) {
            asked.say(line);
        }
    }

    /** Null if none; an empty one is none. */
    private @Nullable String checkedToken() {
        String stripped = token == null ? "" : token.strip();
        if (!stripped.matches("[\\x21-\\x7e]*")) {
            throw new Failure(ExitCode.USAGE, "the token holds spaces or other characters that no token has");
        }
        return stripped.isEmpty() ? null : stripped;
    }
}
