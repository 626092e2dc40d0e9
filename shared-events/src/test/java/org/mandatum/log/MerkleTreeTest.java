package org.mandatum.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees against the vectors published with RFC 6962's reference implementation, and against its own recursion. */
class MerkleTreeTest {
    private static final List<Hash> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(leaf -> Hash.ofLeaf(HexFormat.of().parseHex(leaf)))
            .toList();

    private static final String LEAF_2 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String LEAVES_3_4 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String LEAVES_5_8 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    private static final String LEAF_5 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private static final String LEAVES_7_8 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String LEAVES_1_4 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
    private static final String LEAVES_1_2 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
    private static final String LEAF_1 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
    private static final String LEAVES_5_6 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void the_published_roots_are_found(int size, String root) {
        assertThat(hex(tree(LEAVES).root(size))).isEqualTo(root);
    }

    @Test
    void the_published_inclusion_proofs_are_found() {
        MerkleTree tree = tree(LEAVES);

        assertThat(tree.inclusion(0, 1)).isEmpty();
        assertThat(hex(tree.inclusion(0, 8))).containsExactly(LEAF_2, LEAVES_3_4, LEAVES_5_8);
        assertThat(hex(tree.inclusion(5, 8))).containsExactly(LEAF_5, LEAVES_7_8, LEAVES_1_4);
        assertThat(hex(tree.inclusion(2, 3))).containsExactly(LEAVES_1_2);
        assertThat(hex(tree.inclusion(1, 5))).containsExactly(LEAF_1, LEAVES_3_4, LEAF_5);
    }

    @Test
    void the_published_consistency_proofs_are_found() {
        MerkleTree tree = tree(LEAVES);

        assertThat(tree.consistency(1, 1)).isEmpty();
        assertThat(hex(tree.consistency(1, 8))).containsExactly(LEAF_2, LEAVES_3_4, LEAVES_5_8);
        assertThat(hex(tree.consistency(6, 8))).containsExactly(LEAVES_5_6, LEAVES_7_8, LEAVES_1_4);
        assertThat(hex(tree.consistency(2, 5))).containsExactly(LEAVES_3_4, LEAF_5);
    }

    @Test
    void every_proof_in_a_log_of_tiles_leads_to_the_root_as_the_recursion_of_the_rfc_finds_it() {
        List<Hash> leaves = IntStream.range(0, 1_100)
                .mapToObj(i -> Hash.ofLeaf(new byte[] {(byte) (i >> 8), (byte) i}))
                .toList();
        var random = new Random(1);
        for (int round = 0; round < 300; round++) {
            int size = 1 + random.nextInt(leaves.size());
            int index = random.nextInt(size);
            int from = 1 + random.nextInt(size);
            Hash root = plainRoot(leaves.subList(0, size));
            var tree = new MerkleTree(new Tiles(tiles(leaves)));

            assertThat(tree.root(size)).isEqualTo(root);
            assertThat(ProofCheck.rootByInclusion(leaves.get(index), index, size, tree.inclusion(index, size)))
                    .as("leaf %d of %d", index, size)
                    .isEqualTo(root);
            assertThat(ProofCheck.isConsistent(
                            plainRoot(leaves.subList(0, from)), from, root, size, tree.consistency(from, size)))
                    .as("%d grows to %d", from, size)
                    .isTrue();
        }
    }

    @Test
    void a_leaf_outside_of_the_tree_has_no_proof_and_no_tree_shrinks() {
        MerkleTree tree = tree(LEAVES);

        assertThatThrownBy(() -> tree.inclusion(8, 8)).hasMessage("no leaf 8 in a tree of 8");
        assertThatThrownBy(() -> tree.consistency(8, 7)).hasMessage("no tree grows from 8 to 7");
    }

    private static MerkleTree tree(List<Hash> leaves) {
        return new MerkleTree(new Tiles(tiles(leaves)));
    }

    private static Tiles.Store tiles(List<Hash> leaves) {
        var levels = new ArrayList<List<Hash>>();
        levels.add(leaves);
        return (level, number) -> {
            while (levels.size() <= level) {
                List<Hash> below = levels.getLast();
                levels.add(IntStream.range(0, below.size() / Tiles.WIDTH)
                        .mapToObj(i -> plainRoot(below.subList(i * Tiles.WIDTH, (i + 1) * Tiles.WIDTH)))
                        .toList());
            }
            List<Hash> hashes = levels.get(level);
            int first = (int) number * Tiles.WIDTH;
            return joined(hashes.subList(first, Math.min(hashes.size(), first + Tiles.WIDTH)));
        };
    }

    private static byte[] joined(List<Hash> hashes) {
        byte[] all = new byte[hashes.size() * Hash.LENGTH];
        for (int i = 0; i < hashes.size(); i++)
            System.arraycopy(hashes.get(i).bytes(), 0, all, i * Hash.LENGTH, Hash.LENGTH);
        return all;
    }

    /** MTH of RFC 9162, section 2.1.1, word for word. */
    private static Hash plainRoot(List<Hash> leaves) {
        if (leaves.size() == 1) return leaves.getFirst();
        int k = Integer.highestOneBit(leaves.size() - 1);
        return Hash.ofNode(plainRoot(leaves.subList(0, k)), plainRoot(leaves.subList(k, leaves.size())));
    }

    private static String hex(Hash hash) {
        return HexFormat.of().formatHex(hash.bytes());
    }

    private static List<String> hex(List<Hash> hashes) {
        return hashes.stream().map(MerkleTreeTest::hex).toList();
    }
}
