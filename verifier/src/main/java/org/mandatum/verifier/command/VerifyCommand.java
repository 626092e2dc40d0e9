package org.mandatum.verifier.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.audit.Audit;
import org.mandatum.verifier.audit.Finding;
import org.mandatum.verifier.audit.Verdict;
import org.mandatum.verifier.export.Export;
import org.mandatum.verifier.export.Unreadable;
import org.mandatum.verifier.note.PublicKey;
import org.mandatum.verifier.note.Unsigned;
import org.mandatum.verifier.register.Fault;
import org.mandatum.verifier.register.Register;
import org.mandatum.verifier.structure.Changes;
import org.mandatum.verifier.structure.Changes.Impossible;
import org.mandatum.verifier.structure.Fields.Unfit;
import org.mandatum.verifier.structure.Structure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything that an export must show to be believed. */
@Command(
        name = "verify",
        description =
                "Recomputes every leaf and root of an export, and checks order, continuity, signatures and four eyes."
                        + " With --structure it folds the events itself and compares the digest.")
final class VerifyCommand extends AuditorCommand {
    @Parameters(
            paramLabel = "EXPORT",
            arity = "1..*",
            description = "the export, plain or gzip; several when each goes on where the one before it ends")
    List<Path> files = new ArrayList<>();

    @Mixin
    Trust trust = new Trust();

    @Option(
            names = "--checkpoints",
            paramLabel = "FILE",
            description =
                    "checkpoints kept from elsewhere: by you or by a witness. Only they show that the end was cut off, or"
                            + " that the history is another one than before")
    List<Path> checkpoints = new ArrayList<>();

    @Option(names = "--structure", paramLabel = "ORG", description = "fold the changes of this organisation")
    @Nullable
    String organisation;

    @Mixin
    Point point = new Point();

    @Option(names = "--digest", paramLabel = "SHA256", description = "the digest that the structure must have")
    @Nullable
    String digest;

    @Option(names = "--fetch", paramLabel = "URL", description = "ask this query service for the digest")
    @Nullable
    URI fetch;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:MANDATUM_TOKEN}",
            description = "for --fetch (default: MANDATUM_TOKEN)")
    @Nullable
    String token;

    @Override
    int run() throws Unreadable, Unsigned, Unfit, Fault, IOException {
        if (point.problem() != null) throw usage(String.valueOf(point.problem()));
        if (organisation == null && (digest != null || fetch != null || point.on != null || point.knownAt != null))
            throw usage("--on, --known-at, --digest and --fetch go with --structure ORG");
        List<PublicKey> keys = trust.keys();
        if (keys.stream().allMatch(PublicKey::isWitness)) throw usage("give the log's key with --key");
        var kept = new ArrayList<Audit.Kept>();
        for (Path file : checkpoints) kept.addAll(Trust.checkpoints(file));
        String asked = organisation;
        if (asked == null) return report(audit(keys, kept, null), null);
        try (var changes = new Changes(asked, point.knownAt())) {
            Verdict verdict = audit(keys, kept, changes);
            return report(verdict, fold(changes));
        }
    }

    private Verdict audit(List<PublicKey> keys, List<Audit.Kept> kept, @Nullable Changes changes)
            throws Unreadable, IOException {
        try (Progress progress = progress("verifying");
                Export export = Exports.open(files, progress)) {
            return new Audit(keys, kept, changes).of(export);
        }
    }

    /** What the fold came to. */
    private record Folded(
            String organisation,
            LocalDate on,
            @Nullable String knownAt,
            @Nullable String digest,
            @Nullable String expected,
            List<String> problems) {
        boolean good() {
            return problems.isEmpty();
        }
    }

    private Folded fold(Changes changes) throws Unfit, Fault, IOException {
        LocalDate on = point.on();
        var problems = new ArrayList<String>();
        if (changes.version() == 0) {
            problems.add("the export has no event of " + changes.organisation()
                    + (point.knownAt == null ? "" : " that was recorded by " + point.knownAt));
            return new Folded(changes.organisation(), on, null, null, null, problems);
        }
        // What the register has recorded since must not count, so the moment of the last event stands for "all of it".
        String knownAt = Point.moment(point.knownAt == null ? changes.lastRecordedAt() : point.knownAt());
        String own = null;
        try {
            Structure structure = changes.on(on, null);
            problems.addAll(structure.contradictions());
            own = structure.digest();
        } catch (Impossible impossible) {
            problems.add("event " + impossible.event() + ": " + impossible.why());
        }
        String expected = digest;
        if (expected == null && fetch != null)
            expected = new Register(fetch, token).digest(changes.organisation(), on.toString(), knownAt);
        if (expected != null && own != null && !own.equals(normal(expected)))
            problems.add("the digest of the structure is " + own + ", not " + expected);
        return new Folded(changes.organisation(), on, knownAt, own, expected, problems);
    }

    private static String normal(String digest) {
        String lower = digest.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("sha-256:") ? lower : "sha-256:" + lower;
    }

    private int report(Verdict verdict, @Nullable Folded folded) {
        boolean good = verdict.good() && (folded == null || folded.good());
        if (form == Form.json) {
            Map<String, @Nullable Object> document = verdict.document();
            document.put("verified", good);
            if (folded != null) {
                var structure = new LinkedHashMap<String, @Nullable Object>();
                structure.put("organisation", folded.organisation());
                structure.put("effectiveOn", folded.on().toString());
                structure.put("knownAt", folded.knownAt());
                structure.put("digest", folded.digest());
                structure.put("expected", folded.expected());
                structure.put("problems", folded.problems());
                document.put("structure", structure);
            }
            answer(document);
        } else {
            plain(verdict);
            if (folded != null) plain(folded);
            out().println(good ? "PROVEN" : "NOT PROVEN");
        }
        return good ? ExitCode.GOOD : ExitCode.NOT_PROVEN;
    }

    private void plain(Verdict verdict) {
        out().println("log          " + verdict.origin());
        out().println("events       " + verdict.events() + " in " + verdict.streams() + " streams; " + verdict.proven()
                + " under a signed checkpoint");
        out().println("root         " + verdict.root());
        out().println("checkpoints  " + verdict.checkpoints() + " in the export, " + verdict.kept()
                + " from elsewhere");
        verdict.signed()
                .forEach((key, count) -> out().println("signed       " + count + " by " + key.name() + "+" + key.id()));
        out().println("four eyes    " + verdict.fourEyes() + " approvals and verifications by somebody else"
                + (verdict.anonymous() == 0 ? "" : "; " + verdict.anonymous() + " by nobody known"));
        if (verdict.openPackages() > 0)
            out().println("note         the export ends within a package of " + verdict.openPackages() + " streams");
        for (Finding finding : verdict.findings()) out().println("FOUND        " + finding);
        if (verdict.found() > verdict.findings().size())
            out().println("FOUND        "
                    + (verdict.found() - verdict.findings().size()) + " more");
    }

    private void plain(Folded folded) {
        out().println("structure    " + folded.organisation() + " on " + folded.on()
                + (folded.knownAt() == null ? "" : " as known at " + folded.knownAt()));
        if (folded.digest() != null)
            out().println("digest       " + folded.digest()
                    + (folded.expected() == null ? "" : folded.good() ? " (agrees)" : ""));
        folded.problems().forEach(problem -> out().println("FOUND        " + Unreadable.shown(problem)));
    }
}
