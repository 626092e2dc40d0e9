package org.mandatum.command.organisation;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.decision.StructureRefusal.OrganisationExists;
import org.mandatum.command.journal.JournalStorageEngine;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Timeline;

/** The Axon shell of an organisation: it holds the time line, asks {@link Decision}, and applies what was decided. */
public class Organisation {
    @AggregateIdentifier
    private @Nullable String stream;

    private @Nullable OrganisationOpened opened;
    private @Nullable Timeline timeline;
    /** How many events its log holds. */
    private long version;
    /** Id of the last of them. */
    private @Nullable String lastRecorded;

    /** For Axon, which replays the log into it. */
    Organisation() {}

    /** The stream that holds the organisation's log. */
    public static String stream(OrganisationId organisation) {
        return "organisations/" + organisation;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(OpenOrganisation command) {
        if (opened != null)
            return Outcome.Refused.because(
                    new OrganisationExists(command.organisation().value()));
        String language = command.language() == null ? "en" : command.language();
        var organs = command.organs().stream()
                .map(organ -> new org.mandatum.organisation.Organ(
                        organ.id(), organ.name().in(language)))
                .toList();
        apply(new OrganisationOpened(
                command.organisation(),
                command.name().in(language),
                language,
                command.rules() == null ? OrganisationRules.DEFAULT : command.rules(),
                organs));
        return new Outcome.Recorded(command.stream(), 0, 0);
    }

    @CommandHandler
    Outcome handle(SubmitChanges command, LegalActs acts, Clock clock) {
        Long expected = command.expectedVersion();
        if (expected != null && expected != version) return new Outcome.Stale(expected, version);
        long first = version;
        LocalDate today = LocalDate.now(clock);
        return switch (Decision.on(
                command.orders(), requireNonNull(opened), requireNonNull(timeline), first, acts, today)) {
            case Decision.Rejected rejected -> new Outcome.Refused(rejected.reasons());
            case Decision.Accepted accepted -> {
                if (command.rehearsal()) yield new Outcome.Rehearsed(version, accepted.facts());
                accepted.facts().forEach(fact -> apply(fact));
                yield new Outcome.Recorded(command.stream(), first, version - 1);
            }
        };
    }

    /** Decides a proposal's package in the unit of work of whoever loaded this. */
    Enactments.Decided enact(ChangePackage orders, LegalActs acts, LocalDate today, boolean rehearsal) {
        return switch (Decision.on(orders, requireNonNull(opened), requireNonNull(timeline), version, acts, today)) {
            case Decision.Rejected rejected -> new Enactments.Clashing(rejected.reasons());
            case Decision.Accepted accepted -> {
                var recorded = new ArrayList<String>();
                if (!rehearsal)
                    for (OrganisationEvent fact : accepted.facts()) {
                        apply(fact);
                        recorded.add(requireNonNull(lastRecorded));
                    }
                yield new Enactments.Enacted(List.copyOf(recorded), accepted.facts(), lastDay(accepted.facts()));
            }
        };
    }

    private static @Nullable LocalDate lastDay(List<OrganisationEvent> facts) {
        return facts.stream()
                .flatMap(fact -> switch (fact) {
                    case StructuralEvent e -> Stream.of(e.effectiveOn());
                    case EffectiveDateCorrected e -> Stream.of(e.effectiveOn());
                    default -> Stream.empty();
                })
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    @CommandHandler
    ImportPackages.Decided handle(ImportPackages command, LegalActs acts, Clock clock) {
        LocalDate today = LocalDate.now(clock);
        LegalActs lookedUpOnce = acts.lookedUpOnce();
        var outcomes = new ArrayList<Outcome>(command.packages().size());
        for (ImportPackages.Keyed keyed : command.packages()) {
            Outcome outcome = recorded(keyed.orders(), lookedUpOnce, today, outcomes.size());
            outcomes.add(outcome);
            if (command.stopAtRefusal() && outcome instanceof Outcome.Refused) break;
        }
        return new ImportPackages.Decided(outcomes);
    }

    /** Decided on what the packages before it left; its events are told from theirs by its place among them. */
    private Outcome recorded(ChangePackage orders, LegalActs acts, LocalDate today, int place) {
        long first = version;
        return switch (Decision.on(orders, requireNonNull(opened), requireNonNull(timeline), first, acts, today)) {
            case Decision.Rejected rejected -> new Outcome.Refused(rejected.reasons());
            case Decision.Accepted accepted -> {
                var mark = MetaData.with(JournalStorageEngine.PACKAGE, place);
                accepted.facts().forEach(fact -> apply(fact, mark));
                yield new Outcome.Recorded(requireNonNull(stream), first, version - 1);
            }
        };
    }

    @EventSourcingHandler
    void on(OrganisationEvent event, DomainEventMessage<?> message) {
        switch (event) {
            case OrganisationOpened e -> {
                // The message does not know it yet when it is the first one: Axon asks us.
                stream = stream(e.organisation());
                opened = e;
                timeline = new Timeline(e.organisation());
            }
            case StructuralEvent e ->
                requireNonNull(timeline).add(Change.of(message.getIdentifier(), message.getSequenceNumber(), e));
            case Correction e -> requireNonNull(timeline).correct(e);
        }
        version = message.getSequenceNumber() + 1;
        lastRecorded = message.getIdentifier();
    }

    OrganisationSnapshot snapshot() {
        Timeline line = requireNonNull(timeline);
        return new OrganisationSnapshot(
                requireNonNull(opened),
                version,
                line.changes().stream().map(OrganisationSnapshot.Entry::of).toList(),
                line.annulled().stream().sorted().toList());
    }

    static Organisation from(String stream, OrganisationSnapshot snapshot) {
        var organisation = new Organisation();
        organisation.stream = stream;
        organisation.opened = snapshot.opened();
        organisation.timeline = snapshot.timeline();
        organisation.version = snapshot.version();
        return organisation;
    }
}
