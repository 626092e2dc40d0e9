package org.mandatum.command.mandate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.CorrectionRefusal.UnknownChange;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.decision.WorkflowRefusal.*;
import org.mandatum.command.http.Body;
import org.mandatum.command.mandate.MandateOrder.*;
import org.mandatum.command.organisation.Structures;
import org.mandatum.command.resolution.ActInForce;
import org.mandatum.journal.Actor;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.mandate.MandateEvent.*;
import org.mandatum.mandate.MandateId;
import org.mandatum.mandate.Recurrence;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.UnitId;
import org.mandatum.value.Name;

/** What comes of an order about a mandate: the facts to record, or every reason against it. Pure. */
final class Decision {
    private final Mandate mandate;
    private final Step step;
    private final Circumstances circumstances;
    private final LocalDate on;
    private final List<Refusal> refusals = new ArrayList<>();

    /** The facts, in their order; none where there is a refusal. */
    record Result(List<MandateEvent> facts, List<Refusal> refusals) {
        static Result of(List<MandateEvent> facts, List<Refusal> refusals) {
            return new Result(refusals.isEmpty() ? List.copyOf(facts) : List.of(), List.copyOf(refusals));
        }
    }

    private Decision(Mandate mandate, Step step, Circumstances circumstances) {
        this.mandate = mandate;
        this.step = step;
        this.circumstances = circumstances;
        on = step.effectiveOn() == null ? circumstances.today() : step.effectiveOn();
    }

    /** Whether this mandate may be issued. */
    static Result issue(MandateIssued fact, Circumstances circumstances) {
        var refusals = new ArrayList<Refusal>();
        if (fact.effectiveOn().isAfter(circumstances.today()))
            refusals.add(new EffectiveInTheFuture(fact.effectiveOn(), circumstances.today()));
        if (circumstances.structures().at(fact.organisation()) == null)
            refusals.add(new UnknownOrganisation(fact.organisation()));
        refusals.addAll(ActInForce.objections(fact.grounds().authority(), fact.effectiveOn(), circumstances.acts()));
        return Result.of(List.of(fact), refusals);
    }

    /** What comes of a step with a mandate. */
    static Result on(Mandate mandate, Step step, Circumstances circumstances) {
        if (!mandate.state().possible().contains(step.order().transition()))
            return Result.of(
                    List.of(),
                    List.of(new TransitionImpossible(
                            mandate.id().value(),
                            step.order().transition().code(),
                            mandate.state().code(),
                            mandate.state().possible().stream()
                                    .map(possible -> possible.code())
                                    .toList())));
        return new Decision(mandate, step, circumstances).decide();
    }

    private Result decide() {
        inOrderOfDays();
        if (step.authority() != null)
            refusals.addAll(ActInForce.objections(step.authority(), on, circumstances.acts()));
        return Result.of(facts(), refusals);
    }

    private List<MandateEvent> facts() {
        MandateId id = mandate.id();
        OrganisationId organisation = mandate.organisation();
        return switch (step.order()) {
            case Assign o -> {
                inForce(o.lead());
                o.units().forEach(this::inForce);
                yield List.of(new MandateAssigned(id, organisation, o.lead(), o.units(), on, grounds()));
            }
            case Report o -> List.of(report(o));
            case ClaimImplementation o -> {
                known();
                UnitId unit = o.unit() == null ? mandate.lead() : o.unit();
                if (mandate.lead() == null || !mandate.lead().equals(unit))
                    refusals.add(new NotTheLeadUnit(id, unit, mandate.lead()));
                changesKnown(o.changes());
                yield List.of(new ImplementationClaimed(
                        id, organisation, orLead(unit), o.statement(), o.changes(), o.documents(), on, grounds()));
            }
            case Verify o -> {
                Actor actor = known();
                Mandate.Claim claim = mandate.claim();
                // A claim by nobody knows whom cannot be told from one by the verifier.
                if (claim != null && !circumstances.history() && !isSomebodyElse(claim.by(), actor))
                    refusals.add(new FourEyes(id.value(), "verify", "claimed it as implemented"));
                yield List.of(
                        o.verified()
                                ? new ImplementationVerified(id, organisation, o.statement(), on, grounds())
                                : new VerificationRefused(
                                        id, organisation, Objects.requireNonNull(o.reason()), on, grounds()));
            }
            case Close o -> List.of(new MandateClosed(id, organisation, o.reason(), on, grounds()));
            case Reopen o -> reopening(o);
            case Renew o -> List.of(new MandateRenewed(id, organisation, o.dueOn(), on, grounds()));
            case Adapt o ->
                List.of(new MandateAdapted(
                        id,
                        organisation,
                        o.title() == null ? mandate.title() : named(o.title()),
                        o.text() == null ? mandate.text() : named(o.text()),
                        o.dueOn() == null ? mandate.dueOn() : o.dueOn(),
                        o.attributes() == null ? mandate.attributes() : o.attributes(),
                        on,
                        grounds()));
            case Merge o -> {
                continuing(o.into());
                yield List.of(new MandateMerged(id, organisation, o.into(), on, grounds()));
            }
            case Replace o -> {
                continuing(o.by());
                yield List.of(new MandateReplaced(id, organisation, o.by(), on, grounds()));
            }
            case Retire o -> List.of(new MandateRetired(id, organisation, o.reason(), on, grounds()));
            case Lapse o -> List.of(new MandateLapsed(id, organisation, o.reason(), on, grounds()));
            case Discharge o -> List.of(new MandateDischarged(id, organisation, o.reason(), on, grounds()));
        };
    }

