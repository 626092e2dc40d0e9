package org.mandatum.command.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.imports.PackageReader.Entry;
import org.mandatum.command.journal.Submissions;
import org.mandatum.command.organisation.ImportPackages;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.OrganisationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

/**
 * Records lines, many to a transaction, each line once whatever happens in between: what a transaction records and under which
 * keys is committed together, and before every attempt the keys are looked up.
 */
final class Capture {
    private static final Logger LOG = LoggerFactory.getLogger(Capture.class);
    private static final int FIRST_SIZE = 50;
    private static final int LARGEST_SIZE = 500;
    /** Other writers to the organisation wait as long as one transaction takes. */
    private static final long LONG_NANOS = 1_000_000_000;

    private final OrganisationId organisation;
    private final Origin origin;
    private final boolean stopOnError;
    private final CommandGateway commands;
    private final Submissions submissions;
    private final MandateLines mandates;
    private final Progress.Tally tally;
    private int size = FIRST_SIZE;

    /** @param commands does not try again by itself: that is done here, after another look at the keys */
    Capture(
            OrganisationId organisation,
            Origin origin,
            boolean stopOnError,
            CommandGateway commands,
            Submissions submissions,
            Progress.Tally tally) {
        this.organisation = organisation;
        this.origin = origin;
        this.stopOnError = stopOnError;
        this.commands = commands;
        this.submissions = submissions;
        mandates = new MandateLines(commands, submissions, origin);
        this.tally = tally;
    }

    /** A line was refused, and the officer wanted to stop there. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1;

        Stopped(LineError error) {
            super("Stopped at line " + error.line() + ", which was refused (" + error.code() + "): " + error.detail()
                    + " The lines before it are recorded.");
        }
    }

    /** The store did not take these lines, again and again. */
    static final class GivenUp extends Exception {
        private static final long serialVersionUID = 1;

        GivenUp(List<Entry> entries, RuntimeException failure) {
            super(
                    "Lines " + entries.getFirst().line() + " to "
                            + entries.getLast().line()
                            + " could not be recorded, tried " + Retry.ATTEMPTS + " times ("
                            + (failure instanceof ConcurrencyException
                                    ? "other writers were faster"
                                    : "the store did not answer")
                            + "). The lines before them are recorded. Send the file again: lines that are recorded"
                            + " already count as repeated.",
                    failure);
        }
    }

    /** Records the entries in their order, and counts each. */
    void record(List<Entry> entries, Runnable afterEach) throws Stopped, GivenUp, InterruptedException {
        for (int from = 0; from < entries.size(); ) {
            int to = end(entries, from);
            long start = System.nanoTime();
            recordTogether(entries.subList(from, to));
            long took = System.nanoTime() - start;
            if (took > LONG_NANOS) size = Math.max(1, size / 2);
            else if (took < LONG_NANOS / 4) size = Math.min(LARGEST_SIZE, size * 2);
            from = to;
            afterEach.run();
        }
    }

    /** As many as may share a transaction; a key that comes again is looked up after the first is recorded. */
    private int end(List<Entry> entries, int from) {
        if (entries.get(from) instanceof Entry.Mandate) return endOfMandates(entries, from);
        var keys = new HashSet<String>();
        int to = from;
        while (to < entries.size() && to - from < size) {
            if (entries.get(to) instanceof Entry.Order read && !keys.add(read.key())) break;
            if (entries.get(to) instanceof Entry.Mandate) break;
            to++;
        }
        return to;
    }

    /** As many as may be recorded side by side: none that refers to another, or comes again under its key or its id. */
    private int endOfMandates(List<Entry> entries, int from) {
        var keys = new HashSet<String>();
        var ids = new HashSet<MandateId>();
        int to = from;
        while (to < entries.size() && to - from < (stopOnError ? 1 : size)) {
            if (!(entries.get(to) instanceof Entry.Mandate read)) break;
            if (to > from && read.order().refersToOthers()) break;
            if (!keys.add(read.submission().key()) || !ids.add(read.order().mandate())) break;
            to++;
        }
        return to;
    }

    private void recordTogether(List<Entry> entries) throws Stopped, GivenUp, InterruptedException {
        try {
            if (entries.getFirst() instanceof Entry.Mandate) recordMandates(entries);
            else recordPackages(entries);
        } catch (ConcurrencyException | DataAccessException | TransactionException failure) {
            throw new GivenUp(entries, failure);
        }
    }

    private void recordPackages(List<Entry> entries) throws Stopped, GivenUp, InterruptedException {
        Set<String> known = null;
        boolean inDoubt = false;
        for (var retry = new Retry(); ; ) {
            try {
                Map<String, Submissions.Earlier> earlier = earlier(entries);
                if (known == null) known = Set.copyOf(earlier.keySet());
                int counted = attempt(entries, earlier, known);
                if (counted < entries.size()) recordTogether(entries.subList(counted, entries.size()));
                return;
            } catch (DuplicateKeyException | ConcurrencyException anotherWasFaster) {
                // Nothing of this attempt is recorded: what is known at the next one is the other's.
                if (!inDoubt) known = null;
                retry.after(anotherWasFaster);
            } catch (DataIntegrityViolationException unstorable) {
                recordApart(entries, unstorable);
                return;
            } catch (DataAccessException | TransactionException failure) {
                inDoubt = true;
                LOG.warn(
                        "import {}: attempt {} of {} failed: {}",
                        origin.importId(),
                        retry.attempt(),
                        Retry.ATTEMPTS,
                        failure.toString());
                retry.after(failure);
            }
        }
    }

