package org.mandatum.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code ./mandatum export} */
@Command(
        name = "export",
        description = {
            "Writes the whole register into a directory, to be restored elsewhere: the log with its checkpoints, the keys of"
                    + " requests and what became of imports, the webhooks without their secrets, the public keys, a manifest.",
            "The log is verified once it is here. An export that was cut short goes on where it was: call it again. No secret"
                    + " key is in it, though people's names are."
        })
final class ExportCommand extends TerminalCommand {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
    private static final String ORGANISATIONS = "organisations/";

    private final Path home;

    @Parameters(paramLabel = "DIR", description = "where it goes: a new or empty directory, or that of one cut short")
    Path directory = Path.of("");

    ExportCommand(WhereItRuns where, Path home) {
        super(where);
        this.home = home;
    }

    @Override
    int run() {
        try {
            RegisterService query = register.query();
            RegisterService command = register.commandToAudit();
            RegisterExport export = RegisterExport.begin(directory);
            Manifest manifest = export(export, query, command);
            export.finish(manifest);
            out().println(directory + ": " + manifest.size() + " events up to " + manifest.root() + ", "
                    + manifest.counts().submissions() + " keys of requests and imports, "
                    + manifest.counts().webhooks() + " webhooks and dead letters; restore it with ./mandatum restore "
                    + Shell.word(directory) + " --data NEW");
            return ExitCode.FINE;
        } catch (RegisterExport.Unfit unfit) {
            throw new Failure(ExitCode.USAGE, String.valueOf(unfit.getMessage()));
        } catch (IOException broken) {
            throw Failure.passing("the export was cut short (" + Wording.plain(broken.toString()) + "); call it again");
        }
    }

    private Manifest export(RegisterExport export, RegisterService query, RegisterService command) throws IOException {
        verifier(
                query.bearer(),
                "export",
                query.address().toString(),
                export.log().toString());
        export.write(RegisterExport.KEYS, publicKeys(query));
        JsonNode verdict = RegisterService.JSON.readTree(verifier(
                null,
                "verify",
                export.log().toString(),
                "--key",
                export.file(RegisterExport.KEYS).toString(),
                "-o",
                "json"));
        if (verdict.path("openPackages").asLong(0) > 0) {
            throw Failure.passing("the log ends within a package just now; call it again");
        }
        Log log = Log.read(export.log());
        export.write(RegisterExport.CHECKPOINT, log.checkpoint());
        long submissions = annex(command, log.position(), export.commandAnnex());
        long webhooks = annex(query, log.position(), export.queryAnnex());
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        return new Manifest(
                Manifest.FORMAT,
                Manifest.VERSION,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                verdict.path("origin").asString(),
                verdict.path("size").asLong(),
                verdict.path("root").asString(),
                log.position(),
                today,
                new Manifest.Counts(
                        verdict.path("size").asLong(),
                        verdict.path("checkpoints").asLong(),
                        submissions,
                        webhooks),
                export.contents(this::say),
                structures(query, log, today));
    }

    private static String publicKeys(RegisterService query) {
        var keys = new StringBuilder();
        for (JsonNode key : query.ask(Call.to("log", "key")).path("keys")) {
            keys.append(Wording.text(key)).append('\n');
        }
        return keys.toString();
    }

    private List<Manifest.Structure> structures(RegisterService query, Log log, String effectiveOn) {
        var comparison = new Comparison(query, this::say);
        var structures = new ArrayList<Manifest.Structure>();
        long toldAt = System.nanoTime();
        for (Map.Entry<String, Log.Last> each : log.organisations().entrySet()) {
            Log.Last last = each.getValue();
            String digest = comparison.digest(each.getKey(), effectiveOn, last.recordedAt(), last.position());
            structures.add(new Manifest.Structure(
                    each.getKey(), last.sequence() + 1, last.position(), last.recordedAt(), digest));
            if (System.nanoTime() - toldAt > BETWEEN_LINES.toNanos()) {
                toldAt = System.nanoTime();
                say("digests of " + structures.size() + " of "
                        + log.organisations().size() + " organisations");
            }
        }
        return structures;
    }

    /** What a service keeps beside the log; answers how many lines there are of it. */
    private static long annex(RegisterService service, long position, Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        var answer = service.require2xx(service.send(
                service.to(Call.to("annex").with("position", position)).timeout(RegisterService.PATIENCE)));
        try (InputStream body = answer.body()) {
            Files.copy(body, next, StandardCopyOption.REPLACE_EXISTING);
        }
        long lines = -1;
        try (var text = Files.newBufferedReader(next, UTF_8)) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                if (line.startsWith("{\"end\"")) {
                    lines = RegisterService.JSON.readTree(line).path("lines").asLong(-1);
                }
            }
        }
        if (lines < 0) {
            throw new IOException("the answer of " + service.address() + " was cut off");
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        return lines;
    }

    /** The auditor's own program fetches and verifies, so that what is carried is what it finds good. Answers what it answers. */
    private String verifier(@Nullable String token, String... words) throws IOException {
        var command = new ArrayList<String>();
        command.add(home.resolve("verifier/run").toString());
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        if (token != null) {
            builder.environment().put("MANDATUM_TOKEN", token);
        }
        Process process = builder.start();
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new Failure(
                        ExitCode.FAULT,
                        "the log was not exported; the verifier says why, above (its exit code was "
                                + process.exitValue() + ")"
                                + (words[0].equals("verify")
                                        ? ": " + Wording.plain(answer).strip()
                                        : ""));
            }
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAULT, "interrupted");
        }
        return answer;
    }

    /**
     * What a verified export of the log tells in passing.
     *
     * @param position of the last event, 0 when there is none
     * @param checkpoint the last one, as it was signed
     * @param organisations the last event of each
     */
    private record Log(long position, String checkpoint, Map<String, Last> organisations) {
        record Last(long sequence, long position, String recordedAt) {}

        static Log read(Path file) throws IOException {
            long position = 0;
            String checkpoint = "";
            String lastEvent = "";
            var organisations = new TreeMap<String, Last>();
            try (var lines = Files.newBufferedReader(file, UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("{\"checkpoint\"")) {
                        checkpoint = RegisterService.JSON
                                .readTree(line)
                                .path("checkpoint")
                                .asString();
                    } else if (line.startsWith("{\"index\"")) {
                        lastEvent = line;
                        if (line.contains("\"stream\":\"" + ORGANISATIONS)) {
                            JsonNode event = RegisterService.JSON.readTree(line);
                            organisations.put(
                                    event.path("stream").asString().substring(ORGANISATIONS.length()),
                                    new Last(
                                            event.path("sequence").asLong(),
                                            event.path("position").asLong(),
                                            event.path("recordedAt").asString()));
                        }
                    }
                }
            }
            if (!lastEvent.isEmpty()) {
                position = RegisterService.JSON
                        .readTree(lastEvent)
                        .path("position")
                        .asLong();
            }
            return new Log(position, checkpoint, organisations);
        }
    }
}
