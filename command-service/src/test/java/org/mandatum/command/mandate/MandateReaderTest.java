package org.mandatum.command.mandate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mandatum.command.http.BadRequest;
import org.mandatum.journal.EventJson;

class MandateReaderTest {
    @Test
    void a_day_that_cannot_be_is_named_by_its_path_in_the_history() {
        complains("{'step':'renewal','dueOn':'0999-12-31',%s}", "history[1].dueOn");
        complains("{'step':'adaptation','dueOn':'0999-12-31',%s}", "history[1].dueOn");
        complains("{'step':'reports','status':'in-progress','nextDueOn':'0999-12-31',%s}", "history[1].nextDueOn");
    }

    private static void complains(String step, String field) {
        String beside = "'effectiveOn':'2016-01-01','authority':{'resolution':'res-1'}";
        String body = "{'id':'m','organisation':'org','title':'M','authority':{'resolution':'res-1'},'history':["
                + "{'step':'assignment','lead':'cabinet','effectiveOn':'2015-07-01'},"
                + step.formatted(beside) + "]}";

        assertThatThrownBy(() -> MandateReader.mandate(EventJson.MAPPER.readTree(body.replace('\'', '"')), false))
                .isInstanceOf(BadRequest.class)
                .hasMessage(field + " lies outside of the years 1000 to 9999.")
                .extracting("field")
                .isEqualTo(field);
    }
}
