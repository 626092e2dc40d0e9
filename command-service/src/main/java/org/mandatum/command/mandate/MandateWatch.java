package org.mandatum.command.mandate;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.organisation.Structures;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.UnitId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Follows the log and passes open mandates on when the structure changes under them. It keeps no state of its own between
 * events but an index of open mandates, in the transaction that also advances its token. What it orders is durable before that:
 * killed in between, it sees the event again, and {@link Succession} finds the mandate where it belongs already (ADR 0015).
 */
@Component
public class MandateWatch {
    private static final ExecutorService ORDERS = Executors.newVirtualThreadPerTaskExecutor();

    private final OpenMandates open;
    private final Mandates mandates;
    private final Structures structures;
    private final CommandGateway commands;
    private final Clock clock;
    private final int reminderDays;

    MandateWatch(
            OpenMandates open,
            Mandates mandates,
            Structures structures,
            CommandGateway commands,
            Clock clock,
            @Value("${mandatum.deadlines.reminder-days:14}") int reminderDays) {
        this.open = open;
        this.mandates = mandates;
        this.structures = structures;
        this.commands = commands;
        this.clock = clock;
        this.reminderDays = reminderDays;
    }

    @EventHandler
    void on(RecordedEvent recorded) {
        switch (recorded.event()) {
            case MandateEvent e -> {
                if (recorded.remaining() > 0) return;
                Mandate mandate = mandates.find(e.mandate());
                if (mandate == null) return;
                open.note(mandate, reminderDays);
                // Its unit may have ended before it was assigned as far as is known now; then nobody else will notice.
                passOn(mandate, recorded);
            }
            case StructuralEvent e -> structure(e, recorded);
            case Correction e -> {
                if (e instanceof EffectiveDateCorrected c) awaitIfAhead(c.organisation(), c.effectiveOn());
                passOn(open.assigned(e.organisation()), recorded);
            }
            default -> {}
        }
    }

    private void structure(StructuralEvent event, RecordedEvent recorded) {
        var units = new HashSet<UnitId>();
        var functions = new HashSet<FunctionId>();
        touched(event, units, functions);
        if (units.isEmpty() && functions.isEmpty()) return;
        if (awaitIfAhead(event.organisation(), event.effectiveOn())) return;
        passOn(open.with(event.organisation(), units, functions), recorded);
    }

    private boolean awaitIfAhead(OrganisationId organisation, LocalDate effectiveOn) {
        boolean ahead = effectiveOn.isAfter(LocalDate.now(clock));
        if (ahead) open.awaitStructure(organisation, effectiveOn);
        return ahead;
    }

    /** Which units may end, and which functions may pass to another, by such a change. */
    private static void touched(StructuralEvent event, Set<UnitId> units, Set<FunctionId> functions) {
        switch (event) {
            case SecretariatEliminated e -> {
                units.add(e.unit());
                e.redistribution().forEach(placed -> functions.add(placed.function()));
            }
            case UnitEliminated e -> {
                units.add(e.unit());
                e.redistribution().forEach(placed -> functions.add(placed.function()));
            }
            case UnitConverted e -> units.add(e.unit());
            case UnitsMerged e -> units.addAll(e.units());
            case UnitSplit e -> units.add(e.unit());
            case FunctionRedistributed e -> functions.add(e.function());
            default -> {}
        }
    }

    private void passOn(List<MandateId> ids, RecordedEvent trigger) {
        for (MandateId id : ids) {
            Mandate mandate = mandates.find(id);
            if (mandate != null) passOn(mandate, trigger);
        }
    }

    /** Orders nothing where nothing is to be done; where something is, the mandate decides for itself. */
    private void passOn(Mandate mandate, RecordedEvent trigger) {
        Structures.At at = structures.at(mandate.organisation());
        if (at == null || Succession.of(mandate, at, LocalDate.now(clock), trigger.id()) == null) return;
        send(new MandateFile.PassOn(mandate.id(), trigger.id()), trigger.correlation(), trigger.id());
    }

    /** Raises what its due date gives cause for, once. */
    void lookAtDueDate(OpenMandates.Due due) {
        send(new MandateFile.LookAtDueDate(due.mandate(), reminderDays), null, null);
        Mandate mandate = mandates.find(due.mandate());
        if (mandate != null) open.looked(due, mandate, reminderDays);
    }

    /** Passes on what the changes that have come into effect give cause for. Broken off, it is done again from the beginning. */
    void lookAtStructure(OrganisationId organisation) {
        LocalDate today = LocalDate.now(clock);
        for (MandateId mandate : open.assigned(organisation)) send(new MandateFile.PassOn(mandate, null), null, null);
        open.structureSeen(organisation, today);
    }

    private void send(Object order, @Nullable String correlation, @Nullable String causation) {
        var cause = new HashMap<String, Object>();
        if (causation != null) cause.put("causation", causation);
        if (correlation != null) cause.put("correlation", correlation);
        try {
            // A thread of its own: an order within the batch's unit of work would be recorded with the batch, all at
            // once.
            ORDERS.submit(() -> commands.sendAndWait(order, MetaData.from(cause)))
                    .get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopping", stopping);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
    }

    /** Those whose due date may give cause for something today. */
    List<OpenMandates.Due> due(Duration grace) {
        return open.toLookAt(LocalDate.now(clock), grace);
    }

    /** Those with changes that have come into effect meanwhile. */
    List<OrganisationId> arrived() {
        return open.structureArrived(LocalDate.now(clock));
    }
}
