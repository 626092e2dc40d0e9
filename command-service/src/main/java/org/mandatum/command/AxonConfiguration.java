package org.mandatum.command;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.commandhandling.gateway.IntervalRetryScheduler;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.journal.JournalStorageEngine;
import org.mandatum.command.journal.Premises;
import org.mandatum.command.journal.Submissions;
import org.mandatum.command.mandate.MandateFile;
import org.mandatum.command.mandate.Mandates;
import org.mandatum.command.organisation.Enactments;
import org.mandatum.command.organisation.Growth;
import org.mandatum.command.organisation.ImportPackages;
import org.mandatum.command.organisation.Organisation;
import org.mandatum.command.organisation.Snapshots;
import org.mandatum.command.organisation.Structures;
import org.mandatum.command.proposal.ProposalFile;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.command.resolution.Resolution;
import org.mandatum.tracing.Traces;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Axon, wired by hand: what is here is all there is of it. No Axon Server, no update checker, no class names in rows
 * (ADR 0002).
 */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {
    private static final int RETRIES_AFTER_A_LOST_RACE = 8;
    private static final int RETRY_AFTER_MILLIS = 15;

    @Bean
    TransactionManager axonTransactions(PlatformTransactionManager transactions) {
        return () -> {
            var status = transactions.getTransaction(new DefaultTransactionDefinition());
            return new org.axonframework.common.transaction.Transaction() {
                @Override
                public void commit() {
                    transactions.commit(status);
                }

                @Override
                public void rollback() {
                    if (!status.isCompleted()) transactions.rollback(status);
                }
            };
        };
    }

    @Bean
    EventStore eventStore(JournalStorageEngine engine) {
        return EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    @Bean
    SimpleCommandBus commandBus(JournalStorageEngine engine, Traces traces, MeterRegistry meters) {
        SimpleCommandBus bus = new FollowedCommandBus(traces, meters);
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(
                new SimpleCorrelationDataProvider("correlation", "causation", "actor")));
        bus.registerHandlerInterceptor(rememberAnswer());
        bus.registerHandlerInterceptor(requirePremises(engine));
        return bus;
    }

    /** The answer is remembered in the transaction that records the events: both are there afterwards, or neither. */
    private static MessageHandlerInterceptor<CommandMessage<?>> rememberAnswer() {
        return (work, chain) -> {
            Object outcome = chain.proceed();
            Object submission = work.getMessage().getMetaData().get("submission");
            if (outcome instanceof Outcome.Recorded recorded && submission instanceof Submissions.Submission sent)
                Submissions.remember(work, List.of(new Submissions.Earlier(sent, recorded)));
            if (outcome instanceof ImportPackages.Decided decided
                    && work.getMessage().getPayload() instanceof ImportPackages order)
                Submissions.remember(work, recorded(order, decided));
            return outcome;
        };
    }

    /** What is recorded is checked against its premises by the append; what is not, a refusal above all, is checked here. */
    private static MessageHandlerInterceptor<CommandMessage<?>> requirePremises(JournalStorageEngine engine) {
        return (work, chain) -> {
            Object outcome = chain.proceed();
            boolean recorded = outcome instanceof Outcome.Recorded
                    || (outcome instanceof ImportPackages.Decided decided
                            && decided.outcomes().stream().anyMatch(one -> one instanceof Outcome.Recorded));
            if (!recorded) engine.requirePremises();
            return outcome;
        };
    }

    private static List<Submissions.Earlier> recorded(ImportPackages order, ImportPackages.Decided decided) {
        var recorded = new ArrayList<Submissions.Earlier>();
        for (int i = 0; i < decided.outcomes().size(); i++)
            if (decided.outcomes().get(i) instanceof Outcome.Recorded answer)
                recorded.add(new Submissions.Earlier(order.packages().get(i).submission(), answer));
        return recorded;
    }

    @Bean
    CommandGateway commandGateway(CommandBus bus) {
        var retries = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("retry-lost-race").factory());
        return DefaultCommandGateway.builder()
                .commandBus(bus)
                .retryScheduler(IntervalRetryScheduler.builder()
                        .retryExecutor(retries)
                        .maxRetryCount(RETRIES_AFTER_A_LOST_RACE)
                        .retryInterval(RETRY_AFTER_MILLIS)
                        // Nothing else gets better by itself; a key that was used is answered at once.
                        .nonTransientFailurePredicate(failure -> !(failure instanceof ConcurrencyException))
                        .build())
                .build();
    }

    /** What the handlers of aggregates may ask for besides the command. */
    @Bean
    ParameterResolverFactory parameters(
            LegalActs acts, Structures structures, Mandates mandates, Enactments enactments, Clock clock) {
        return MultiParameterResolverFactory.ordered(List.of(
                ClasspathParameterResolverFactory.forClass(Organisation.class),
                new SimpleResourceParameterResolverFactory(List.of(acts, structures, mandates, enactments, clock))));
    }

    @Bean
    Repository<Organisation> organisations(
            EventStore store,
            SimpleCommandBus bus,
            ParameterResolverFactory parameters,
            Snapshots snapshots,
            @Value("${mandatum.aggregates.snapshot-every:1000}") int snapshotEvery,
            @Value("${mandatum.aggregates.cached:500}") long cached) {
        return repository(Organisation.class, store, bus, parameters, new Growth(snapshots, snapshotEvery), cached);
    }

    @Bean
    Repository<Resolution> resolutions(
            EventStore store,
            SimpleCommandBus bus,
            ParameterResolverFactory parameters,
            @Value("${mandatum.aggregates.cached:500}") long cached) {
        return repository(Resolution.class, store, bus, parameters, NoSnapshotTriggerDefinition.INSTANCE, cached);
    }

    @Bean
    Repository<MandateFile> mandateFiles(
            EventStore store,
            SimpleCommandBus bus,
            ParameterResolverFactory parameters,
            @Value("${mandatum.aggregates.cached:500}") long cached) {
        return repository(MandateFile.class, store, bus, parameters, NoSnapshotTriggerDefinition.INSTANCE, cached);
    }

    @Bean
    Repository<ProposalFile> proposalFiles(
            EventStore store,
            SimpleCommandBus bus,
            ParameterResolverFactory parameters,
            @Value("${mandatum.aggregates.cached:500}") long cached) {
        return repository(ProposalFile.class, store, bus, parameters, NoSnapshotTriggerDefinition.INSTANCE, cached);
    }

    /** What day it is: in UTC, for everybody. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    private static <A> Repository<A> repository(
            Class<A> aggregate,
            EventStore store,
            SimpleCommandBus bus,
            ParameterResolverFactory parameters,
            SnapshotTriggerDefinition snapshots,
            long cached) {
        var repository = new RestedOn<>(CachingEventSourcingRepository.builder(aggregate)
                .eventStore(store)
                .parameterResolverFactory(parameters)
                .snapshotTriggerDefinition(snapshots)
                .cache(new AggregateCache(
                        Caffeine.newBuilder().maximumSize(cached).build())));
        AggregateAnnotationCommandHandler.<A>builder()
                .aggregateType(aggregate)
                .parameterResolverFactory(parameters)
                .repository(repository)
                .build()
                .subscribe(bus);
        return repository;
    }

    /** Keeps aggregates in memory; another instance may have gone on meanwhile, so each order rests on them as they were. */
    private static final class RestedOn<A> extends CachingEventSourcingRepository<A> {
        RestedOn(EventSourcingRepository.Builder<A> builder) {
            super(builder);
        }

        @Override
        protected EventSourcedAggregate<A> doLoadWithLock(String stream, @Nullable Long expectedVersion) {
            EventSourcedAggregate<A> aggregate = super.doLoadWithLock(stream, expectedVersion);
            Premises.restOn(stream, aggregate.version() + 1);
            return aggregate;
        }
    }
}
