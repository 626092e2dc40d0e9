package org.mandatum.verifier.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mandatum.verifier.log.Prover;

/** Trees and proofs against the vectors published with RFC 6962's first implementation, and against the RFC's definitions. */
class TreeTest {
    private static final List<Hash> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(hex -> Hash.ofLeaf(HexFormat.of().parseHex(hex)))
            .toList();
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    private static final String A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    private static final String D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private static final String E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

    @Test
    void the_roots_are_those_of_the_published_vectors() {
        var tree = new GrowingTree();
        assertThat(tree.root()).isEqualTo(hash(ROOTS.getFirst()));
        for (Hash leaf : LEAVES) {
            tree.add(leaf);
            assertThat(tree.root()).isEqualTo(hash(ROOTS.get((int) tree.size())));
        }
    }

    @Test
    void the_published_inclusion_proofs_hold() {
        assertIncluded(0, 8, A, B, C);
        assertIncluded(5, 8, D, E, ROOTS.get(4));
        assertIncluded(2, 3, ROOTS.get(2));
        assertIncluded(1, 5, ROOTS.get(1), B, D);
        assertIncluded(0, 1);
    }

    @Test
    void the_published_consistency_proofs_hold() {
        assertConsistent(1, 8, A, B, C);
        assertConsistent(6, 8, F, E, ROOTS.get(4));
        assertConsistent(2, 5, B, D);
        assertConsistent(1, 1);
    }

    private static void assertIncluded(int index, int size, String... path) {
        assertThat(Proofs.includes(hash(ROOTS.get(size)), size, LEAVES.get(index), index, hashes(path)))
                .isTrue();
    }

    private static void assertConsistent(int from, int to, String... path) {
        assertThat(Proofs.consistent(from, hash(ROOTS.get(from)), to, hash(ROOTS.get(to)), hashes(path)))
                .isTrue();
    }

    @Test
    void every_proof_of_every_size_to_two_hundred_holds_and_no_altered_one_does() {
        List<Hash> leaves = leaves(200);
        var prover = new Prover(leaves);
        var random = new Random(1);
        for (int size = 1; size <= leaves.size(); size++)
            for (int index = 0; index < size; index++) {
                inclusion(prover, leaves, index, size, random);
                consistency(prover, index, size, random);
            }
    }

    @Test
    void so_do_those_of_random_sizes_beyond() {
        List<Hash> leaves = leaves(20_000);
        var prover = new Prover(leaves);
        var random = new Random(2);
        for (int i = 0; i < 300; i++) {
            int size = 1 + random.nextInt(leaves.size());
            int index = random.nextInt(size);
            inclusion(prover, leaves, index, size, random);
            consistency(prover, index, size, random);
        }
    }

    private static void inclusion(Prover prover, List<Hash> leaves, int index, int size, Random random) {
        Hash root = prover.root(size);
        Hash leaf = leaves.get(index);
        List<Hash> path = prover.inclusion(index, size);
        assertThat(Proofs.includes(root, size, leaf, index, path)).isTrue();
        for (List<Hash> altered : altered(path, random))
            assertThat(Proofs.includes(root, size, leaf, index, altered)).isFalse();
        assertThat(Proofs.includes(root, size, other(random), index, path)).isFalse();
        assertThat(Proofs.includes(other(random), size, leaf, index, path)).isFalse();
        assertThat(Proofs.includes(root, size, leaf, size, path)).isFalse();
        assertThat(Proofs.includes(root, size, leaf, -1, path)).isFalse();
        if (index > 0)
            assertThat(Proofs.includes(root, size, leaf, index - 1, path)).isFalse();
    }

    private static void consistency(Prover prover, int from, int to, Random random) {
        Hash first = prover.root(from);
        Hash second = prover.root(to);
        List<Hash> path = prover.consistency(from, to);
        assertThat(Proofs.consistent(from, first, to, second, path)).isTrue();
        for (List<Hash> altered : altered(path, random))
            assertThat(Proofs.consistent(from, first, to, second, altered)).isFalse();
        assertThat(Proofs.consistent(from, other(random), to, second, path)).isFalse();
        // Every tree begins with the empty one, so nothing is said of the second root then.
        if (from > 0)
            assertThat(Proofs.consistent(from, first, to, other(random), path)).isFalse();
        assertThat(Proofs.consistent(to + 1, first, to, second, path)).isFalse();
        assertThat(Proofs.consistent(-1, first, to, second, path)).isFalse();
    }

    /** Each one other hash, one more, one less, two swapped. */
    private static List<List<Hash>> altered(List<Hash> path, Random random) {
        var altered = new ArrayList<List<Hash>>();
        for (int i = 0; i < path.size(); i++) {
            var one = new ArrayList<>(path);
            one.set(i, other(random));
            altered.add(one);
        }
        var longer = new ArrayList<>(path);
        longer.add(other(random));
        altered.add(longer);
        if (path.isEmpty()) return altered;
        altered.add(path.subList(0, path.size() - 1));
        altered.add(path.subList(1, path.size()));
        if (path.size() > 1) {
            var swapped = new ArrayList<>(path);
            java.util.Collections.swap(swapped, 0, 1);
            altered.add(swapped);
        }
        return altered;
    }

    private static List<Hash> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Hash.ofLeaf(new byte[] {(byte) (i >> 8), (byte) i}))
                .toList();
    }

    private static Hash other(Random random) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return Hash.ofLeaf(bytes);
    }

    private static List<Hash> hashes(String... hex) {
        return Stream.of(hex).map(TreeTest::hash).toList();
    }

    private static Hash hash(String hex) {
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        return java.util.Objects.requireNonNull(Hash.parse(base64));
    }
}
