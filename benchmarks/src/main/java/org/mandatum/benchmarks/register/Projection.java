package org.mandatum.benchmarks.register;

import java.io.IOException;
import java.time.Duration;
import org.mandatum.benchmarks.load.HttpConnection;

/** How far the query side has come, as it tells over HTTP. */
public final class Projection {
    private final RegisterUnderLoad register;

    public Projection(RegisterUnderLoad register) {
        this.register = register;
    }

    /** Waits until that position of the organisation's log is projected; false when it takes longer than {@code atMost}. */
    public boolean await(String organisation, long position, Duration atMost) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        try (HttpConnection http = register.queries()) {
            while (true) {
                int status = http.get("/organisations/" + organisation + "?minPosition=" + position);
                if (status == 200) return true;
                if (System.nanoTime() - deadline > 0) return false;
                // 404: not even opened yet. 503: the service has waited as long as it does.
                if (status != 404 && status != 503)
                    throw new IllegalStateException("unexpected answer " + status + " " + http.body());
                if (status == 404) Thread.sleep(50);
            }
        }
    }

    /** How many events the running service has projected since it started. */
    public long events() throws IOException {
        try (HttpConnection http = register.queries()) {
            int status = http.get("/actuator/prometheus");
            if (status != 200) throw new IllegalStateException("/actuator/prometheus was answered " + status);
            return http.body()
                    .lines()
                    .filter(line -> line.startsWith("mandatum_projection_events_total"))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .mapToLong(value -> (long) Double.parseDouble(value))
                    .findFirst()
                    .orElse(0);
        }
    }
}
