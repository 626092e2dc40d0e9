package org.mandatum.terminal;

import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Holds a register against an export: the same log up to there, and structures with the same digests. */
final class Comparison {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** A projection that is made anew is given this long to come one organisation further. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    private final RegisterService query;
    private final Consumer<String> progress;
    private long toldAt = System.nanoTime();

    Comparison(RegisterService query, Consumer<String> progress) {
        this.query = query;
        this.progress = progress;
    }

    /** @param checkpoint the export's last one, as it was signed */
    List<String> differences(Manifest manifest, String checkpoint) {
        var differences = new ArrayList<String>();
        log(manifest, checkpoint, differences);
        if (!differences.isEmpty()) {
            return differences; // another log; its structures may be on no way to be the same
        }
        for (Manifest.Structure told : manifest.organisations()) {
            String digest = digest(told.organisation(), manifest.effectiveOn(), told.knownAt(), told.position());
            if (!digest.equals(told.digest())) {
                differences.add("the structure of " + told.organisation() + " on " + manifest.effectiveOn()
                        + " as known at " + told.knownAt() + " has the digest " + Wording.plain(digest)
                        + ", in the export " + Wording.plain(told.digest()));
            }
        }
        return differences;
    }

    private void log(Manifest manifest, String checkpoint, List<String> differences) {
        var note = new StringWriter();
        try {
            query.copy(Call.to("log", "checkpoint").with("size", manifest.size()), note);
        } catch (Failure failure) {
            if (failure.exitCode() != ExitCode.NOT_FOUND) {
                throw failure;
            }
        }
        if (!note.toString().equals(checkpoint)) {
            differences.add("the register has " + (note.toString().isEmpty() ? "no" : "another")
                    + " checkpoint of size " + manifest.size());
        }
        JsonNode proof;
        try {
            proof = query.ask(Call.to("log", "proofs", "consistency")
                    .with("from", manifest.size())
                    .with("to", manifest.size()));
        } catch (Failure failure) {
            if (failure.exitCode() != ExitCode.REJECTED) {
                throw failure;
            }
            differences.add("the log of the register has fewer than " + manifest.size() + " events");
            return;
        }
        String root = Wording.text(proof.path("fromRoot"));
        if (!root.equals(manifest.root())) {
            differences.add("the root over " + manifest.size() + " events is " + root + ", in the export "
                    + Wording.plain(manifest.root()));
        }
    }

    /** As the register tells it, once it has projected {@code position}. */
    String digest(String organisation, String effectiveOn, String knownAt, long position) {
        Call call = Call.to("organisations", organisation, "structure")
                .with("digest", "true")
                .with("effectiveOn", effectiveOn)
                .with("knownAt", knownAt)
                .with("minPosition", position);
        long begun = System.nanoTime();
        var pause = new Pause(FIRST_PAUSE, LONGEST_PAUSE);
        while (true) {
            try {
                return Wording.text(query.ask(call).path("digest"));
            } catch (Failure failure) {
                if (!failure.isPassing() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw failure;
                }
            }
            if (System.nanoTime() - toldAt > BETWEEN_LINES.toNanos()) {
                toldAt = System.nanoTime();
                progress.accept("waiting until " + organisation + " is projected up to position " + position);
            }
            pause.take();
        }
    }
}
