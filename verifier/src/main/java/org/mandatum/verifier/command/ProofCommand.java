package org.mandatum.verifier.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.export.Line.Entry;
import org.mandatum.verifier.export.Unreadable;
import org.mandatum.verifier.note.Checkpoint;
import org.mandatum.verifier.note.PublicKey;
import org.mandatum.verifier.note.Unsigned;
import org.mandatum.verifier.register.Fault;
import org.mandatum.verifier.register.Register;
import org.mandatum.verifier.register.Register.Inclusion;
import org.mandatum.verifier.structure.Fields;
import org.mandatum.verifier.structure.Fields.Unfit;
import org.mandatum.verifier.tree.Proofs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** That one event is in the log. */
@Command(
        name = "proof",
        description =
                "Checks that an event is in the log: from a proof that is fetched, or from a receipt that was kept.")
final class ProofCommand extends AuditorCommand {
    @Mixin
    Trust trust = new Trust();

    @Option(names = "--event", paramLabel = "ID", description = "ask --from for the proof of this event")
    @Nullable
    String event;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "the answer to a change that was handed in with 'Prefer: wait', its receipt, or a proof")
    @Nullable
    Path receipt;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "the query service; with --receipt: for what the events say, which receipts leave out")
    @Nullable
    URI from;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:MANDATUM_TOKEN}",
            description = "of an auditor (default: MANDATUM_TOKEN)")
    @Nullable
    String token;

    @Override
    int run() throws Unsigned, Unfit, Fault, IOException {
        List<PublicKey> keys = trust.keys();
        if (keys.stream().allMatch(PublicKey::isWitness)) throw usage("give the log's key with --key");
        if ((event == null) == (receipt == null))
            throw usage("give either --event ID and --from URL, or --receipt FILE");
        if (event != null && from == null) throw usage("--event goes with --from URL");
        Register register = from == null ? null : new Register(from, token);
        var proven = new ArrayList<Map<String, @Nullable Object>>();
        for (Inclusion proof : proofs(register)) proven.add(proven(proof, keys, register));
        if (form == Form.json) answer(Map.of("verified", true, "events", proven));
        return ExitCode.GOOD;
    }

    private List<Inclusion> proofs(@Nullable Register register) throws Unfit, Fault, IOException {
        if (event != null && register != null) return List.of(register.inclusion(event));
        String text = Files.readString(java.util.Objects.requireNonNull(receipt));
        try {
            Object value = Json.parse(text, "the receipt");
            if (value instanceof Map<?, ?> members && members.get("receipt") instanceof Map<?, ?> inner) value = inner;
            if (value instanceof Map<?, ?> members && members.get("inclusion") != null)
                value = members.get("inclusion");
            var proofs = new ArrayList<Inclusion>();
            for (Object proof : value instanceof List<?> list ? list : java.util.Arrays.asList(value))
                if (proof instanceof Map<?, ?> members) proofs.add(Register.inclusion(new Fields("proof", members)));
                else throw new Unfit("the receipt holds no proof");
            if (proofs.isEmpty()) throw new Unfit("the receipt holds no proof");
            return proofs;
        } catch (Unreadable.Line broken) {
            throw new Unfit(String.valueOf(broken.getMessage()));
        }
    }

    private Map<String, @Nullable Object> proven(Inclusion proof, List<PublicKey> keys, @Nullable Register register)
            throws Unsigned, Unfit, Fault {
        if (event != null && !event.equals(proof.event()))
            throw new Unfit("it proves event " + proof.event() + " instead");
        if (proof.checkpoint() == null)
            throw new Unfit(
                    "no checkpoint was signed at size " + proof.size() + "; ask for one in the newest checkpoint");
        Checkpoint checkpoint = Checkpoint.parse(proof.checkpoint());
        checkpoint.requireSigned(keys);
        if (checkpoint.size() != proof.size())
            throw new Unfit("the checkpoint is of size " + checkpoint.size() + ", the proof of " + proof.size());
        if (!Proofs.includes(checkpoint.root(), checkpoint.size(), proof.leaf(), proof.index(), proof.path()))
            throw new Unfit("the hashes do not lead from leaf " + proof.index() + " to the root that was signed");
        Entry entry = proof.entry() == null && register != null
                ? register.inclusion(proof.event()).entry()
                : proof.entry();
        if (entry != null && (!entry.leaf().equals(proof.leaf()) || !entry.id().equals(proof.event())))
            throw new Unfit("the event " + proof.event() + " that is shown is not the one that was signed");
        return told(proof, checkpoint, entry);
    }

    private Map<String, @Nullable Object> told(Inclusion proof, Checkpoint checkpoint, @Nullable Entry entry) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("event", proof.event());
        document.put("index", proof.index());
        document.put("size", checkpoint.size());
        document.put("origin", checkpoint.origin());
        document.put("entry", entry != null);
        if (form == Form.plain) {
            out().println("PROVEN  " + Unreadable.shown(proof.event()) + " is event " + proof.index() + " of "
                    + checkpoint.size() + " in " + checkpoint.origin());
            if (entry == null)
                out().println(
                                "        only a hash was shown, not what the event says; give --from URL to compare that too");
            else
                out().println("        " + Unreadable.shown(entry.type()) + " of " + Unreadable.shown(entry.stream())
                        + ", recorded at " + entry.recordedAtText());
        }
        return document;
    }
}
