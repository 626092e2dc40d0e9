package org.mandatum.command.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mandatum.command.resolution.Given.adopted;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mandatum.command.OnARegisterOfItsOwn;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.http.Body;
import org.mandatum.command.journal.Journal;
import org.mandatum.command.organisation.ChangeReader;
import org.mandatum.command.organisation.OpenOrganisation;
import org.mandatum.command.organisation.SubmitChanges;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateId;
import org.mandatum.mandate.MandateState;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.UnitId;
import org.mandatum.value.Name;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Deadlines and successions on a real PostgreSQL: once each, whatever is killed, replayed or set back in between. */
@OnARegisterOfItsOwn(properties = {"mandatum.deadlines.grace=0s", "mandatum.deadlines.look-every=1h"})
@Import(WatchOverMandatesTest.SettableClock.class)
class WatchOverMandatesTest {
    private static int organisations;

    @TestConfiguration(proxyBeanMethods = false)
    static class SettableClock {
        static final AtomicReference<LocalDate> TODAY = new AtomicReference<>(LocalDate.parse("2015-07-01"));

        @Bean
        @Primary
        Clock settable() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return Objects.requireNonNull(TODAY.get()).atTime(12, 0).toInstant(ZoneOffset.UTC);
                }
            };
        }
    }

    @Autowired
    private CommandGateway commands;

    @Autowired
    private TrackingEventProcessor mandateWatchProcessor;

    @Autowired
    private MandateWatch watch;

    @Autowired
    private Calendar calendar;

    @Autowired
    private Mandates mandates;

    @Autowired
    private OpenMandates open;

    @Autowired
    private Journal journal;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionManager transactions;

    private OrganisationId org = new OrganisationId("none");
    private MandateId mandate = new MandateId("none");

    @BeforeEach
    void a_mandate_due_on_the_31st_of_july_led_by_the_cabinet() {
        SettableClock.TODAY.set(LocalDate.parse("2015-07-01"));
        org = new OrganisationId("w" + ++organisations);
        mandate = new MandateId(org + "-m");
        commands.sendAndWait(new OpenOrganisation(org, Name.of("en", "Org"), null, null, List.of()));
        theResolution();
        changes(
                "2015-06-15",
                "{'type':'CreateUnit','unit':'cabinet','kind':'office','name':'Cabinet'}",
                "{'type':'CreateUnit','unit':'media','kind':'office','name':'Media'}");
        commands.sendAndWait(MandateReader.mandate(
                tree(
                        "{'id':'%s','organisation':'%s','title':'Submit it','dueOn':'2015-07-31','authority':{'resolution':'w-res'}}"
                                .formatted(mandate, org)),
                false));
        move("{'lead':'cabinet','effectiveOn':'2015-06-20'}", MandateOrder.Assign.class);
        watched();
    }

    @AfterEach
    void the_watch_goes_on() {
        mandateWatchProcessor.start();
    }

    @Test
    void an_elimination_passes_the_mandate_on_once_and_a_replay_of_the_whole_log_sends_nothing_again() {
        eliminateCabinet("2015-06-25");
        watched();
        assertThat(types()).containsExactly("MandateIssued", "MandateAssigned", "MandateTransferred");
        assertThat(state().lead()).isEqualTo(new UnitId("media"));

        mandateWatchProcessor.shutDown();
        jdbc.update("delete from publisher_token where processor_name = ?", WatchConfiguration.NAME);
        jdbc.update("truncate open_mandate");
        mandateWatchProcessor.start();
        watched();

        assertThat(types()).containsExactly("MandateIssued", "MandateAssigned", "MandateTransferred");
        assertThat(jdbc.queryForList(
                        "select mandate from open_mandate where mandate = ?", String.class, mandate.value()))
                .hasSize(1);
    }

    @Test
    void killed_between_the_order_and_the_token_it_sees_the_event_again_and_orders_nothing_twice() {
        mandateWatchProcessor.shutDown();
        eliminateCabinet("2015-06-25");
        RecordedEvent elimination =
                journal.stream("organisations/" + org, 0, Long.MAX_VALUE).getLast();

        var batch = DefaultUnitOfWork.startAndGet(null);
        batch.attachTransaction(transactions);
        watch.on(elimination);
        batch.rollback(new IllegalStateException("killed"));

        assertThat(types()).containsExactly("MandateIssued", "MandateAssigned", "MandateTransferred");
        mandateWatchProcessor.start();
        watched();
        assertThat(types()).containsExactly("MandateIssued", "MandateAssigned", "MandateTransferred");
    }

    @Test
    void killed_before_it_saw_the_event_it_does_so_afterwards() {
        mandateWatchProcessor.shutDown();
        eliminateCabinet("2015-06-25");
        assertThat(types()).containsExactly("MandateIssued", "MandateAssigned");

        mandateWatchProcessor.start();
        watched();

        assertThat(types()).containsExactly("MandateIssued", "MandateAssigned", "MandateTransferred");
    }

    @Test
    void a_change_in_the_future_moves_it_on_its_day() {
        eliminateCabinet("2015-07-10");
        watched();
        calendar.look();
        assertThat(types()).containsExactly("MandateIssued", "MandateAssigned");

        SettableClock.TODAY.set(LocalDate.parse("2015-07-10"));
        calendar.look();
        calendar.look();

        assertThat(types()).containsExactly("MandateIssued", "MandateAssigned", "MandateTransferred");
    }

    @Test
    void an_annulment_brings_it_back_and_without_a_successor_it_is_flagged() {
        changes("2015-06-25", "{'type':'EliminateUnit','unit':'cabinet'}");
        watched();
        assertThat(state().state()).isEqualTo(MandateState.UNASSIGNED);
        String change = journal.stream("organisations/" + org, 0, Long.MAX_VALUE)
                .getLast()
                .id();

        changes("2015-06-25", "{'type':'AnnulChange','change':'" + change + "','reason':'in error'}");
        watched();

        assertThat(state().state()).isEqualTo(MandateState.ASSIGNED);
        assertThat(state().lead()).isEqualTo(new UnitId("cabinet"));
    }

    @Test
    void a_reminder_and_then_overdue_once_each_wherever_the_clock_is_set() {
        calendar.look();
        SettableClock.TODAY.set(LocalDate.parse("2015-07-20"));
        calendar.look();
        calendar.look();
        assertThat(types()).containsExactly("MandateIssued", "MandateAssigned", "DueDateReminderRaised");
        assertThat(state().overdue(LocalDate.parse("2015-07-31"))).isFalse();

        for (String day : List.of("2015-08-01", "2015-07-15", "2016-01-01", "2015-08-01")) {
            SettableClock.TODAY.set(LocalDate.parse(day));
            watched();
            calendar.look();
        }

        assertThat(types())
                .containsExactly("MandateIssued", "MandateAssigned", "DueDateReminderRaised", "OverdueRaised");
        assertThat(state().overdue(LocalDate.parse("2015-08-01"))).isTrue();
        // What was not written down is made again from the log: still once.
        mandateWatchProcessor.shutDown();
        jdbc.update("delete from publisher_token where processor_name = ?", WatchConfiguration.NAME);
        jdbc.update("truncate open_mandate");
        mandateWatchProcessor.start();
        watched();
        calendar.look();
        assertThat(types()).hasSize(4);
    }

    @Test
    void what_the_calendar_read_before_a_renewal_does_not_hide_the_new_due_date() {
        SettableClock.TODAY.set(LocalDate.parse("2015-07-20"));
        OpenMandates.Due due = watch.due(Duration.ZERO).stream()
                .filter(one -> one.mandate().equals(mandate))
                .findFirst()
                .orElseThrow();
        Mandate asReadBefore = state();
        move("{'authority':{'resolution':'w-res'},'dueOn':'2015-10-31'}", MandateOrder.Renew.class);
        watched();

        open.looked(due, asReadBefore, 14);

        SettableClock.TODAY.set(LocalDate.parse("2015-10-20"));
        assertThat(watch.due(Duration.ZERO)).contains(new OpenMandates.Due(mandate, LocalDate.parse("2015-10-17")));
    }

    @Test
    void a_day_of_any_century_is_looked_at() {
        LocalDate old = LocalDate.parse("1100-02-28");
        jdbc.update("update open_mandate set look_on = ? where mandate = ?", old, mandate.value());

        assertThat(watch.due(Duration.ZERO)).contains(new OpenMandates.Due(mandate, old));
    }

    private void theResolution() {
        if (journal.exists("resolutions/w-res")) return;
        commands.sendAndWait(adopted("w-res", "2015-06-15"));
    }

    private void eliminateCabinet(String on) {
        changes(on, "{'type':'EliminateUnit','unit':'cabinet','successor':'media'}");
    }

    private void changes(String on, String... changes) {
        var orders = ChangeReader.read(tree("{'authority':{'resolution':'w-res'},'effectiveOn':'%s','changes':[%s]}"
                .formatted(on, String.join(",", changes))));
        Object outcome = commands.sendAndWait(new SubmitChanges(org, orders, null, false));
        assertThat(outcome).isInstanceOf(Outcome.Recorded.class);
    }

    private void move(String body, Class<? extends MandateOrder> order) {
        Object outcome = commands.sendAndWait(
                new MandateFile.Move(mandate, MandateReader.step(tree(body), order, ""), null, false));
        assertThat(outcome).isInstanceOf(Outcome.Recorded.class);
    }

    /** Waits until the watch has seen everything that is recorded now. */
    private void watched() {
        long last = Objects.requireNonNull(jdbc.queryForObject("select max(position) from event", Long.class));
        Awaitility.await()
                .until(() -> mandateWatchProcessor.processingStatus().values().stream()
                        .map(status -> status.getTrackingToken())
                        .anyMatch(token -> token != null && token.position().orElse(0) >= last));
    }

    private Mandate state() {
        return Objects.requireNonNull(mandates.find(mandate));
    }

    private List<String> types() {
        return journal.stream(MandateFile.stream(mandate), 0, Long.MAX_VALUE).stream()
                .map(event -> event.event().getClass().getSimpleName())
                .toList();
    }

    private static JsonNode tree(String json) {
        return Body.tree(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
