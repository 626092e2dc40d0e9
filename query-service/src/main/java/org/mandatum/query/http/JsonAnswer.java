package org.mandatum.query.http;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** A JSON answer in the language that was asked for. */
public final class JsonAnswer {
    private JsonAnswer() {}

    public static ResponseEntity<String> of(JsonNode answer, Question question) {
        var languages = new Languages(question.language());
        JsonNode spoken = languages.apply(answer);
        var ok = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).header("Cache-Control", "no-cache");
        if (!languages.contentLanguage().isEmpty()) ok.header("Content-Language", languages.contentLanguage());
        return ok.body(spoken.toString());
    }
}
