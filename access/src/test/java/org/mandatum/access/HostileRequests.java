package org.mandatum.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mandatum.access.RawHttp.Answer;
import org.mandatum.contract.ServedContract;
import org.mandatum.contract.ServedContract.Call;
import org.mandatum.journal.EventJson;
import tools.jackson.databind.JsonNode;

/**
 * Requests as no client of good will sends them, made of a service's own OpenAPI document: paths, parameters, headers and bodies as
 * documented, somewhat otherwise, and not at all. Whatever comes, the service does not break, tells of a problem as it promises
 * to, tells nothing of its inside, and stores nothing of what it refuses.
 *
 * <p>{@code mandatum.hostile.requests} of them are sent; {@code mandatum.hostile.seed} makes the same ones again.
 */
public final class HostileRequests {
    private static final List<String> INSIDE = List.of(
            "Exception",
            "\tat ",
            "java.",
            "org.springframework",
            "org.postgresql",
            "tools.jackson",
            "org.axonframework",
            "<html",
            "SQL",
            "HikariPool",
            "NullPointer");

    private static final int MOST_TOLD = 20;

    private final LongSupplier stored;
    private final Set<String> absent;
    private final ServedContract contract;
    private final List<Call> calls;
    private final String token = TestIssuer.bearer();
    private final int port;
    private final long seed;
    private final int count;

    /**
     * @param stored grows whenever something is stored on somebody's order
     * @param absent codes by which the service tells, with 503, of what a test has not or not enough of
     */
    public HostileRequests(int port, LongSupplier stored, String... absent) throws IOException {
        this.port = port;
        this.stored = stored;
        this.absent = Set.of(absent);
        seed = System.getProperty("mandatum.hostile.seed", "2015").hashCode();
        count = Integer.getInteger("mandatum.hostile.requests", 1_000);
        try (var http = new RawHttp(port)) {
            Answer document = http.send("GET /v3/api-docs HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8), false);
            contract = new ServedContract(EventJson.MAPPER.readTree(document.text()));
        }
        calls = contract.calls().stream()
                .filter(call -> !call.path().endsWith("/stream") && !call.path().contains("*")) // no end; no variable
                .toList();
    }

    /** @throws AssertionError with the request and the seed that made it */
    public void send() throws IOException {
        System.out.printf("%,d hostile requests, seed %d%n", count, seed);
        long before = stored.getAsLong();
        int taken = 0;
        var found = new LinkedHashMap<String, String>();
        try (var http = new RawHttp(port)) {
            for (int i = 0; i < count; i++) {
                var random = new Random(seed * 1_000_003 + i);
                Call call = calls.get(random.nextInt(calls.size()));
                byte[] request = new HostileRequest(contract, call, random, token).bytes();
                Answer answer = http.send(request, false);
                String wrong = wrong(call, answer);
                if (answer.status() >= 400) {
                    long now = stored.getAsLong();
                    if (now != before) wrong = "something was stored by a request that was refused";
                } else {
                    taken++;
                    before = settled(http, answer);
                }
                if (wrong != null) {
                    found.putIfAbsent(wrong + " " + call.path(), told(i, call, request, answer, wrong));
                    if (found.size() == MOST_TOLD) break;
                }
                if ((i + 1) % 10_000 == 0)
                    System.out.printf("%,d of %,d hostile requests, %,d taken%n", i + 1, count, taken);
            }
        }
        System.out.printf("%,d hostile requests sent, %,d of them taken%n", count, taken);
        if (!found.isEmpty()) throw new AssertionError(String.join("\n\n", found.values()));
    }

    /** What is recorded after the answer, as an import is, is waited for. */
    private long settled(RawHttp http, Answer answer) throws IOException {
        String location = answer.headers().get("location");
        while (answer.status() == 202 && location != null) {
            byte[] look = ("GET " + location + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + token + "\r\n\r\n")
                    .getBytes(UTF_8);
            Answer report = http.send(look, false);
            if (report.status() != 200 || !report.text().contains("\"state\":\"running\"")) break;
            Thread.onSpinWait();
        }
        return stored.getAsLong();
    }

    private @Nullable String wrong(Call call, Answer answer) {
        if (answer.status() < 400) return null; // held against the document by the service's own filter
        String text = answer.text();
        for (String word : INSIDE) if (text.contains(word)) return "it tells of its inside: " + word;
        String type = answer.headers().getOrDefault("content-type", "");
        if (!type.startsWith("application/problem+json"))
            return "it is no problem+json but '" + type + "', status " + answer.status();
        JsonNode problem = EventJson.MAPPER.readTree(text);
        String code = problem.path("code").asString("");
        if (code.isEmpty()) return "there is no code";
        // RFC 9112, section 6.1: a transfer coding that is not understood.
        boolean coding = answer.status() == 501 && code.equals("not-implemented");
        if (answer.status() >= 500 && !coding && !absent.contains(code)) return "a fault, " + code;
        if (code.equals("invalid-field") && problem.path("field").asString("").isEmpty()) return "no field is named";
        return contract.unlike(call.method(), call.path(), answer.status(), type, answer.body());
    }

    private String told(int index, Call call, byte[] request, Answer answer, String wrong) {
        String sent = new String(request, ISO_8859_1);
        return "%s: request %d of seed %d, %s %s%nsent:%n%s%nanswered: %d %s"
                .formatted(
                        wrong,
                        index,
                        seed,
                        call.method(),
                        call.path(),
                        sent.length() > 3_000 ? sent.substring(0, 3_000) + "…" : sent,
                        answer.status(),
                        answer.text());
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }
}
