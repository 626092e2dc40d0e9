package org.mandatum.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./mandatum watch} */
@Command(
        name = "watch",
        description = {
            "Follows the events of an organisation: each on one line, as CloudEvents JSON. After a drop it connects again"
                    + " and goes on where it was, with nothing missed or repeated. Ctrl-C ends it (exit code 130)."
        })
final class WatchCommand extends TerminalCommand {
    /** Four heartbeats of the register. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    @Option(
            names = "--from",
            paramLabel = "POSITION",
            description = "events after this position, 0 for all (default: those from now on)")
    @Nullable
    Long from;

    @Option(names = "--type", paramLabel = "T", description = "only events of this type, such as SecretariatCreated")
    @Nullable
    String type;

    @Option(names = "--unit", paramLabel = "U", description = "only events about this unit")
    @Nullable
    String unit;

    @Option(names = "--count", paramLabel = "N", description = "end after N events (default: never)")
    long count = Long.MAX_VALUE;

    /** Held while a line is written, so that an end in the middle leaves whole lines. */
    private final ReentrantLock writing = new ReentrantLock();

    private final Pause pause = new Pause(FIRST_PAUSE, LONGEST_PAUSE);
    private volatile @Nullable String position;
    private boolean connectedBefore;
    private String lastReason = "";

    WatchCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        if (count < 1) {
            throw new Failure(ExitCode.USAGE, "--count " + count + " asks for nothing; give 1 or more");
        }
        RegisterService query = register.query();
        String organisation = register.organisation();
        position = from == null ? latest(query, organisation) : from.toString();
        Call call = Call.to("organisations", organisation, "events", "stream")
                .with("after", position)
                .with("type", type)
                .with("unit", unit);
        var interrupted = new Thread(this::endInTheMiddle);
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            follow(query, call);
        } finally {
            forget(interrupted);
        }
        return ExitCode.FINE;
    }

    /** Asked for first, so that a drop before the first event loses none either. */
    private static @Nullable String latest(RegisterService query, String organisation) {
        String latest =
                Wording.text(query.ask(Call.to("organisations", organisation)).path("position"));
        return latest.isEmpty() ? null : latest;
    }

    private void follow(RegisterService query, Call call) {
        long left = count;
        while (true) {
            Optional<HttpResponse<InputStream>> answer = connect(query, call);
            if (answer.isPresent()) {
                long begun = System.nanoTime();
                String reason = "it ended";
                try (var events = new ServerSentEvents(answer.get().body(), SILENCE)) {
                    ServerSentEvents.Received event;
                    while ((event = events.next()) != null) {
                        if (!write(event) || --left == 0) {
                            return;
                        }
                        pause.restart();
                    }
                } catch (IOException broken) {
                    reason = String.valueOf(broken.getMessage());
                }
                if (System.nanoTime() - begun > LONGEST_PAUSE.toNanos()) {
                    pause.restart();
                }
                drop("the stream broke off (" + Wording.plain(reason) + ")");
            }
            pause.take();
        }
    }

    /** Empty if the register is out of reach at the moment, having been within before. */
    private Optional<HttpResponse<InputStream>> connect(RegisterService query, Call call) {
        HttpResponse<InputStream> answer;
        try {
            answer = query.require2xx(query.reached(() -> {
                HttpRequest.Builder request = query.to(call).header("Accept", "text/event-stream");
                return connectedBefore && position != null ? request.header("Last-Event-ID", position) : request;
            }));
        } catch (Failure outOfReach) {
            if (!connectedBefore || !outOfReach.isPassing()) {
                throw outOfReach;
            }
            drop(String.valueOf(outOfReach.getMessage()));
            return Optional.empty();
        }
        say((connectedBefore ? "connected again" : "watching") + after());
        connectedBefore = true;
        lastReason = "";
        return Optional.of(answer);
    }

    /** Says so once for each reason, however often it is tried. */
    private void drop(String reason) {
        if (!reason.equals(lastReason)) {
            say(reason + "; connecting again, to go on" + after());
            lastReason = reason;
        }
    }

    /** False if nobody reads any more. */
    private boolean write(ServerSentEvents.Received event) {
        writing.lock();
        try {
            out().println(event.data());
            if (event.id() != null && !event.id().isEmpty()) {
                position = event.id();
            }
            return !out().checkError();
        } finally {
            writing.unlock();
        }
    }

    private void endInTheMiddle() {
        try {
            // Waited for, but not for ever: the reader of a full pipe may never take the rest.
            if (writing.tryLock(1, TimeUnit.SECONDS)) {
                out().flush();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (position != null) {
            say("ended" + after() + "; --from " + position + " goes on there");
        }
    }

    private String after() {
        return position == null ? "" : " after position " + position;
    }

    private static void forget(Thread interrupted) {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException endingAlready) {
            // then it is at work
        }
    }
}
