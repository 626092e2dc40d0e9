package org.mandatum.command.resolution;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.LocalDate;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.AuthorityRefusal.UnknownAuthority;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.decision.ResolutionRefusal.AlreadyRescinded;
import org.mandatum.command.decision.ResolutionRefusal.CitesItself;
import org.mandatum.command.decision.ResolutionRefusal.EffectiveBeforeAdoption;
import org.mandatum.command.decision.ResolutionRefusal.ResolutionExists;
import org.mandatum.resolution.ResolutionEvent;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionEvent.ResolutionAmended;
import org.mandatum.resolution.ResolutionEvent.ResolutionRescinded;
import org.mandatum.resolution.ResolutionId;

/** The Axon shell of a legal act. Its decisions are short enough to stand here. */
public class Resolution {
    @AggregateIdentifier
    private @Nullable String stream;

    private @Nullable LegalAct act;
    private long version;

    /** For Axon, which replays the log into it. */
    Resolution() {}

    /** The stream that holds the act's log. */
    public static String stream(ResolutionId resolution) {
        return "resolutions/" + resolution;
    }

    /** Records that an organ adopted an act. */
    record Adopt(ResolutionAdopted fact) {
        @TargetAggregateIdentifier
        String stream() {
            return Resolution.stream(fact.resolution());
        }
    }

    /** Records that a later act amended this one. */
    record Amend(ResolutionAmended fact) {
        @TargetAggregateIdentifier
        String stream() {
            return Resolution.stream(fact.resolution());
        }
    }

    /** Records that a later act rescinded this one. */
    record Rescind(ResolutionRescinded fact) {
        @TargetAggregateIdentifier
        String stream() {
            return Resolution.stream(fact.resolution());
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(Adopt command, LegalActs acts) {
        ResolutionAdopted fact = command.fact();
        if (act != null) return Outcome.Refused.because(new ResolutionExists(fact.resolution()));
        if (fact.under() != null) {
            List<Refusal> objections = citable(fact.resolution(), fact.under(), fact.adoptedOn(), acts);
            if (!objections.isEmpty()) return Outcome.Refused.because(objections);
        }
        return record(command.stream(), fact);
    }

    @CommandHandler
    Outcome handle(Amend command, LegalActs acts) {
        ResolutionAmended fact = command.fact();
        return later(command.stream(), fact, fact.by(), fact.effectiveOn(), acts);
    }

    @CommandHandler
    Outcome handle(Rescind command, LegalActs acts) {
        ResolutionRescinded fact = command.fact();
        if (act != null && act.rescindedOn() != null)
            return Outcome.Refused.because(new AlreadyRescinded(act.id(), act.rescindedOn()));
        return later(command.stream(), fact, fact.by(), fact.effectiveOn(), acts);
    }

    private Outcome later(String stream, ResolutionEvent fact, ResolutionId by, LocalDate on, LegalActs acts) {
        if (act != null && on.isBefore(act.adoptedOn()))
            return Outcome.Refused.because(new EffectiveBeforeAdoption(act.id(), act.adoptedOn(), on));
        List<Refusal> objections = citable(fact.resolution(), by, on, acts);
        return objections.isEmpty() ? record(stream, fact) : Outcome.Refused.because(objections);
    }

    private static List<Refusal> citable(ResolutionId citing, ResolutionId cited, LocalDate on, LegalActs acts) {
        if (citing.equals(cited)) return List.of(new CitesItself(citing));
        LegalAct other = acts.find(cited);
        return other == null ? List.of(new UnknownAuthority(cited)) : ActInForce.inForce(other, on);
    }

    private Outcome record(String stream, ResolutionEvent fact) {
        long sequence = version;
        apply(fact);
        return new Outcome.Recorded(stream, sequence, sequence);
    }

    @EventSourcingHandler
    void on(ResolutionEvent event, DomainEventMessage<?> message) {
        // The message does not know it yet when it is the first one: Axon asks us.
        stream = stream(event.resolution());
        act = LegalAct.after(act, event);
        version = message.getSequenceNumber() + 1;
    }
}
