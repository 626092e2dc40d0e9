package org.mandatum.benchmarks.figures;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.benchmarks.register.RegisterUnderLoad;

/** What every experiment of a run shares: the register, started when the first asks for it, the report, the extent. */
final class Bench implements AutoCloseable {
    private final Path home;
    private final Scale scale;
    private final Report report;
    private final List<String> names;
    private @Nullable RegisterUnderLoad register;

    /** @param names of the wanted figures, or what their names begin with; all when empty */
    Bench(Path home, Scale scale, Report report, List<String> names) {
        this.home = home;
        this.scale = scale;
        this.report = report;
        this.names = names;
    }

    /**
     * How much is done.
     *
     * @param sizes of the organisations that are asked about, in changes
     * @param rounds of each side
     * @param warmUps rounds of each side before those, at most, which do not count
     * @param round how long one lasts where it is not counted in requests
     * @param requests of one round, where one client sends them one by one
     * @param importedUnits that an import builds up before its further changes
     * @param patience with a projection that does not come to an end
     */
    record Scale(
            List<Long> sizes,
            int rounds,
            int warmUps,
            Duration round,
            int requests,
            int importedUnits,
            int importedChanges,
            Duration patience) {
        static final Scale FULL = new Scale(
                List.of(10_000L, 100_000L, 1_000_000L),
                5,
                12,
                Duration.ofSeconds(3),
                200,
                40_000,
                50_000,
                Duration.ofMinutes(60));
        static final Scale QUICK =
                new Scale(List.of(10_000L), 3, 6, Duration.ofSeconds(2), 60, 1_000, 1_250, Duration.ofMinutes(10));

        Scale withSizes(List<Long> sizes) {
            return new Scale(sizes, rounds, warmUps, round, requests, importedUnits, importedChanges, patience);
        }
    }

    RegisterUnderLoad register() throws IOException, InterruptedException {
        RegisterUnderLoad running = register;
        if (running == null) {
            running = RegisterUnderLoad.start(home, this::tell);
            register = running;
        }
        return running;
    }

    Scale scale() {
        return scale;
    }

    /** The register and a peer, in as many rounds as the scale says. */
    Comparison inTurn(Comparison.Side ours, Comparison.Side peer) throws Exception {
        return Comparison.inTurn(scale.warmUps(), scale.rounds(), round -> told(round, ours), peer);
    }

    private double told(int round, Comparison.Side side) throws Exception {
        double measured = side.measure(round);
        tell("%s %d: %,.0f".formatted(round > 0 ? "round" : "warm-up", round, measured));
        return measured;
    }

    void report(Figure figure) throws IOException {
        report.add(figure);
    }

    /** Whether any of these figures is wanted. */
    boolean wants(List<String> figures) {
        return names.isEmpty()
                || figures.stream().anyMatch(figure -> names.stream().anyMatch(figure::startsWith));
    }

    boolean wants(String figure) {
        return wants(List.of(figure));
    }

    void tell(String line) {
        System.err.println("  … " + line);
    }

    @Override
    public void close() {
        if (register != null) register.close();
        register = null;
    }
}
