package org.mandatum.command.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mandatum.command.http.BadRequest;
import org.mandatum.journal.EventJson;
import tools.jackson.databind.JsonNode;

class MandateReaderTest {
    @Test
    void a_day_that_cannot_be_is_named_by_its_path_in_the_history() {
        complains("{'step':'renewal','dueOn':'0999-12-31',%s}", "history[1].dueOn");
        complains("{'step':'adaptation','dueOn':'0999-12-31',%s}", "history[1].dueOn");
        complains("{'step':'reports','status':'in-progress','nextDueOn':'0999-12-31',%s}", "history[1].nextDueOn");
    }

    @Test
    void keywords_and_the_time_between_due_dates_have_bounds() {
        String keywords = "keywords are at most 100, of at most 200 characters each.";
        String many = String.join(",", Collections.nCopies(101, "'word'"));
        String adapted = "{'step':'adaptation','keywords':[%s],%%s}";
        complains(adapted.formatted(many), "history[1].keywords", " " + keywords.substring(9));
        complains(adapted.formatted("'" + "w".repeat(201) + "'"), "history[1].keywords", " " + keywords.substring(9));
        for (String every : List.of("P101Y", "P1201M", "P999999999D"))
            complains(
                    "{'step':'adaptation','recurrence':{'each':'session','every':'" + every + "'},%s}",
                    "history[1].recurrence.every",
                    " is at most 100 years.");
    }

    @Test
    void a_document_leads_to_the_web_or_nowhere() {
        String wrong = " is an address that begins with http:// or https://.";
        for (String step : List.of("'step':'reports','status':'in-progress'", "'step':'implementation'"))
            for (String url :
                    List.of("javascript:alert(1)", "data:text/html,x", "ftp://files.example/plan", "plan.pdf"))
                complains(
                        "{" + step + ",'documents':[{'title':'Plan'},{'title':'Plan','url':'" + url + "'}],%s}",
                        "history[1].documents[1].url",
                        wrong);

        IssueMandate read = MandateReader.mandate(
                tree(
                        "{'step':'reports','status':'in-progress','documents':["
                                + "{'title':'A','url':'https://example.org/a'},{'title':'B','url':'HTTP://example.org/b'}],%s}"),
                false);

        assertThat(read).isNotNull();
    }

    private static void complains(String step, String field) {
        complains(step, field, " lies outside of the years 1000 to 9999.");
    }

    private static void complains(String step, String field, String problem) {
        assertThatThrownBy(() -> MandateReader.mandate(tree(step), false))
                .isInstanceOf(BadRequest.class)
                .hasMessage(field + problem)
                .extracting("field")
                .isEqualTo(field);
    }

    private static JsonNode tree(String step) {
        String beside = "'effectiveOn':'2016-01-01','authority':{'resolution':'res-1'}";
        String body = "{'id':'m','organisation':'org','title':'M','authority':{'resolution':'res-1'},'history':["
                + "{'step':'assignment','lead':'cabinet','effectiveOn':'2015-07-01'},"
                + step.formatted(beside) + "]}";
        return EventJson.MAPPER.readTree(body.replace('\'', '"'));
    }
}