    /** Each mandate has a log of its own, so each line is an order of its own; many share a commit (ADR 0013). */
    private void recordMandates(List<Entry> entries) throws Stopped, InterruptedException {
        var lines = entries.stream().map(Entry.Mandate.class::cast).toList();
        for (MandateLines.Fate fate : mandates.record(lines))
            switch (fate) {
                case MandateLines.Recorded recorded -> tally.accepted(recorded.events());
                case MandateLines.Repeated repeated -> tally.repeated();
                case MandateLines.Refused refused -> refuse(refused.error());
            }
    }

    private Map<String, Submissions.Earlier> earlier(List<Entry> entries) {
        var keys = new ArrayList<String>();
        for (Entry entry : entries) if (entry instanceof Entry.Order read) keys.add(read.key());
        return keys.isEmpty() ? Map.of() : submissions.find(keys);
    }

    /**
     * @param earlier what is recorded under the entries' keys now
     * @param known the keys that were so before the first attempt of which it is not known whether it recorded; the others were recorded by an attempt that seemed to fail
     * @return how many of them were counted: what comes after a refusal is undecided when it is to stop there, and yet the line that was
     *     refused may have turned out to be a repeated one
     */
    private int attempt(List<Entry> entries, Map<String, Submissions.Earlier> earlier, Set<String> known)
            throws Stopped {
        var sent = new ArrayList<ImportPackages.Keyed>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Order read && !earlier.containsKey(read.key())) sent.add(read.keyed());
            else if (stopOnError && refusedUndecided(entry, earlier)) break;
        }
        List<Outcome> outcomes = sent.isEmpty() ? List.of() : decide(sent);
        Map<String, Submissions.Earlier> meanwhile = recordedMeanwhile(sent, outcomes);
        int decided = 0;
        for (int i = 0; i < entries.size(); i++) {
            switch (entries.get(i)) {
                case Entry.Unreadable unreadable -> refuse(unreadable.error());
                case Entry.Mandate mandate -> throw new IllegalStateException("mandates are recorded by themselves");
                case Entry.Order read -> {
                    Submissions.Earlier first = earlier.get(read.key());
                    if (first == null && decided == outcomes.size()) return i;
                    Outcome outcome = first == null ? outcomes.get(decided++) : first.answer();
                    if (first == null) first = meanwhile.get(read.key());
                    if (first == null) count(read, outcome);
                    else if (!first.submission().equals(read.keyed().submission()))
                        refuse(LineError.keyReused(
                                read.line(), read.keyed().submission().given()));
                    else if (known.contains(read.key()) || meanwhile.containsKey(read.key())) tally.repeated();
                    else count(read, outcome);
                }
            }
        }
        return entries.size();
    }

    /** The same file sent twice at once: a line may be refused for what the other one recorded under its key. */
    private Map<String, Submissions.Earlier> recordedMeanwhile(
            List<ImportPackages.Keyed> sent, List<Outcome> outcomes) {
        var refused = new ArrayList<String>();
        for (int i = 0; i < outcomes.size(); i++)
            if (outcomes.get(i) instanceof Outcome.Refused)
                refused.add(sent.get(i).submission().key());
        return refused.isEmpty() ? Map.of() : submissions.find(refused);
    }

    private static boolean refusedUndecided(Entry entry, Map<String, Submissions.Earlier> earlier) {
        return switch (entry) {
            case Entry.Unreadable unreadable -> true;
            case Entry.Mandate mandate -> false;
            case Entry.Order read -> {
                Submissions.Earlier first = earlier.get(read.key());
                yield first != null && !first.submission().equals(read.keyed().submission());
            }
        };
    }

    private List<Outcome> decide(List<ImportPackages.Keyed> packages) {
        ImportPackages.Decided decided =
                commands.sendAndWait(new ImportPackages(organisation, packages, stopOnError), origin.metaData());
        return decided.outcomes();
    }

    private void count(Entry.Order read, Outcome outcome) throws Stopped {
        switch (outcome) {
            case Outcome.Recorded recorded -> tally.accepted(recorded.lastSequence() - recorded.firstSequence() + 1);
            case Outcome.Refused refused -> refuse(LineError.refused(read.line(), refused));
            case Outcome.Rehearsed rehearsed -> throw new IllegalStateException("an import rehearses nothing");
            case Outcome.Stale stale -> throw new IllegalStateException("an import expects no version");
        }
    }

    private void refuse(LineError error) throws Stopped {
        tally.refused(error);
        if (stopOnError) throw new Stopped(error);
    }

    /** Something in one of these lines is readable, and yet not storable: the others shall not suffer for it. */
    private void recordApart(List<Entry> entries, DataIntegrityViolationException unstorable)
            throws Stopped, GivenUp, InterruptedException {
        if (entries.size() > 1) {
            recordTogether(entries.subList(0, entries.size() / 2));
            recordTogether(entries.subList(entries.size() / 2, entries.size()));
            return;
        }
        LOG.warn(
                "import {}: line {} cannot be stored",
                origin.importId(),
                entries.getFirst().line(),
                unstorable);
        refuse(LineError.notStorable(entries.getFirst().line(), unstorable));
    }
}
