package org.mandatum.query.log;

import static java.util.stream.Collectors.joining;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.mandatum.access.EventStream;
import org.mandatum.access.OpenStreams;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.exports.Csv;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.query.projection.Arrivals;
import org.mandatum.tracing.Correlation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The log in pages, and as a stream of server-sent events. */
@RestController
class LogController {
    private static final Logger LOG = LoggerFactory.getLogger(LogController.class);
    private static final long PAGE = 100;
    private static final long LARGEST_PAGE = 1_000;
    private static final String CSV_HEAD = "position,type,id,subject,effectiveOn,recordedAt,resolution\r\n";

    private final LogRows rows;
    private final Presence presence;
    private final Arrivals arrivals;
    private final OpenStreams streams;
    private final AtomicInteger subscribers;

    LogController(LogRows rows, Presence presence, Arrivals arrivals, OpenStreams streams, MeterRegistry meters) {
        this.rows = rows;
        this.presence = presence;
        this.arrivals = arrivals;
        this.streams = streams;
        subscribers = meters.gauge("mandatum.stream.subscribers", new AtomicInteger());
    }

    @GetMapping("/organisations/{organisation}/events")
    ResponseEntity<String> page(@PathVariable String organisation, HttpServletRequest request) {
        Question question = Question.of(request, "after", "limit", "type", "unit", "resolution", "format");
        OrganisationId id = question.organisation(organisation);
        presence.require(question, id, question.knownAt("knownAt"));
        long after = question.number("after", 0, 0, Long.MAX_VALUE);
        long limit = question.number("limit", PAGE, 1, LARGEST_PAGE);
        LogRows.Page page = rows.after(id.value(), after, filter(question), limit);
        List<LogRows.Line> lines = page.lines();
        if ("csv".equals(question.text("format")))
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                    .body(csv(lines));
        if (question.text("format") != null && !"json".equals(question.text("format")))
            throw Problem.badParameter("format", "format is one of json, csv.");
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", organisation);
        ArrayNode events = answer.putArray("events");
        lines.forEach(line -> events.add(EventJson.MAPPER.readTree(line.cloudEvent())));
        if (page.isLast()) answer.putNull("next");
        else answer.put("next", lines.getLast().position());
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer.toString());
    }

    @GetMapping("/organisations/{organisation}/events/stream")
    void stream(@PathVariable String organisation, HttpServletRequest request, HttpServletResponse response) {
        Question question = Question.of(request, "after", "type", "unit", "resolution");
        OrganisationId id = question.organisation(organisation);
        presence.require(question, id, question.knownAt("knownAt"));
        LogRows.Filter filter = filter(question);
        long from = resumeAfter(question, request, id);
        streams.serve(request, response, out -> follow(id, from, filter, out));
    }

    /** Last-Event-ID, else {@code after}, else from now on. */
    private long resumeAfter(Question question, HttpServletRequest request, OrganisationId organisation) {
        String last = request.getHeader("Last-Event-ID");
        if (last == null || last.isBlank())
            return question.text("after") == null
                    ? rows.shownUpTo(organisation.value())
                    : question.number("after", 0, 0, Long.MAX_VALUE);
        if (!last.matches("\\d{1,18}"))
            throw Problem.badParameter("Last-Event-ID", "Last-Event-ID is the id of an event of this stream.");
        return Long.parseLong(last);
    }

    /**
     * Until the subscriber goes, which the connection tells by failing, at the next heartbeat at the latest; or until the token
     * ends: with another one, {@code Last-Event-ID} goes on where this stream stopped.
     */
    private void follow(OrganisationId organisation, long from, LogRows.Filter filter, EventStream out)
            throws IOException, InterruptedException {
        subscribers.incrementAndGet();
        try (Arrivals.Listening news = arrivals.listen(organisation)) {
            out.remark("subscribed after " + from);
            long position = from;
            while (out.isOpen()) {
                // Looked at first: what passes the filter afterwards lies behind it, and what does not is not looked at
                // again.
                long shown = filter.isNone() ? position : rows.shownUpTo(organisation.value());
                LogRows.Page page = rows.after(organisation.value(), position, filter, LARGEST_PAGE);
                List<LogRows.Line> lines = page.lines();
                for (LogRows.Line line : lines) out.add(line.position(), line.type(), line.cloudEvent());
                if (lines.isEmpty()) out.stayAlive();
                else {
                    out.flush();
                    position = lines.getLast().position();
                    if (LOG.isDebugEnabled()) tell(lines);
                }
                if (page.isLast()) {
                    position = Math.max(position, shown);
                    news.await(out.mayBeSilent());
                }
            }
        } finally {
            subscribers.decrementAndGet();
        }
    }

    private static void tell(List<LogRows.Line> lines) {
        Correlation.tellEach(
                lines.stream().map(line -> CloudEvent.read(line.cloudEvent())).toList(),
                events -> LOG.debug(
                        "sent {} events to a subscriber, up to position {}",
                        events.size(),
                        events.getLast().position()));
    }

    private static LogRows.Filter filter(Question question) {
        return new LogRows.Filter(
                question.text("type"),
                question.text("unit"),
                question.text("resolution"),
                // Not now where none is given: the clock of who recorded it may be ahead of ours.
                question.text("knownAt") == null ? null : question.knownAt("knownAt"));
    }

    /** Of a change or a mandate's step its grounds name it, of a proposal's step the event itself. */
    private static String resolution(JsonNode event) {
        String grounds = event.at("/data/grounds/authority/resolution").asString("");
        return grounds.isEmpty() ? event.at("/data/authority/resolution").asString("") : grounds;
    }

    private static String csv(List<LogRows.Line> lines) {
        return lines.stream()
                .map(line -> {
                    var event = EventJson.MAPPER.readTree(line.cloudEvent());
                    return Csv.line(Stream.of(
                            Long.toString(line.position()),
                            line.type(),
                            event.path("id").asString(),
                            event.path("subject").asString(),
                            event.path("effectiveon").asString(""),
                            event.path("time").asString(),
                            resolution(event)));
                })
                .collect(joining("", CSV_HEAD, ""));
    }
}
