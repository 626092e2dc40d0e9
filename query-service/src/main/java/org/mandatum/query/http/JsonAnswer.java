package org.mandatum.query.http;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** A JSON answer in the language that was asked for. */
public final class JsonAnswer {
    private JsonAnswer() {}

    public static ResponseEntity<String> of(JsonNode answer, Question question) {
        var languages = new Languages(question.language());
        String spoken = languages.apply(answer).toString();
        return headed(languages).body(spoken);
    }

    /** One that is about a point of both clocks, and says so. */
    public static ResponseEntity<String> of(JsonNode answer, Question question, AsOf asOf) {
        var languages = new Languages(question.language());
        String spoken = languages.apply(answer).toString();
        ResponseEntity.BodyBuilder headed = headed(languages);
        Memento.place(question, asOf, headed::header);
        return headed.body(spoken);
    }

    /** One that has been written already, its names in these languages. */
    public static ResponseEntity<byte[]> of(byte[] answer, Languages languages) {
        return headed(languages).body(answer);
    }

    private static ResponseEntity.BodyBuilder headed(Languages languages) {
        var ok = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).header("Cache-Control", "no-cache");
        if (!languages.contentLanguage().isEmpty()) ok.header("Content-Language", languages.contentLanguage());
        return ok;
    }
}
