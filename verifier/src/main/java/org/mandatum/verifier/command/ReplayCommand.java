package org.mandatum.verifier.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.audit.Audit;
import org.mandatum.verifier.audit.Finding;
import org.mandatum.verifier.audit.Verdict;
import org.mandatum.verifier.export.Export;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.export.Line.Entry;
import org.mandatum.verifier.export.Line.Placed;
import org.mandatum.verifier.export.Unreadable;
import org.mandatum.verifier.note.PublicKey;
import org.mandatum.verifier.note.Unsigned;
import org.mandatum.verifier.structure.Changes;
import org.mandatum.verifier.structure.Changes.Impossible;
import org.mandatum.verifier.structure.Fields.Unfit;
import org.mandatum.verifier.structure.Structure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The structure at a point of both clocks, folded from an export alone. */
@Command(
        name = "replay",
        description =
                "Folds an organisation's changes from an export, and shows the structure at a point of both clocks.")
final class ReplayCommand extends AuditorCommand {
    @Parameters(paramLabel = "EXPORT", arity = "1..*", description = "the export, plain or gzip")
    List<Path> files = new ArrayList<>();

    @Option(names = "--structure", paramLabel = "ORG", required = true, description = "the organisation")
    String organisation = "";

    @Mixin
    Point point = new Point();

    @Mixin
    Trust trust = new Trust();

    @Option(names = "--steps", description = "tell each change as it takes effect")
    boolean steps;

    @Override
    int run() throws Unreadable, Unsigned, Unfit, Impossible, IOException {
        if (point.problem() != null) throw usage(String.valueOf(point.problem()));
        List<PublicKey> keys = trust.keys();
        try (var changes = new Changes(organisation, point.knownAt())) {
            if (!read(keys, changes)) return ExitCode.NOT_PROVEN;
            if (changes.version() == 0) {
                say("the export has no event of " + organisation
                        + (point.knownAt == null ? "" : " that was recorded by then"));
                return ExitCode.NOT_PROVEN;
            }
            LocalDate on = point.on();
            Structure structure = changes.on(on, steps ? this::step : null);
            show(structure, on, Point.moment(point.knownAt == null ? changes.lastRecordedAt() : point.knownAt()));
            return ExitCode.GOOD;
        }
    }

    private boolean read(List<PublicKey> keys, Changes changes) throws Unreadable, Unfit, IOException {
        try (Progress progress = progress("reading");
                Export export = Exports.open(files, progress)) {
            if (keys.isEmpty()) {
                say("the export is taken as it is; give --key to have it verified first");
                for (Placed placed = export.next(); placed != null; placed = export.next())
                    if (placed.line() instanceof Entry entry) changes.add(entry);
                return true;
            }
            Verdict verdict = new Audit(keys, List.of(), changes).of(export);
            for (Finding finding : verdict.findings()) say(finding.toString());
            return verdict.good();
        }
    }

    private void step(LocalDate day, String type, String event, Structure structure) {
        if (form == Form.plain) out().println(day + "  " + type + "  " + event + "  " + structure.size() + " units");
    }

    private void show(Structure structure, LocalDate on, String knownAt) {
        List<Map<String, @Nullable Object>> units = structure.unitDocuments();
        if (form == Form.json) {
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("organisation", organisation);
            document.put("effectiveOn", on.toString());
            document.put("knownAt", knownAt);
            document.put("units", units);
            document.put("coordination", structure.linkDocuments());
            document.put("digest", structure.digest());
            answer(document);
            return;
        }
        out().println(organisation + " on " + on + " as known at " + knownAt);
        var shown = new Shown(units);
        shown.under(null, 0);
        out().println(units.size() + " units; digest " + structure.digest());
        structure.contradictions().forEach(problem -> say(problem));
    }

    /** The units as an indented list. */
    private final class Shown {
        private static final int DEEPEST = 100;

        private final Map<@Nullable Object, List<Map<String, @Nullable Object>>> byParent = new LinkedHashMap<>();

        Shown(List<Map<String, @Nullable Object>> units) {
            for (Map<String, @Nullable Object> unit : units)
                byParent.computeIfAbsent(unit.get("parent"), none -> new ArrayList<>())
                        .add(unit);
        }

        void under(@Nullable Object parent, int depth) {
            for (Map<String, @Nullable Object> unit : byParent.getOrDefault(parent, List.of())) {
                out().println("  ".repeat(depth + 1) + name(unit) + "  (" + unit.get("kind") + ", " + unit.get("id")
                        + ", since " + unit.get("since") + (unit.containsKey("suspended") ? ", suspended" : "") + ")");
                for (Object function : (List<?>) Objects.requireNonNull(unit.get("functions")))
                    out().println("  ".repeat(depth + 2) + "- " + name((Map<?, ?>) function));
                if (depth < DEEPEST) under(unit.get("id"), depth + 1);
            }
        }

        private String name(Map<?, ?> named) {
            try {
                if (Json.parse(String.valueOf(named.get("name")), "the name") instanceof Map<?, ?> texts
                        && !texts.isEmpty()) {
                    Object english = texts.get("en");
                    Object text = english != null
                            ? english
                            : texts.values().iterator().next();
                    return Unreadable.shown(String.valueOf(text));
                }
            } catch (Unreadable.Line neverCanonical) {
                // then it has none
            }
            return "?";
        }
    }
}
