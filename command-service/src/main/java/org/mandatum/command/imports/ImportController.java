package org.mandatum.command.imports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.mandatum.access.EventStream;
import org.mandatum.access.OpenStreams;
import org.mandatum.access.Person;
import org.mandatum.access.Refused;
import org.mandatum.command.http.RequestBodies;
import org.mandatum.command.imports.Imports.State;
import org.mandatum.command.journal.Journal;
import org.mandatum.command.organisation.Organisation;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.tracing.Correlation;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.node.ObjectNode;

/** Takes in files of packages, and tells how far they are. */
@RestController
class ImportController {
    private static final long LOOK_EVERY_MILLIS = 250;

    private final ImportDesk desk;
    private final Imports imports;
    private final Journal journal;
    private final OpenStreams streams;
    private final Path directory;
    private final long largest;

    ImportController(
            ImportDesk desk,
            Imports imports,
            Journal journal,
            OpenStreams streams,
            @Value("${mandatum.imports.directory:${java.io.tmpdir}/mandatum-imports}") Path directory,
            @Value("${mandatum.imports.largest-file:4GB}") DataSize largest) {
        this.desk = desk;
        this.imports = imports;
        this.journal = journal;
        this.streams = streams;
        this.directory = directory;
        this.largest = largest.toBytes();
    }

    /** Answers once the file has been received whole; it is recorded after that. */
    @PostMapping(path = "/organisations/{organisation}/imports", consumes = "application/x-ndjson")
    ResponseEntity<String> begin(@PathVariable String organisation, HttpServletRequest request) throws IOException {
        RequestBodies.onlyParameters(request, List.of("stopOnError"));
        boolean stopOnError = RequestBodies.flag(request, "stopOnError");
        OrganisationId id = RequestBodies.organisation(organisation);
        if (!journal.exists(Organisation.stream(id)))
            throw new AggregateNotFoundException(Organisation.stream(id), "no such organisation");
        if (request.getContentLengthLong() > largest) throw Spool.tooLarge(largest);
        try (ImportDesk.Place place = desk.place()) {
            if (place == null)
                throw new Refused(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "imports-busy",
                        "As many imports run as may run at once. Send it again later.");
            Spool spool = Spool.receive(request.getInputStream(), directory, largest);
            String begun;
            try {
                begun = place.begin(id, spool, stopOnError, Person.of(request).actor(), Correlation.of(request));
            } catch (RuntimeException notBegun) {
                spool.close();
                throw notBegun;
            }
            return ResponseEntity.accepted()
                    .location(URI.create("/organisations/" + organisation + "/imports/" + begun))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(json(entry(id, begun)));
        }
    }

    @GetMapping("/organisations/{organisation}/imports/{id}")
    ResponseEntity<String> report(
            @PathVariable String organisation, @PathVariable String id, HttpServletRequest request) {
        RequestBodies.onlyParameters(request, List.of());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(json(entry(RequestBodies.organisation(organisation), id)));
    }

    /** The same report as it changes; whichever instance runs the import. */
    @GetMapping(path = "/organisations/{organisation}/imports/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void watch(
            @PathVariable String organisation,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response) {
        RequestBodies.onlyParameters(request, List.of());
        OrganisationId of = RequestBodies.organisation(organisation);
        Imports.Entry first = entry(of, id);
        streams.serve(request, response, out -> follow(of, first, out));
    }

    /** Until the import ends, or the token does. */
    private void follow(OrganisationId organisation, Imports.Entry first, EventStream out)
            throws IOException, InterruptedException {
        Imports.Entry last = first;
        tell(last, out);
        while (last.state() == State.RUNNING && out.isOpen()) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            Imports.Entry now = entry(organisation, first.id());
            if (now.equals(last)) out.stayAlive();
            else tell(now, out);
            last = now;
        }
    }

    private static void tell(Imports.Entry entry, EventStream out) throws IOException {
        String name =
                entry.state() == State.RUNNING ? "progress" : entry.state().word();
        out.event(name, json(entry).getBytes(StandardCharsets.UTF_8));
    }

    private Imports.Entry entry(OrganisationId organisation, String id) {
        return imports.find(organisation, id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "No import " + id + " of " + organisation + " is known."));
    }

    private static String json(Imports.Entry entry) {
        ObjectNode report = EventJson.MAPPER.createObjectNode();
        report.put("id", entry.id());
        report.put("organisation", entry.organisation());
        report.put("state", entry.state().word());
        ObjectNode progress = EventJson.MAPPER.valueToTree(entry.progress());
        report.setAll(progress);
        report.put("startedAt", entry.startedAt().toString());
        if (entry.endedAt() != null) report.put("endedAt", entry.endedAt().toString());
        return report.toString();
    }
}
