package org.mandatum.benchmarks.figures;

import java.io.IOException;
import java.util.List;
import org.mandatum.benchmarks.history.RecordedLog;
import org.mandatum.benchmarks.load.HttpConnection;
import org.mandatum.benchmarks.register.RegisterUnderLoad;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.OrganisationId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Hands orders in to the command side. */
final class Counter implements AutoCloseable {
    /** The acts that every experiment's changes cite, one a year. */
    static final String ACTS = "act-";

    private final HttpConnection http;

    Counter(RegisterUnderLoad register) {
        http = register.commands();
    }

    void adoptActs() throws IOException {
        for (var act : RecordedLog.acts(ACTS)) {
            ObjectNode body = EventJson.MAPPER.valueToTree(act);
            body.set("id", body.remove("resolution"));
            created("/resolutions", body.toString());
        }
    }

    void open(String organisation) throws IOException {
        ObjectNode body = EventJson.MAPPER.valueToTree(RecordedLog.opening(new OrganisationId(organisation)));
        body.set("id", body.remove("organisation"));
        created("/organisations", body.toString());
    }

    /** The answer to a package of changes. */
    JsonNode change(String organisation, String changes) throws IOException {
        return EventJson.MAPPER.readTree(created(changesOf(organisation), changes));
    }

    /** Hands a package in; its answer is taken in but not looked into. */
    void changeUnread(String organisation, String changes) throws IOException {
        send(changesOf(organisation), changes);
    }

    /** A secretariat with a function, and three offices under it. */
    void found(String organisation) throws IOException {
        open(organisation);
        change(
                organisation,
                packageOf(List.of(
                        "{\"type\":\"CreateSecretariat\",\"unit\":\"secretariat\",\"name\":\"Secretariat\",\"functions\":[{\"id\":\"function\",\"name\":\"Oversight\"}]}",
                        office(1),
                        office(2),
                        office(3))));
    }

    /** One change: the unit bears another name. */
    static String renaming(String unit, long number) {
        return packageOf(List.of("{\"type\":\"RenameUnit\",\"unit\":\"" + unit
                + "\",\"name\":\"Office of Public Security " + number + "\"}"));
    }

    private static String office(int number) {
        return "{\"type\":\"CreateUnit\",\"unit\":\"office-" + number + "\",\"kind\":\"office\",\"name\":\"Office "
                + number + "\",\"parent\":\"secretariat\"}";
    }

    /** Of the day after the last of every generated history, as what an officer records today mostly is. */
    private static String packageOf(List<String> changes) {
        return "{\"authority\":{\"resolution\":\"" + ACTS + "2026\"},\"effectiveOn\":\"2026-01-01\",\"changes\":["
                + String.join(",", changes) + "]}";
    }

    private static String changesOf(String organisation) {
        return "/organisations/" + organisation + "/changes";
    }

    private String created(String path, String body) throws IOException {
        send(path, body);
        return http.body();
    }

    private void send(String path, String body) throws IOException {
        int status = http.post(path, body);
        if (status != 201)
            throw new IllegalStateException("POST " + path + " was answered " + status + " " + http.body());
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