    private MandateEvent report(Report order) {
        UnitId unit = orLead(order.unit());
        if (!unit.equals(mandate.lead()) && !mandate.units().contains(unit))
            refusals.add(new NotAnsweringUnit(mandate.id(), unit, answering()));
        changesKnown(order.changes());
        LocalDate next = nextDueOn(order);
        return new ProgressReported(
                mandate.id(),
                mandate.organisation(),
                unit,
                order.status(),
                order.statement(),
                order.changes(),
                order.documents(),
                order.proposals(),
                order.session(),
                next,
                on,
                grounds());
    }

    private @Nullable LocalDate nextDueOn(Report order) {
        Recurrence recurrence = mandate.attributes().recurrence();
        LocalDate due = mandate.dueOn();
        LocalDate next = order.nextDueOn();
        if (next != null && recurrence == null) refusals.add(new NotRecurring(mandate.id()));
        if (next != null && due != null && !next.isAfter(due))
            refusals.add(new NextDueNotLater(mandate.id(), due, next));
        if (next != null || recurrence == null || recurrence.every() == null || due == null || order.session() == null)
            return next;
        LocalDate after = due.plus(recurrence.every());
        return after.isAfter(Body.LATEST) ? null : after;
    }

    /** Who led it last leads it again, as far as that unit is still there. */
    private List<MandateEvent> reopening(Reopen order) {
        var reopened = new MandateReopened(mandate.id(), mandate.organisation(), order.reason(), on, grounds());
        Structures.At at = circumstances.structures().at(mandate.organisation());
        if (at == null) return List.of(reopened);
        Mandate after = Mandate.after(mandate, reopened, circumstances.actor());
        MandateEvent passedOn = Succession.of(after, at, circumstances.today(), null);
        return passedOn == null ? List.of(reopened) : List.of(reopened, passedOn);
    }

    private void continuing(MandateId other) {
        if (other.equals(mandate.id())) {
            refusals.add(new ContinuesItself(other));
            return;
        }
        Mandate found = circumstances.mandates().find(other);
        if (found == null || !found.organisation().equals(mandate.organisation()))
            refusals.add(new UnknownMandate(other.value()));
        else if (!found.state().open())
            refusals.add(new MandateNotOpen(other, found.state().code()));
    }

    private void inOrderOfDays() {
        if (on.isAfter(circumstances.today())) refusals.add(new EffectiveInTheFuture(on, circumstances.today()));
        if (on.isBefore(mandate.lastStepOn()))
            refusals.add(new EffectiveBeforeLastStep(mandate.id().value(), mandate.lastStepOn(), on));
    }

    private @Nullable Actor known() {
        if (circumstances.actor() == null && !circumstances.history()) refusals.add(new UnknownPerson());
        return circumstances.actor();
    }

    private static boolean isSomebodyElse(@Nullable Actor claimant, @Nullable Actor actor) {
        return claimant != null && (actor == null || !claimant.isSamePersonAs(actor));
    }

    private void inForce(UnitId unit) {
        Structures.At at = circumstances.structures().at(mandate.organisation());
        Structure structure = at == null ? null : at.on(on);
        if (structure == null || !structure.inForce(unit)) refusals.add(new UnitCannotAnswer(unit, on));
    }

    private void changesKnown(List<String> changes) {
        Structures.At at = circumstances.structures().at(mandate.organisation());
        for (String change : changes) if (at == null || !at.holds(change)) refusals.add(new UnknownChange(change));
    }

    private List<UnitId> answering() {
        var answering = new TreeSet<>(mandate.units());
        if (mandate.lead() != null) answering.add(mandate.lead());
        return List.copyOf(answering);
    }

    private UnitId orLead(@Nullable UnitId unit) {
        if (unit != null) return unit;
        return Objects.requireNonNull(mandate.lead() == null ? lastLead() : mandate.lead());
    }

    private @Nullable UnitId lastLead() {
        return mandate.assignment() == null ? null : mandate.assignment().lead();
    }

    private Name named(Name name) {
        Structures.At at = circumstances.structures().at(mandate.organisation());
        return name.in(at == null ? "en" : at.opened().language());
    }

    private Grounds grounds() {
        Authority given = step.authority();
        Authority authority = given == null
                ? mandate.authority()
                : new Authority(
                        given.resolution(), given.paragraph(), mandate.id().value());
        return new Grounds(authority, step.evidence(), step.note());
    }
}
