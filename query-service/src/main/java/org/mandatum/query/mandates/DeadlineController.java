package org.mandatum.query.mandates;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateStart;
import biweekly.property.Summary;
import biweekly.property.Transparency;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.Memento;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Question;
import org.mandatum.query.workflow.Parts;
import org.mandatum.value.Name;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.node.ObjectNode;

/** The days on which mandates are due, for people's calendars (iCalendar, RFC 5545). */
@RestController
class DeadlineController {
    private final Mandates mandates;
    private final Trace trace;
    private final Parts parts;
    private final Presence presence;

    DeadlineController(Mandates mandates, Trace trace, Parts parts, Presence presence) {
        this.mandates = mandates;
        this.trace = trace;
        this.parts = parts;
        this.presence = presence;
    }

    /** A whole day for each mandate whose implementation is still to come; one that is done or ended is there no more. */
    @GetMapping("/organisations/{organisation}/deadlines.ics")
    ResponseEntity<String> deadlines(@PathVariable String organisation, HttpServletRequest request) {
        Question question = Question.of(request, "unit");
        OrganisationId id = question.organisation(organisation);
        AsOf asOf = question.asOf();
        presence.require(question, id, asOf.knownAt());
        Filter filter = Filter.of(id.value(), asOf).and("awaited and due_on is not null");
        String unit = question.text("unit");
        if (unit != null) filter.and("? = any(units)", unit);
        String language = question.language() == null ? "en" : question.language();
        String base = ServletUriComponentsBuilder.fromContextPath(request).toUriString();
        var calendar = new ICalendar();
        calendar.setVersion(ICalVersion.V2_0);
        calendar.setProductId("-//Mandatum//Deadlines//EN");
        for (Mandates.Dated dated : mandates.dated(filter, asOf)) {
            parts.name(dated.mandate(), "lead", asOf);
            calendar.addEvent(event(dated, language, base, asOf));
        }
        var ok = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/calendar;charset=UTF-8"))
                .header("Cache-Control", "no-cache")
                .header("Content-Disposition", "inline; filename=\"" + id + "-deadlines.ics\"");
        Memento.place(question, asOf, ok::header);
        return ok.body(Biweekly.write(calendar).go());
    }

    private VEvent event(Mandates.Dated dated, String language, String base, AsOf asOf) {
        ObjectNode mandate = dated.mandate();
        String id = mandate.get("id").asString();
        var event = new VEvent();
        event.setUid(id + "@" + mandate.get("organisation").asString() + ".mandatum");
        event.setDateTimeStamp(Date.from(dated.recordedAt()));
        LocalDate due = LocalDate.parse(mandate.get("dueOn").asString());
        event.setDateStart(new DateStart(
                new ICalDate(new DateTimeComponents(due.getYear(), due.getMonthValue(), due.getDayOfMonth()), false)));
        Summary summary = event.setSummary(text(mandate, "title", language));
        summary.setLanguage(name(mandate, "title").languageFor(language));
        event.setDescription(description(mandate, language, asOf));
        event.setUrl(base + "/mandates/" + id);
        event.setTransparency(Transparency.transparent());
        var keywords = new ArrayList<String>(Trace.texts(mandate.get("keywords")));
        if (!keywords.isEmpty()) event.addCategories(keywords);
        return event;
    }

    /** The provision, and who answers for it: a line each. */
    private String description(ObjectNode mandate, String language, AsOf asOf) {
        var lines = new ArrayList<String>();
        ObjectNode provision =
                trace.quoted((ObjectNode) mandate.at("/provisions").get(0), asOf);
        String act =
                provision.path("symbol").asString(provision.get("resolution").asString());
        lines.add(
                provision.hasNonNull("paragraph")
                        ? act + ", " + provision.get("paragraph").asString()
                        : act);
        if (mandate.has("leadName")) lines.add(text(mandate, "leadName", language));
        if (mandate.has("text")) lines.add(text(mandate, "text", language));
        return String.join("\n", lines);
    }

    private static String text(ObjectNode mandate, String field, String language) {
        return name(mandate, field).text(language);
    }

    private static Name name(ObjectNode mandate, String field) {
        return EventJson.MAPPER.treeToValue(mandate.get(field), Name.class);
    }
}
