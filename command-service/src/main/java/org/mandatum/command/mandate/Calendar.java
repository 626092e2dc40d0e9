package org.mandatum.command.mandate;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks every now and then at what the day has brought: due dates that are near or have passed, changes that have come into
 * effect. What is to be looked at on which day stands in the database, and what was raised in the mandate itself; the time
 * between two looks is all that is kept here. So a restart, a clock that is set, or a second instance change nothing but when
 * it happens (ADR 0015).
 */
@Component
class Calendar implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Calendar.class);

    private final MandateWatch watch;
    private final Duration every;
    private final Duration grace;
    private @Nullable ScheduledExecutorService looks;

    Calendar(
            MandateWatch watch,
            @Value("${mandatum.deadlines.look-every:30s}") Duration every,
            @Value("${mandatum.deadlines.grace:5m}") Duration grace) {
        this.watch = watch;
        this.every = every;
        this.grace = grace;
    }

    /** One look. What fails does not hold up the rest, and is looked at again the next time. */
    void look() {
        watch.arrived().forEach(organisation -> tried(organisation, () -> watch.lookAtStructure(organisation)));
        watch.due(grace).forEach(due -> tried(due.mandate(), () -> watch.lookAtDueDate(due)));
    }

    private static void tried(Object what, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException failure) {
            LOG.warn("the look at {} failed and comes again: {}", what, failure.toString());
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what fails is told by tried
    public synchronized void start() {
        looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("calendar").factory());
        looks.scheduleWithFixedDelay(
                () -> tried("the calendar", this::look), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (looks != null) looks.shutdown();
        looks = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return looks != null;
    }
}
