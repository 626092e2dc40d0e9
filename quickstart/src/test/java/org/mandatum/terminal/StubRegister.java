package org.mandatum.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for both services: answers as told, remembers what it was asked. The last answer to a request is repeated. */
final class StubRegister implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private record Answer(int status, String type, String location, String body) {}

    /** {@code line} is method and target, such as {@code GET /organisations?lang=en}. */
    record Request(String line, Map<String, List<String>> headers, String body) {
        Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }
    }

    StubRegister() {
        try {
            server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    StubRegister on(String request, int status, String body) {
        return on(request, new Answer(status, "application/json", "", body));
    }

    StubRegister accepts(String request, String location) {
        return on(request, new Answer(202, "application/json", location, "{}"));
    }

    /** The stream ends after these events. */
    StubRegister streams(String request, String events) {
        return on(request, new Answer(200, "text/event-stream", "", events));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Request> requests() {
        return requests;
    }

    Request only(String request) {
        List<Request> such =
                requests.stream().filter(each -> each.line().equals(request)).toList();
        if (such.size() != 1) {
            throw new AssertionError(such.size() + " of " + request + " in " + requests);
        }
        return such.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private StubRegister on(String request, Answer answer) {
        answers.computeIfAbsent(request, none -> new ArrayDeque<>()).add(answer);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            requests.add(new Request(line, Map.copyOf(exchange.getRequestHeaders()), body));
            Deque<Answer> left = answers.getOrDefault(line, new ArrayDeque<>());
            Answer answer = left.isEmpty()
                    ? new Answer(500, "text/plain", "", "not told how to answer " + line)
                    : left.size() == 1 ? left.getFirst() : left.removeFirst();
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (!answer.location().isEmpty()) {
                exchange.getResponseHeaders().set("Location", answer.location());
            }
            byte[] bytes = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), answer.type().equals("text/event-stream") ? 0 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
