package org.mandatum.command.imports;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.mandatum.command.imports.PackageReader.Entry;
import org.mandatum.command.journal.Submissions;
import org.mandatum.journal.Actor;
import org.mandatum.organisation.OrganisationId;
import org.springframework.transaction.CannotCreateTransactionException;

/** What an import says when it cannot go on. */
class CaptureTest {
    private static final OrganisationId ORG = new OrganisationId("org");

    private final CommandGateway commands = mock();
    private final Submissions submissions = mock();
    private final Capture capture = new Capture(
            ORG,
            new Origin("import-1", "request-1", new Actor("https://id.example", "ana", "Ana")),
            false,
            commands,
            submissions,
            new Progress.Tally());

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

    private void givenEverySendingFailsWith(RuntimeException failure) {
        when(commands.sendAndWait(any(), any(MetaData.class))).thenThrow(failure);
    }

    private static List<Entry> mandate() throws java.io.IOException {
        String line = "{'key':'k','mandate':{'id':'m','title':'M','authority':{'resolution':'res-1'}}}";
        var file = new ByteArrayInputStream(line.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return new PackageReader(file, ORG).next();
    }
}
