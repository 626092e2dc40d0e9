package org.mandatum.command.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.decision.StructureRefusal;
import org.mandatum.command.imports.PackageReader.Entry;
import org.mandatum.command.journal.Submissions;
import org.mandatum.command.organisation.ImportPackages;
import org.mandatum.journal.Actor;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.UnitId;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What an import says when it cannot go on, and when somebody else has recorded its lines. */
class CaptureTest {
    private static final OrganisationId ORG = new OrganisationId("org");
    private static final Origin ORIGIN =
            new Origin("import-1", "request-1", new Actor("https://id.example", "ana", "Ana"));

    private final CommandGateway commands = mock();
    private final Submissions submissions = mock();
    private final Capture capture = new Capture(ORG, ORIGIN, false, commands, submissions, new Progress.Tally());

    @Test
    void a_mandate_that_loses_every_race_is_told_as_races_lost() {
        givenEverySendingFailsWith(new ConcurrencyException("other writers"));

        assertThatThrownBy(() -> capture.record(mandate(), () -> {}))
                .isInstanceOf(Capture.GivenUp.class)
                .hasMessage("Lines 1 to 1 could not be recorded, tried 8 times (other writers were faster). The lines"
                        + " before them are recorded. Send the file again: lines that are recorded already count as"
                        + " repeated.");
    }

    @Test
    void a_mandate_for_which_no_transaction_can_begin_is_told_as_a_store_that_is_away() {
        givenEverySendingFailsWith(new CannotCreateTransactionException("no connection"));

        assertThatThrownBy(() -> capture.record(mandate(), () -> {}))
                .isInstanceOf(Capture.GivenUp.class)
                .hasMessageContaining("(the store did not answer)");
    }

    @Test
    void the_same_file_sent_twice_at_once_is_repeated_to_its_end_also_where_a_refusal_would_stop_it() throws Exception {
        // given lines that another import records while this one waits for the organisation, so that its first is
        // refused
        List<Entry> lines = packages("first", "second");
        givenTheyAreRecordedAfterTheFirstLook(lines);
        when(commands.sendAndWait(any(), any(MetaData.class)))
                .thenReturn(new ImportPackages.Decided(
                        List.of(Outcome.Refused.because(new StructureRefusal.UnitIdTaken(new UnitId("first"))))));
        var tally = new Progress.Tally();

        // when it is to stop at a refusal
        new Capture(ORG, ORIGIN, true, commands, submissions, tally).record(lines, () -> {});

        // then there is none
        assertThat(tally.progress(null).repeated()).isEqualTo(2);
        assertThat(tally.progress(null).errors()).isEmpty();
    }

    @Test
    void what_another_import_recorded_between_two_attempts_counts_as_repeated() throws Exception {
        // given lines that another import records just before this one would, so that its attempt fails on their keys
        List<Entry> lines = packages("first");
        givenTheyAreRecordedAfterTheFirstLook(lines);
        givenEverySendingFailsWith(new DuplicateKeyException("submission_pkey"));
        var tally = new Progress.Tally();

        new Capture(ORG, ORIGIN, false, commands, submissions, tally).record(lines, () -> {});

        assertThat(tally.progress(null).repeated()).isEqualTo(1);
        assertThat(tally.progress(null).accepted()).isZero();
    }

    @Test
    void what_an_attempt_of_unknown_end_recorded_counts_as_accepted() throws Exception {
        List<Entry> lines = packages("first");
        givenTheyAreRecordedAfterTheFirstLook(lines);
        givenEverySendingFailsWith(new DataAccessResourceFailureException("the answer was lost"));
        var tally = new Progress.Tally();

        new Capture(ORG, ORIGIN, false, commands, submissions, tally).record(lines, () -> {});

        assertThat(tally.progress(null).accepted()).isEqualTo(1);
        assertThat(tally.progress(null).repeated()).isZero();
    }

    private void givenTheyAreRecordedAfterTheFirstLook(List<Entry> lines) {
        Map<String, Submissions.Earlier> recorded = new HashMap<>();
        for (Entry line : lines) {
            var order = (Entry.Order) line;
            recorded.put(
                    order.key(),
                    new Submissions.Earlier(
                            order.keyed().submission(), new Outcome.Recorded("/organisations/org", 1, 1)));
        }
        when(submissions.find(anyCollection())).thenReturn(Map.of()).thenReturn(recorded);
    }

    private void givenEverySendingFailsWith(RuntimeException failure) {
        when(commands.sendAndWait(any(), any(MetaData.class))).thenThrow(failure);
    }

    private static List<Entry> mandate() throws IOException {
        return lines("{'key':'k','mandate':{'id':'m','title':'M','authority':{'resolution':'res-1'}}}");
    }

    private static List<Entry> packages(String... units) throws IOException {
        var lines = new StringBuilder();
        for (String unit : units)
            lines.append(
                    "{'key':'%1$s','authority':{'resolution':'res-1'},'effectiveOn':'2015-01-01','changes':[{'type':'CreateUnit','unit':'%1$s','kind':'office','name':'%1$s'}]}\n"
                            .formatted(unit));
        return lines(lines.toString());
    }

    private static List<Entry> lines(String lines) throws IOException {
        var file = new ByteArrayInputStream(lines.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return new PackageReader(file, ORG).next();
    }
}
