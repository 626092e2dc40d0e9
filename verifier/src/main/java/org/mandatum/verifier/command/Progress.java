package org.mandatum.verifier.command;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far long work is: a bar on a terminal, a line now and then elsewhere. Nothing for work that is short. */
final class Progress implements AutoCloseable {
    private static final Duration FIRST = Duration.ofMillis(700);
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final int WIDTH = 30;

    private final String what;
    private final @Nullable PrintWriter err;
    private final boolean terminal = isTerminal();
    private long shownAt = System.nanoTime() + FIRST.toNanos() - (terminal ? BETWEEN : BETWEEN_LINES).toNanos();
    private boolean shown;

    Progress(String what, @Nullable PrintWriter err) {
        this.what = what;
        this.err = err;
    }

    /** @param total 0 when it is not known */
    void at(long done, long total) {
        long now = System.nanoTime();
        if (err == null || now - shownAt < (terminal ? BETWEEN : BETWEEN_LINES).toNanos()) return;
        shownAt = now;
        shown = true;
        double share = total <= 0 ? 0 : Math.min(1, done / (double) total);
        int full = (int) (share * WIDTH);
        String text = String.format(
                Locale.ROOT, "%s [%s%s] %3.0f %%", what, "#".repeat(full), "-".repeat(WIDTH - full), 100 * share);
        if (terminal) err.print("\r" + text);
        else err.println("verifier: " + String.format(Locale.ROOT, "%s %.0f %%", what, 100 * share));
        err.flush();
    }

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public void close() {
        if (err == null || !shown || !terminal) return;
        err.print("\r" + " ".repeat(what.length() + WIDTH + 10) + "\r");
        err.flush();
    }
}
