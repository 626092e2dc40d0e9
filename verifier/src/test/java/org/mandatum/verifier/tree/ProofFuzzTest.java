package org.mandatum.verifier.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.mandatum.verifier.log.Prover;
import org.mandatum.verifier.note.Checkpoint;
import org.mandatum.verifier.note.Note;
import org.mandatum.verifier.note.PublicKey;
import org.mandatum.verifier.note.Unsigned;

/** A fuzzer looks for a proof that holds and is not the right one, and for a note that breaks its reader. */
class ProofFuzzTest {
    private static final int MOST = 300;
    private static final List<Hash> LEAVES = IntStream.range(0, MOST)
            .mapToObj(i -> Hash.ofLeaf(new byte[] {(byte) (i >> 8), (byte) i}))
            .toList();
    private static final Prover PROVER = new Prover(LEAVES);

    /** Hashes come from the tree itself, so that something near to a proof comes about. */
    @FuzzTest(maxDuration = "1m")
    void only_the_right_inclusion_proof_holds(FuzzedDataProvider data) {
        int size = data.consumeInt(1, MOST);
        int index = data.consumeInt(0, size - 1);
        int claimed = data.consumeInt(0, size - 1);
        List<Hash> right = PROVER.inclusion(index, size);
        List<Hash> path = altered(right, data);

        boolean holds = Proofs.includes(PROVER.root(size), size, LEAVES.get(index), claimed, path);

        assertThat(holds).isEqualTo(claimed == index && path.equals(right));
    }

    @FuzzTest(maxDuration = "1m")
    void only_the_right_consistency_proof_holds(FuzzedDataProvider data) {
        int to = data.consumeInt(1, MOST);
        int from = data.consumeInt(1, to);
        int claimed = data.consumeInt(1, to);
        List<Hash> right = PROVER.consistency(from, to);
        List<Hash> path = altered(right, data);

        boolean holds = Proofs.consistent(claimed, PROVER.root(from), to, PROVER.root(to), path);

        assertThat(holds).isEqualTo(claimed == from && path.equals(right));
    }

    private static List<Hash> altered(List<Hash> right, FuzzedDataProvider data) {
        var path = new ArrayList<>(right);
        for (int i = data.consumeInt(0, 3); i > 0; i--) {
            Hash hash = PROVER.root(data.consumeInt(0, MOST));
            int at = path.isEmpty() ? 0 : data.consumeInt(0, path.size() - 1);
            switch (data.consumeInt(0, 3)) {
                case 0 -> path.add(at, hash);
                case 1 -> {
                    if (!path.isEmpty()) path.set(at, hash);
                }
                case 2 -> {
                    if (!path.isEmpty()) path.remove(at);
                }
                default -> {
                    if (!path.isEmpty()) path.add(path.remove(at));
                }
            }
        }
        return path;
    }

    @FuzzTest(maxDuration = "1m")
    void any_text_is_a_note_or_refused_and_nobody_signs_by_chance(FuzzedDataProvider data) throws Unsigned {
        PublicKey key = PublicKey.parse("mandatum.example/log+04d7e019+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea");
        String text = data.consumeRemainingAsString();
        try {
            Note note = Note.parse(text);
            assertThat(note.text()).endsWith("\n");
            Checkpoint checkpoint = Checkpoint.parse(text);
            assertThat(checkpoint.size()).isNotNegative();
            if (!checkpoint.requireSigned(List.of(key)).isEmpty())
                assertThat(note.text()).startsWith("mandatum.example/log\n");
        } catch (Unsigned refused) {
            assertThat(refused.why()).isNotBlank();
        }
    }
}
