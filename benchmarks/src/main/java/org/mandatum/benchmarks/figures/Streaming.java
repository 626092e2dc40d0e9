package org.mandatum.benchmarks.figures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.mandatum.benchmarks.register.RegisterUnderLoad;

/**
 * How long news takes: from the moment at which the register's database stamped an event, a little before its commit, to
 * the one who listens. The changes come at a fixed rate, whether or not the answers keep up.
 */
final class Streaming implements Experiment {
    private static final String P50 = "stream.p50";
    private static final String P99 = "stream.p99";
    private static final String KAFKA = "stream.kafka.p50";
    private static final String PEER = "PostgreSQL's own NOTIFY";
    private static final int ORGANISATIONS = 8;
    private static final int CHANGES_PER_SECOND = 200;
    private static final int ROUNDS_LAST = 4;

    @Override
    public List<String> figures() {
        return List.of(P50, P99, KAFKA);
    }

    /** One side of one round, in milliseconds. */
    private record Delays(double p50, double p99, double kafka) {}

    @Override
    public void run(Bench bench) throws Exception {
        RegisterUnderLoad register = bench.register();
        try (var counter = new Counter(register)) {
            counter.adoptActs();
            for (int i = 0; i < ORGANISATIONS; i++) counter.found(name(i));
        }
        var ours = new ArrayList<Delays>();
        var peers = new ArrayList<Delays>();
        var warming = new ArrayList<Double>();
        for (int round = -bench.scale().warmUps(); round < bench.scale().rounds(); round++) {
            if (round < 0 && Comparison.isSteady(warming)) round = 0;
            Delays our = streamed(bench, round);
            Delays peer = notified(bench);
            bench.tell("stream, round %d: p50 %.1f ms, p99 %.1f ms, Kafka %.1f ms; NOTIFY %.1f ms, %.1f ms"
                    .formatted(round, our.p50(), our.p99(), our.kafka(), peer.p50(), peer.p99()));
            if (round < 0) {
                warming.add(our.p50());
                continue;
            }
            ours.add(our);
            peers.add(peer);
        }
        String extent = CHANGES_PER_SECOND + "/s";
        if (bench.wants(P50))
            bench.report(Figure.of(
                    P50,
                    extent,
                    "ms",
                    PEER,
                    new Comparison(values(ours, Delays::p50), values(peers, Delays::p50)),
                    Target.atMost(10)));
        if (bench.wants(P99))
            bench.report(Figure.of(
                    P99,
                    extent,
                    "ms",
                    PEER,
                    new Comparison(values(ours, Delays::p99), values(peers, Delays::p99)),
                    Target.atMost(50)));
        if (bench.wants(KAFKA))
            bench.report(Figure.of(
                            KAFKA,
                            extent,
                            "ms",
                            PEER,
                            new Comparison(values(ours, Delays::kafka), values(peers, Delays::p50)),
                            Target.atMost(10))
                    .withoutTarget());
    }

    private static List<Double> values(List<Delays> delays, java.util.function.Function<Delays, Double> value) {
        return delays.stream().map(value).toList();
    }

    private static Duration roundTime(Bench bench) {
        return bench.scale().round().multipliedBy(ROUNDS_LAST);
    }

    private static Delays streamed(Bench bench, int round) throws Exception {
        RegisterUnderLoad register = bench.register();
        var subscribers = new ArrayList<Subscriber>();
        try (var topic = new TopicWatcher(register.kafka())) {
            for (int i = 0; i < ORGANISATIONS; i++) subscribers.add(new Subscriber(register, name(i)));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var running = new ArrayList<Future<?>>();
                long begun = System.nanoTime();
                long every = Duration.ofSeconds(ORGANISATIONS).toNanos() / CHANGES_PER_SECOND;
                for (int i = 0; i < ORGANISATIONS; i++) {
                    String organisation = name(i);
                    long first = begun + every * i / ORGANISATIONS;
                    running.add(threads.submit(() -> {
                        hand(
                                register,
                                organisation,
                                round,
                                first,
                                every,
                                begun + roundTime(bench).toNanos());
                        return null;
                    }));
                }
                for (Future<?> one : running) one.get();
            }
            Thread.sleep(1_000); // for the last ones to arrive
            var all = new Histogram(3);
            for (Subscriber subscriber : subscribers) all.add(subscriber.delays());
            long expected = CHANGES_PER_SECOND * roundTime(bench).toSeconds();
            if (all.getTotalCount() < expected * 0.9)
                bench.tell("only " + all.getTotalCount() + " of " + expected + " arrived in time");
            return new Delays(millis(all, 50), millis(all, 99), millis(topic.delays(), 50));
        } finally {
            subscribers.forEach(Subscriber::close);
        }
    }

    private static void hand(
            RegisterUnderLoad register, String organisation, int round, long first, long every, long until)
            throws Exception {
        try (var counter = new Counter(register)) {
            long number = 1_000_000L * (round + 100);
            for (long due = first; due < until; due += every) {
                long early = due - System.nanoTime();
                if (early > 0) LockSupport.parkNanos(early);
                counter.changeUnread(organisation, Counter.renaming("office-1", number++));
            }
        }
    }

    private static Delays notified(Bench bench) throws Exception {
        var delays = Notifications.delays(bench.register(), CHANGES_PER_SECOND, roundTime(bench));
        return new Delays(millis(delays, 50), millis(delays, 99), 0);
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    private static String name(int number) {
        return "stream-" + number;
    }
}
