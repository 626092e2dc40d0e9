package org.mandatum.command.organisation;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.CorrectionRefusal.ChangeAlreadyAnnulled;
import org.mandatum.command.decision.CorrectionRefusal.CorrectedTwice;
import org.mandatum.command.decision.CorrectionRefusal.EffectiveDateUnchanged;
import org.mandatum.command.decision.CorrectionRefusal.LaterChangeImpossible;
import org.mandatum.command.decision.CorrectionRefusal.UnknownChange;
import org.mandatum.command.decision.Outcome.Reason;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.organisation.CorrectiveCommand.AnnulChange;
import org.mandatum.command.organisation.CorrectiveCommand.CorrectEffectiveDate;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Timeline;

/**
 * What comes of a package: the facts to record, or every reason against it. Pure: it reads the time line and what the
 * acts say, and changes nothing.
 *
 * <p>The package is tried on the whole time line as it would then be: from the first day that it touches, its own changes,
 * those that it moves to another date, and all recorded ones but those that it annuls are judged in the order of effective
 * date; its own ones of one day as given, but see {@link Leftovers}.
 */
sealed interface Decision {
    /** @param shown the structure as it would be on the day that was asked for; what its parts go back to has no id yet */
    record Accepted(List<OrganisationEvent> facts, Structure shown) implements Decision {}

    record Rejected(List<Reason> reasons) implements Decision {}

    /** What comes of it, shown after the last change that is known. */
    static Decision on(
            ChangePackage orders,
            OrganisationOpened opened,
            Timeline timeline,
            long nextSequence,
            LegalActs acts,
            LocalDate today) {
        return on(orders, opened, timeline, nextSequence, acts, today, LocalDate.MAX);
    }

    /**
     * @param nextSequence the place that the first of the package's events would take in the organisation's log
     * @param today the day of the ordering
     * @param day which day to show, if it is accepted
     */
    static Decision on(
            ChangePackage orders,
            OrganisationOpened opened,
            Timeline timeline,
            long nextSequence,
            LegalActs acts,
            LocalDate today,
            LocalDate day) {
        var trial = new Trial(opened, timeline, acts, today);
        var facts = new ArrayList<OrganisationEvent>();
        for (ChangePackage.Mending mending : orders.corrections()) {
            trial.correct(mending);
            facts.add(
                    switch (mending.command()) {
                        case CorrectEffectiveDate c ->
                            new EffectiveDateCorrected(
                                    opened.organisation(), c.change(), c.effectiveOn(), mending.grounds());
                        case AnnulChange c ->
                            new ChangeAnnulled(opened.organisation(), c.change(), c.reason(), mending.grounds());
                    });
        }
        var carryingOut =
                new CarryingOut(opened, () -> timeline.before(timeline.changes().size()), orders);
        long sequence = nextSequence + facts.size();
        for (ChangePackage.Item item : orders.inOrderOfDate())
            trial.add(item.index(), Change.of("", sequence++, carryingOut.fact(item)));
        Structure shown = trial.run(day);
        if (!trial.reasons.isEmpty()) return new Rejected(List.copyOf(trial.reasons));
        facts.addAll(trial.ordered());
        return new Accepted(List.copyOf(facts), shown);
    }

    /** One run along the time line, with the package's changes in their places. */
    final class Trial {
        private final OrganisationOpened opened;
        private final Timeline timeline;
        private final Empowerment empowerment;
        private final LocalDate today;
        /** What takes a place on the time line that it does not have now. */
        private final List<Candidate> candidates = new ArrayList<>();
        /** Recorded changes that leave their place, and the index of the order that makes them. */
        private final Map<String, Integer> withdrawn = new HashMap<>();

        private final List<Reason> reasons = new ArrayList<>();
        /** Index in the time line of the first place that is not as it was. */
        private int first;

        /**
         * A change, and the index of the order that it comes of in the request.
         *
         * @param ordered by the package itself; else it is recorded, and takes another place
         */
        private record Candidate(int index, Change change, boolean ordered) {}

        Trial(OrganisationOpened opened, Timeline timeline, LegalActs acts, LocalDate today) {
            this.opened = opened;
            this.timeline = timeline;
            this.today = today;
            empowerment = new Empowerment(opened.rules(), acts);
            first = timeline.changes().size();
        }

        void add(int index, Change change) {
            add(new Candidate(index, change, true));
        }

        private void add(Candidate candidate) {
            candidates.add(candidate);
            first = Math.min(first, timeline.placeOf(candidate.change()));
        }

        /** What the package itself makes, in the order in which it is recorded. */
        List<StructuralEvent> ordered() {
            return candidates.stream()
                    .filter(Candidate::ordered)
                    .map(candidate -> candidate.change().fact())
                    .toList();
        }

        void correct(ChangePackage.Mending mending) {
            String id = mending.command().change();
            Change change = timeline.change(id);
            Refusal refusal = objection(mending.command(), change);
            if (refusal != null) reasons.add(new Reason(mending.index(), refusal));
            if (refusal != null || change == null) return;
            int place = timeline.placeOf(change);
            empowerment
                    .objections(mending, change, timeline.before(place), today)
                    .forEach(objection -> reasons.add(new Reason(mending.index(), objection)));
            withdrawn.put(id, mending.index());
            first = Math.min(first, place);
            if (mending.command() instanceof CorrectEffectiveDate c)
                add(new Candidate(mending.index(), change.correctedTo(c.effectiveOn()), false));
        }

