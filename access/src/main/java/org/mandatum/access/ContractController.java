package org.mandatum.access;

import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the register sends without being asked, told to whoever wants to receive it: AsyncAPI, and a schema of each event. */
@RestController
class ContractController {
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9.-]{1,128}");
    private static final MediaType SCHEMA = MediaType.parseMediaType("application/schema+json");

    @GetMapping("/asyncapi")
    ResponseEntity<byte[]> asyncApi() throws IOException {
        return kept("asyncapi.json", MediaType.APPLICATION_JSON);
    }

    /** {@code type}: as the event names it in its {@code type}, such as {@code org.mandatum.UnitCreated.v1}. */
    @GetMapping("/schemas/events/{type}.json")
    ResponseEntity<byte[]> schema(@PathVariable String type) throws IOException {
        if (!TYPE.matcher(type).matches()) throw unknown();
        return kept("schemas/events/" + type + ".json", SCHEMA);
    }

    /** The envelope of every event. */
    @GetMapping("/schemas/cloud-event.json")
    ResponseEntity<byte[]> envelope() throws IOException {
        return kept("schemas/cloud-event.json", SCHEMA);
    }

    private static ResponseEntity<byte[]> kept(String name, MediaType type) throws IOException {
        var file = new ClassPathResource(name);
        if (!file.exists()) throw unknown();
        return ResponseEntity.ok()
                .contentType(type)
                .header("Cache-Control", "public, max-age=3600")
                .body(file.getContentAsByteArray());
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no schema of that name.");
    }
}
