package org.mandatum.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** What a number of requests took. Latencies are in nanoseconds, to three digits. */
public record Load(Histogram latencies, Duration took) {
    private static final long LONGEST = Duration.ofMinutes(2).toNanos();
    /** A closed loop: each client on a thread of its own sends its next request when the last is answered. */
    public static Load closedLoop(List<? extends Client> clients, Duration time) throws Exception {
        long begun = System.nanoTime();
        var all = new Histogram(LONGEST, 3);
        // Platform threads: a client that waits in the kernel costs less than one that is parked and woken by a poller.
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("client-", 0).factory())) {
            var running = new ArrayList<Future<Histogram>>();
            for (Client client : clients) running.add(threads.submit(() -> until(begun + time.toNanos(), client)));
            for (Future<Histogram> one : running) all.add(one.get());
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
        return new Load(all, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** One client, so many requests one after another, but no longer than {@code atMost}. */
    public static Load oneByOne(Client client, int requests, Duration atMost) throws Exception {
        long begun = System.nanoTime();
        var latencies = new Histogram(LONGEST, 3);
        for (int i = 0; i < requests && System.nanoTime() - begun < atMost.toNanos(); i++) one(client, latencies);
        return new Load(latencies, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static Histogram until(long deadline, Client client) throws Exception {
        var latencies = new Histogram(LONGEST, 3);
        while (System.nanoTime() - deadline < 0) one(client, latencies);
        return latencies;
    }

    private static void one(Client client, Histogram latencies) throws Exception {
        long sent = System.nanoTime();
        client.request();
        latencies.recordValue(Math.min(LONGEST, System.nanoTime() - sent));
    }

    public double perSecond() {
        return latencies.getTotalCount() / (took.toNanos() / 1e9);
    }

    public double p50Micros() {
        return latencies.getValueAtPercentile(50) / 1e3;
    }
}
