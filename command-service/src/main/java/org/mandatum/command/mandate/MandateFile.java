package org.mandatum.command.mandate;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.decision.WorkflowRefusal.MandateExists;
import org.mandatum.command.organisation.Structures;
import org.mandatum.command.resolution.LegalAct;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.journal.Actor;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.mandate.MandateEvent.MandateIssued;
import org.mandatum.mandate.MandateId;

/** The Axon shell of a mandate: its file, which holds it as it stands, asks {@link Decision}, and applies what was decided. */
public class MandateFile {
    @AggregateIdentifier
    private @Nullable String stream;

    private @Nullable Mandate mandate;
    private long version;

    /** For Axon, which replays the log into it. */
    MandateFile() {}

    /** The stream that holds the mandate's log. */
    public static String stream(MandateId mandate) {
        return "mandates/" + mandate;
    }

    /**
     * Moves a mandate on.
     *
     * @param expectedVersion the version that was seen; null: whatever it is
     */
    record Move(MandateId mandate, Step step, @Nullable Long expectedVersion, boolean rehearsal) {
        @TargetAggregateIdentifier
        String stream() {
            return MandateFile.stream(mandate);
        }
    }

    /**
     * Sees to it that the mandate is with the units to which it belongs today; records nothing where it is.
     *
     * @param trigger the event that made us look, where there is one
     */
    record PassOn(MandateId mandate, @Nullable String trigger) {
        @TargetAggregateIdentifier
        String stream() {
            return MandateFile.stream(mandate);
        }
    }

    /** Raises what its due date gives cause for and was not raised yet; records nothing where there is nothing. */
    record LookAtDueDate(MandateId mandate, int reminderDays) {
        @TargetAggregateIdentifier
        String stream() {
            return MandateFile.stream(mandate);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(
            IssueMandate command,
            LegalActs acts,
            Structures structures,
            Mandates mandates,
            Clock clock,
            @MetaDataValue("actor") @Nullable Actor actor) {
        if (mandate != null) return Outcome.Refused.because(new MandateExists(command.mandate()));
        var circumstances = new Circumstances(LocalDate.now(clock), actor, acts, structures, mandates, false);
        Decision.Result issued = Decision.issue(fact(command, circumstances), circumstances);
        if (!issued.refusals().isEmpty()) return Outcome.Refused.because(issued.refusals());
        var facts = new ArrayList<>(issued.facts());
        Mandate so = fold(null, issued.facts(), actor);
        Circumstances captured = circumstances.captured();
        for (int i = 0; i < command.history().size(); i++) {
            Decision.Result next = Decision.on(so, command.history().get(i), captured);
            if (!next.refusals().isEmpty()) return Outcome.Refused.because(i, next.refusals());
            facts.addAll(next.facts());
            so = fold(so, next.facts(), actor);
        }
        return record(command.stream(), facts, actor, command.rehearsal());
    }

    private static MandateIssued fact(IssueMandate command, Circumstances circumstances) {
        Structures.At at = circumstances.structures().at(command.organisation());
        String language = at == null ? "en" : at.opened().language();
        LegalAct act = circumstances.acts().find(command.grounds().authority().resolution());
        LocalDate adopted = act == null ? circumstances.today() : act.adoptedOn();
        return new MandateIssued(
                command.mandate(),
                command.organisation(),
                command.title().in(language),
                command.text() == null ? null : command.text().in(language),
                command.dueOn(),
                command.attributes(),
                command.effectiveOn() == null ? adopted : command.effectiveOn(),
                command.grounds());
    }

    @CommandHandler
    Outcome handle(
            Move command,
            LegalActs acts,
            Structures structures,
            Mandates mandates,
            Clock clock,
            @MetaDataValue("actor") @Nullable Actor actor) {
        Long expected = command.expectedVersion();
        if (expected != null && expected != version) return new Outcome.Stale(expected, version);
        var circumstances = new Circumstances(LocalDate.now(clock), actor, acts, structures, mandates, false);
        Decision.Result result = Decision.on(requireNonNull(mandate), command.step(), circumstances);
        return result.refusals().isEmpty()
                ? record(requireNonNull(stream), result.facts(), actor, command.rehearsal())
                : Outcome.Refused.because(result.refusals());
    }

    @CommandHandler
    Outcome handle(PassOn command, Structures structures, Clock clock) {
        Mandate present = requireNonNull(mandate);
        Structures.At at = requireNonNull(structures.at(present.organisation()));
        MandateEvent passedOn = Succession.of(present, at, LocalDate.now(clock), command.trigger());
        return record(requireNonNull(stream), passedOn == null ? List.of() : List.of(passedOn), null, false);
    }

    @CommandHandler
    Outcome handle(LookAtDueDate command, Clock clock) {
        MandateEvent raised = DueDate.raised(requireNonNull(mandate), LocalDate.now(clock), command.reminderDays());
        return record(requireNonNull(stream), raised == null ? List.of() : List.of(raised), null, false);
    }

    private Outcome record(String stream, List<MandateEvent> facts, @Nullable Actor actor, boolean rehearsal) {
        if (rehearsal || facts.isEmpty()) return new Outcome.Rehearsed(version, facts);
        long first = version;
        MetaData by = actor == null ? MetaData.emptyInstance() : MetaData.with("actor", actor);
        facts.forEach(fact -> apply(fact, by));
        return new Outcome.Recorded(stream, first, version - 1);
    }

    private static Mandate fold(@Nullable Mandate before, List<MandateEvent> facts, @Nullable Actor actor) {
        Mandate mandate = before;
        for (MandateEvent fact : facts) mandate = Mandate.after(mandate, fact, actor);
        return requireNonNull(mandate);
    }

    @EventSourcingHandler
    void on(MandateEvent event, DomainEventMessage<?> message) {
        // The message does not know it yet when it is the first one: Axon asks us.
        stream = stream(event.mandate());
        mandate = Mandate.after(mandate, event, (Actor) message.getMetaData().get("actor"));
        version = message.getSequenceNumber() + 1;
    }
}