        private @Nullable Refusal objection(CorrectiveCommand command, @Nullable Change change) {
            if (timeline.annulled().contains(command.change())) return new ChangeAlreadyAnnulled(command.change());
            if (change == null) return new UnknownChange(command.change());
            if (withdrawn.containsKey(command.change())) return new CorrectedTwice(command.change());
            LocalDate recorded = change.effectiveOn();
            return command instanceof CorrectEffectiveDate c && c.effectiveOn().equals(recorded)
                    ? new EffectiveDateUnchanged(command.change(), recorded)
                    : null;
        }

        /** The structure on that day, as far as what was tried is possible. */
        Structure run(LocalDate day) {
            candidates.sort(comparing(Candidate::change, Change.EFFECTIVE_ORDER));
            List<Change> recorded = timeline.changes();
            int next = first;
            Structure structure = timeline.before(next);
            Structure shown = timeline.before(Math.min(next, timeline.firstAfter(day)));
            int own = 0;
            int lastTried = candidates.isEmpty() ? 0 : candidates.getFirst().index();
            while (own < candidates.size() || next < recorded.size()) {
                boolean ownTurn = own < candidates.size()
                        && (next == recorded.size()
                                || Change.EFFECTIVE_ORDER.compare(
                                                candidates.get(own).change(), recorded.get(next))
                                        < 0);
                if (ownTurn) {
                    Rules.Verdict verdict = Rules.judge(
                            opened.rules(), structure, candidates.get(own).change());
                    if (verdict instanceof Rules.Verdict.Impossible impossible
                            && putOff(own, Leftovers.of(impossible.refusals()))) continue;
                    Candidate candidate = candidates.get(own++);
                    lastTried = candidate.index();
                    structure = tried(candidate, verdict, structure);
                    if (!candidate.change().effectiveOn().isAfter(day)) shown = structure;
                    continue;
                }
                Change change = recorded.get(next++);
                Integer by = withdrawn.get(change.event());
                if (by != null) lastTried = by;
                else structure = tryRecorded(change, structure, lastTried);
                if (!change.effectiveOn().isAfter(day)) shown = structure;
            }
            return shown;
        }

        private boolean refusedForItself() {
            return !reasons.isEmpty() && !(reasons.getFirst().refusal() instanceof LaterChangeImpossible);
        }

        /**
         * Puts an elimination behind those orders of its own day which take away what the unit has left; false if it has
         * nothing left, or there are none.
         */
        private boolean putOff(int at, Leftovers left) {
            Candidate elimination = candidates.get(at);
            if (!elimination.ordered()
                    || !Leftovers.matterTo(elimination.change().fact())) return false;
            int to = at;
            for (int i = at + 1; i < candidates.size() && sameDay(elimination, candidates.get(i)); i++)
                if (left.areTakenBy(candidates.get(i).change().fact())) to = i;
            if (to == at) return false;
            long sequence = elimination.change().sequence();
            Collections.rotate(candidates.subList(at, to + 1), -1);
            for (int i = at; i <= to; i++) {
                Candidate moved = candidates.get(i);
                Change change = Change.of("", sequence++, moved.change().fact());
                candidates.set(i, new Candidate(moved.index(), change, true));
            }
            return true;
        }

        private static boolean sameDay(Candidate one, Candidate other) {
            return one.change().effectiveOn().equals(other.change().effectiveOn());
        }

        private Structure tried(Candidate candidate, Rules.Verdict verdict, Structure before) {
            List<Refusal> objections = empowerment.objections(candidate.change(), before);
            objections.forEach(refusal -> refuse(candidate.index(), refusal));
            return switch (verdict) {
                case Rules.Verdict.Possible possible -> possible.after();
                case Rules.Verdict.Impossible impossible -> {
                    impossible.refusals().forEach(refusal -> refuse(candidate.index(), refusal));
                    yield before;
                }
            };
        }

        /** What is wrong with the package itself comes before what it would break. */
        private void refuse(int index, Refusal refusal) {
            reasons.removeIf(reason -> reason.refusal() instanceof LaterChangeImpossible);
            reasons.add(new Reason(index, refusal));
        }

        private Structure tryRecorded(Change change, Structure before, int index) {
            return switch (Rules.judge(opened.rules(), before, change)) {
                case Rules.Verdict.Possible possible -> possible.after();
                case Rules.Verdict.Impossible impossible -> {
                    // Where the package itself is refused, what it would break later cannot be told.
                    if (refusedForItself()) yield before;
                    for (Refusal refusal : impossible.refusals())
                        reasons.add(new Reason(
                                index,
                                new LaterChangeImpossible(
                                        change.event(),
                                        ChangeTypes.nameOf(change.fact()),
                                        change.effectiveOn(),
                                        refusal.code(),
                                        refusal.detail())));
                    yield before;
                }
            };
        }
    }
}
