package org.mandatum.command.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.imports.PackageReader.Entry;
import org.mandatum.command.journal.Submissions;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

/** Records the mandates of a file, each with its history and under its key in one transaction. */
final class MandateLines {
    private final CommandGateway commands;
    private final Submissions submissions;
    private final Origin origin;

    MandateLines(CommandGateway commands, Submissions submissions, Origin origin) {
        this.commands = commands;
        this.submissions = submissions;
        this.origin = origin;
    }

    /** What became of a line. */
    sealed interface Fate {}

    record Recorded(long events) implements Fate {}

    record Repeated() implements Fate {}

    record Refused(LineError error) implements Fate {}

    /**
     * Side by side; the fates are in the order of the lines.
     *
     * @throws DataAccessException or another exception of the store or of a lost race, when it came again and again
     */
    List<Fate> record(List<Entry.Mandate> lines) throws InterruptedException {
        Map<String, Submissions.Earlier> earlier = submissions.find(
                lines.stream().map(line -> line.submission().key()).toList());
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var fates = new ArrayList<Future<Fate>>(lines.size());
            for (Entry.Mandate line : lines) {
                Submissions.Earlier first = earlier.get(line.submission().key());
                fates.add(workers.submit(() -> first == null ? record(line) : again(line, first)));
            }
            var known = new ArrayList<Fate>(fates.size());
            for (Future<Fate> fate : fates) known.add(fate.get());
            return known;
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        }
    }

    private static Fate again(Entry.Mandate line, Submissions.Earlier first) {
        if (first.submission().equals(line.submission())) return new Repeated();
        return new Refused(LineError.keyReused(line.line(), line.submission().given()));
    }

    private Fate record(Entry.Mandate line) throws InterruptedException {
        for (var retry = new Retry(); ; ) {
            try {
                return fate(line, send(line));
            } catch (DuplicateKeyException keyTakenMeanwhile) {
                Submissions.Earlier first = find(line);
                if (first == null) throw keyTakenMeanwhile;
                // An attempt whose answer was lost is ours all the same; that the other one sent it is as likely.
                return retry.attempt() > 1 && first.submission().equals(line.submission())
                        ? recorded(first.answer())
                        : again(line, first);
            } catch (DataIntegrityViolationException unstorable) {
                return new Refused(LineError.notStorable(line.line(), unstorable));
            } catch (ConcurrencyException | DataAccessException | TransactionException failure) {
                retry.after(failure);
            }
        }
    }

    private Outcome send(Entry.Mandate line) {
        return commands.sendAndWait(line.order(), origin.metaData().and("submission", line.submission()));
    }

    /** The same file sent twice at once: a line may be refused for what the other one recorded under its key. */
    private Fate fate(Entry.Mandate line, Outcome outcome) {
        if (outcome instanceof Outcome.Recorded recorded) return recorded(recorded);
        if (!(outcome instanceof Outcome.Refused refused))
            throw new IllegalStateException("an import rehearses nothing and expects no version: " + outcome);
        Submissions.Earlier first = find(line);
        if (first != null) return again(line, first);
        return new Refused(LineError.refused(line.line(), refused));
    }

    private Submissions.@Nullable Earlier find(Entry.Mandate line) {
        String key = line.submission().key();
        return submissions.find(List.of(key)).get(key);
    }

    private static Fate recorded(Outcome.Recorded recorded) {
        return new Recorded(recorded.lastSequence() - recorded.firstSequence() + 1);
    }
}
