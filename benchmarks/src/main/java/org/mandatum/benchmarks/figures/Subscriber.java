package org.mandatum.benchmarks.figures;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.mandatum.benchmarks.register.RegisterUnderLoad;

/** Listens to one organisation's stream, from when it is made. */
final class Subscriber implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Histogram delays = new ConcurrentHistogram(3);
    private final InputStream events;

    Subscriber(RegisterUnderLoad register, String organisation) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + register.queryPort() + "/organisations/"
                        + organisation + "/events/stream"))
                .header("Accept", "text/event-stream");
        if (!register.viewer().isEmpty()) request.header("Authorization", "Bearer " + register.viewer());
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200)
            throw new IllegalStateException("the stream was answered " + response.statusCode());
        events = response.body();
        Thread.ofVirtual().start(this::listen);
    }

    /** From recording to arrival, in microseconds. */
    Histogram delays() {
        return delays.copy();
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
                if (line.startsWith("data:")) note(delays, line);
        } catch (IOException closed) {
            // that is how it ends
        }
    }

    /** Both clocks are this machine's, to the microsecond. */
    static void note(Histogram delays, String cloudEvent) {
        Instant arrived = Instant.now();
        int at = cloudEvent.indexOf("\"time\":\"") + 8;
        Instant recorded = Instant.parse(cloudEvent.substring(at, cloudEvent.indexOf('"', at)));
        delays.recordValue(Math.max(0, ChronoUnit.MICROS.between(recorded, arrived)));
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
