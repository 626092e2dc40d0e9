package org.mandatum.verifier.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mandatum.verifier.export.Line.Entry;
import org.mandatum.verifier.note.Checkpoint;
import org.mandatum.verifier.note.PublicKey;
import org.mandatum.verifier.note.Unsigned;
import org.mandatum.verifier.structure.Fields;
import org.mandatum.verifier.structure.Fields.Unfit;
import org.mandatum.verifier.tree.GrowingTree;
import org.mandatum.verifier.tree.Hash;
import org.mandatum.verifier.tree.Proofs;

/** The worked example of docs/log-format.md, which the register's own code has written: both read the page alike. */
class LogFormatExampleTest {
    private static final Path EXAMPLE = Path.of("../docs/log-format");

    private final Fields vectors = vectors();
    private final List<Entry> entries = entries();

    @Test
    void every_leaf_has_the_bytes_and_the_hash_of_the_example() throws Unfit {
        List<Fields> leaves = vectors.objects("leaves");
        assertThat(entries).hasSameSizeAs(leaves);
        for (int i = 0; i < leaves.size(); i++) {
            Entry e = entries.get(i);
            byte[] leaf = LineParser.leaf(
                    e.id(),
                    e.stream(),
                    e.sequence(),
                    e.position(),
                    e.remaining(),
                    e.type(),
                    e.revision(),
                    e.recordedAt(),
                    e.payload(),
                    e.metadata());
            assertThat(HexFormat.of().formatHex(leaf)).isEqualTo(leaves.get(i).text("bytes"));
            assertThat(e.leaf()).hasToString(leaves.get(i).text("hash"));
        }
    }

    @Test
    void every_root_is_that_of_the_example() throws Unfit {
        var tree = new GrowingTree();
        for (String root : vectors.texts("roots")) {
            assertThat(tree.root()).hasToString(root);
            if (tree.size() < entries.size())
                tree.add(entries.get((int) tree.size()).leaf());
        }
    }

    @Test
    void every_checkpoint_of_the_example_is_signed() throws Unfit, Unsigned {
        PublicKey key = PublicKey.parse(vectors.text("key"));
        List<String> roots = vectors.texts("roots");
        for (String note : vectors.texts("checkpoints")) {
            Checkpoint checkpoint = Checkpoint.parse(note);
            assertThat(checkpoint.requireSigned(List.of(key))).containsExactly(key);
            assertThat(checkpoint.root()).hasToString(roots.get((int) checkpoint.size()));
        }
    }

    @Test
    void every_proof_of_the_example_holds() throws Unfit {
        List<Hash> roots = hashes(vectors.texts("roots"));
        for (Fields proof : vectors.objects("inclusion")) {
            int index = number(proof, "index");
            int size = number(proof, "size");
            assertThat(Proofs.includes(
                            roots.get(size), size, entries.get(index).leaf(), index, hashes(proof.texts("hashes"))))
                    .isTrue();
        }
        for (Fields proof : vectors.objects("consistency")) {
            int from = number(proof, "from");
            int to = number(proof, "to");
            assertThat(Proofs.consistent(from, roots.get(from), to, roots.get(to), hashes(proof.texts("hashes"))))
                    .isTrue();
        }
    }

    private static int number(Fields fields, String name) throws Unfit {
        return Integer.parseInt(String.valueOf(fields.required(name)));
    }

    private static List<Hash> hashes(List<String> texts) {
        return texts.stream()
                .map(text -> java.util.Objects.requireNonNull(Hash.parse(text)))
                .toList();
    }

    private static Fields vectors() {
        try {
            return Fields.of(Files.readString(EXAMPLE.resolve("example-vectors.json")));
        } catch (Unfit | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        try (var export = new Export(List.of(EXAMPLE.resolve("example.ndjson")), read -> {})) {
            for (var placed = export.next(); placed != null; placed = export.next())
                if (placed.line() instanceof Entry entry) entries.add(entry);
        } catch (Unreadable | IOException broken) {
            throw new IllegalStateException(broken);
        }
        return entries;
    }
}
