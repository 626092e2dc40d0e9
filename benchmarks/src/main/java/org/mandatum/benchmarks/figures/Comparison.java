package org.mandatum.benchmarks.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The register and its peer, measured in turn: round i of the one was followed at once by round i of the other, so that
 * whatever else the machine does meets both.
 *
 * @param ours one value a round
 * @param peers likewise, in the same unit
 */
public record Comparison(List<Double> ours, List<Double> peers) {
    public Comparison {
        ours = List.copyOf(ours);
        peers = List.copyOf(peers);
        if (ours.isEmpty() || ours.size() != peers.size()) throw new IllegalArgumentException("rounds without a peer");
    }

    /** Measures one side for one round. Each round has data of its own; both sides get the same in the same round. */
    @FunctionalInterface
    public interface Side {
        double measure(int round) throws Exception;
    }

    /**
     * A B A B …
     *
     * @param warmUps rounds of each that come first and do not count: on until our side is steady, but at most so many
     */
    public static Comparison inTurn(int warmUps, int rounds, Side ours, Side peer) throws Exception {
        var warming = new ArrayList<Double>();
        for (int round = 1 - warmUps; round <= 0 && !isSteady(warming); round++) {
            warming.add(ours.measure(round));
            peer.measure(round);
        }
        var our = new ArrayList<Double>();
        var their = new ArrayList<Double>();
        for (int round = 1; round <= rounds; round++) {
            our.add(ours.measure(round));
            their.add(peer.measure(round));
        }
        return new Comparison(our, their);
    }

    /** Whether the last three rounds came to much the same as the three before. A JVM that has just begun gets faster. */
    static boolean isSteady(List<Double> measured) {
        int size = measured.size();
        if (size < 6) return false;
        double before = median(measured.subList(size - 6, size - 3));
        double now = median(measured.subList(size - 3, size));
        return Math.abs(now / before - 1) <= 0.05;
    }

    public double our() {
        return median(ours);
    }

    public double peer() {
        return median(peers);
    }

    /** The median of the rounds' ratios. */
    public double ratio() {
        return median(ratios());
    }

    public double lowestRatio() {
        return ratios().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double highestRatio() {
        return ratios().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private List<Double> ratios() {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < ours.size(); i++) ratios.add(ours.get(i) / peers.get(i));
        return ratios;
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                .average()
                .orElseThrow();
    }
}
