package org.mandatum.command.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.mandatum.command.decision.Outcome.Reason;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.decision.Refusal.LaterChangeImpossible;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Timeline;

/**
 * What comes of a package: the facts to record, or every reason against it. Pure: it reads the time line and what the
 * acts say, and changes nothing.
 *
 * <p>The package is tried on the whole time line as it would then be: from the first day that it touches, its own changes
 * and all recorded ones are judged in the order of effective date.
 */
sealed interface Decision {
    record Accepted(List<StructuralEvent> facts) implements Decision {}

    record Rejected(List<Reason> reasons) implements Decision {}

    /** @param nextSequence the place that the first of the package's changes would take in the organisation's log */
    static Decision on(
            ChangePackage orders, OrganisationOpened opened, Timeline timeline, long nextSequence, LegalActs acts) {
        var recorded = timeline.changes();
        var carryingOut = new CarryingOut(opened, timeline.before(recorded.size()));
        var facts = new ArrayList<StructuralEvent>();
        var candidates = new ArrayList<Candidate>();
        for (ChangePackage.Item item : orders.inOrderOfRecording()) {
            StructuralEvent fact = carryingOut.fact(item);
            candidates.add(new Candidate(item.index(), Change.of("", nextSequence + facts.size(), fact)));
            facts.add(fact);
        }
        List<Reason> reasons = new Trial(opened, timeline, acts).reasonsAgainst(candidates);
        return reasons.isEmpty() ? new Accepted(List.copyOf(facts)) : new Rejected(reasons);
    }

    /** A change of the package, and its place in the request. */
    record Candidate(int index, Change change) {}

    /** One run along the time line, with the package's changes in their places. */
    final class Trial {
        private final OrganisationOpened opened;
        private final Timeline timeline;
        private final Empowerment empowerment;
        private final List<Reason> reasons = new ArrayList<>();

        Trial(OrganisationOpened opened, Timeline timeline, LegalActs acts) {
            this.opened = opened;
            this.timeline = timeline;
            empowerment = new Empowerment(opened.rules(), acts);
        }

        List<Reason> reasonsAgainst(List<Candidate> candidates) {
            var pending = new ArrayList<>(candidates);
            pending.sort((one, other) -> Change.EFFECTIVE_ORDER.compare(one.change(), other.change()));
            List<Change> recorded = timeline.changes();
            LocalDate first = pending.getFirst().change().effectiveOn();
            int next = timeline.firstAfter(first);
            Structure structure = timeline.before(next);
            int own = 0;
            int lastTried = pending.getFirst().index();
            while (own < pending.size() || next < recorded.size()) {
                boolean ownTurn = own < pending.size()
                        && (next == recorded.size()
                                || Change.EFFECTIVE_ORDER.compare(
                                                pending.get(own).change(), recorded.get(next))
                                        < 0);
                if (ownTurn) {
                    Candidate candidate = pending.get(own++);
                    lastTried = candidate.index();
                    structure = tryCandidate(candidate, structure);
                } else if (!reasons.isEmpty()) {
                    // The package is refused already: what it would break later cannot be told.
                    next = recorded.size();
                } else {
                    structure = tryRecorded(recorded.get(next++), structure, lastTried);
                }
            }
            return List.copyOf(reasons);
        }

        private Structure tryCandidate(Candidate candidate, Structure before) {
            List<Refusal> objections = empowerment.objections(candidate.change().fact(), before);
            objections.forEach(refusal -> reasons.add(new Reason(candidate.index(), refusal)));
            return switch (Rules.judge(opened.rules(), before, candidate.change())) {
                case Rules.Verdict.Possible possible -> possible.after();
                case Rules.Verdict.Impossible impossible -> {
                    impossible.refusals().forEach(refusal -> reasons.add(new Reason(candidate.index(), refusal)));
                    yield before;
                }
            };
        }

        private Structure tryRecorded(Change change, Structure before, int index) {
            return switch (Rules.judge(opened.rules(), before, change)) {
                case Rules.Verdict.Possible possible -> possible.after();
                case Rules.Verdict.Impossible impossible -> {
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
