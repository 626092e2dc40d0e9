package org.mandatum.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks twice a second whether another projection is live: an instance that nobody asks answers from memory alone. */
@Component
class SwapWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SwapWatch.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final DataSource database;
    private final LiveProjection live;
    private final Arrivals news;
    private volatile boolean running;
    private @Nullable Thread thread;

    SwapWatch(DataSource database, LiveProjection live, Arrivals news) {
        this.database = database;
        this.live = live;
        this.news = news;
    }

    @Override
    public void start() {
        running = true;
        live.onSwap(otherwise -> {
            LOG.info("another projection is live: {}", live.schema());
            news.announce();
        });
        thread = Thread.ofVirtual().name("swap-watch").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try (Connection connection = database.getConnection()) {
                live.ask(connection);
            } catch (SQLException databaseAway) {
                LOG.debug("nobody tells which projection is live", databaseAway);
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }
}
