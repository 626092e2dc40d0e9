package org.mandatum.verifier.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.log.ExportText;
import org.mandatum.verifier.log.LogKey;
import org.mandatum.verifier.log.Prover;
import org.mandatum.verifier.log.Recorded;
import org.mandatum.verifier.tree.Hash;

/** A log behind HTTP that does as docs/log-format.md says, or as a test wants it to. */
final class StubRegister implements AutoCloseable {
    final LogKey key;
    List<Recorded> events;
    /** How many events the newest checkpoint has. */
    int size;
    /** After so many lines the answer to an export breaks off; 0: never. */
    int breaksOffAfter;

    @Nullable
    String digest;

    final List<String> asked = new ArrayList<>();
    private final HttpServer server;

    StubRegister(LogKey key, List<Recorded> events) {
        this.key = key;
        this.events = events;
        size = events.size();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Prover prover() {
        return new Prover(events.stream().map(Recorded::leaf).toList());
    }

    String checkpoint() {
        return key.sign(size, prover().root(size));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> query = query(exchange.getRequestURI().getQuery());
        asked.add(exchange.getRequestURI().toString());
        switch (path) {
            case "/log/checkpoint" -> send(exchange, 200, checkpoint());
            case "/log/proofs/consistency" ->
                send(
                        exchange,
                        200,
                        consistency(Integer.parseInt(query.get("from")), Integer.parseInt(query.get("to"))));
            case "/log/proofs/inclusion" -> inclusion(exchange, String.valueOf(query.get("event")));
            case "/log/export" -> export(exchange, Integer.parseInt(query.get("from")));
            case "/organisations/oas/structure" -> send(exchange, 200, "{\"digest\":\"" + digest + "\"}");
            default -> send(exchange, 404, "{\"detail\":\"there is nothing\"}");
        }
    }

    private String consistency(int from, int to) {
        return Json.text(Map.of("hashes", texts(prover().consistency(from, to))));
    }

    private void inclusion(HttpExchange exchange, String event) throws IOException {
        for (int i = 0; i < events.size(); i++)
            if (events.get(i).id().equals(event)) {
                send(exchange, 200, Json.text(inclusion(i, true)));
                return;
            }
        send(exchange, 404, "{\"detail\":\"there is no such event\"}");
    }

    Map<String, @Nullable Object> inclusion(int index, boolean entry) {
        var proof = new HashMap<String, @Nullable Object>();
        proof.put("event", events.get(index).id());
        proof.put("index", index);
        proof.put("size", size);
        proof.put("leaf", events.get(index).leaf().toString());
        proof.put("hashes", texts(prover().inclusion(index, size)));
        proof.put("checkpoint", checkpoint());
        if (entry) proof.put("entry", events.get(index).document(index));
        return proof;
    }

    private void export(HttpExchange exchange, int from) throws IOException {
        var text = new StringBuilder(ExportText.header(key, from, size));
        for (int i = from; i < size; i++) text.append(events.get(i).line(i)).append('\n');
        text.append(ExportText.checkpoint(checkpoint())).append(ExportText.footer(size - from, 1));
        byte[] body = text.toString().getBytes(UTF_8);
        if (breaksOffAfter > 0) {
            String part = String.join(
                    "\n", text.toString().lines().limit(breaksOffAfter).toList());
            breaksOffAfter = 0;
            // In chunks, and ended: how much of it arrives must not depend on how quickly the other side reads.
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(part.getBytes(UTF_8));
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        send(exchange, 200, packed.toByteArray());
    }

    private static List<String> texts(List<Hash> hashes) {
        return hashes.stream().map(Hash::toString).toList();
    }

    private static Map<String, String> query(@Nullable String query) {
        var values = new HashMap<String, String>();
        if (query != null)
            for (String pair : query.split("&"))
                values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        return values;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
