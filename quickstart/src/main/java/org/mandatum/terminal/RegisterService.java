package org.mandatum.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One service of the register, spoken to over HTTP. Whatever goes wrong comes as a {@link Failure}. */
final class RegisterService {
    static final JsonMapper JSON = new JsonMapper();
    /** For an answer to begin; streams and bulk imports are not held to it. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Between two questions to a register that reads what it knows into memory; it has waited itself before it says so. */
    private static final Duration READING = Duration.ofSeconds(1);

    private final URI address;
    private final Token token;
    private final Consumer<String> progress;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** What goes with a request; asked for anew each time, so that whoever watches for days outlives their tokens. */
    @FunctionalInterface
    interface Token {
        @Nullable
        String get() throws IOException;
    }

    /** @param progress is told what keeps an answer waiting */
    RegisterService(URI address, Token token, Consumer<String> progress) {
        this.address = address;
        this.token = token;
        this.progress = progress;
    }

    JsonNode ask(Call call) {
        return json(answered(() -> to(call).timeout(PATIENCE).header("Accept", "application/json")));
    }

    /** Writes the answer as it comes, however large. */
    void copy(Call call, Writer out) {
        var answer = answered(() -> to(call).timeout(PATIENCE));
        try (var text = new InputStreamReader(answer.body(), StandardCharsets.UTF_8)) {
            text.transferTo(out);
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    private HttpResponse<InputStream> answered(Supplier<HttpRequest.Builder> question) {
        return require2xx(reached(question));
    }

    /** Asks until the register has read what it needs for the answer, whatever that is then. */
    HttpResponse<InputStream> reached(Supplier<HttpRequest.Builder> question) {
        var pause = new Pause(READING, READING);
        while (true) {
            HttpResponse<InputStream> answer = send(question.get());
            if (answer.statusCode() != 503) {
                return answer;
            }
            Problem problem = Problem.in(answer);
            if (!problem.code().equals("index-filling")) {
                throw problem.failure(address);
            }
            progress.accept(problem.waiting());
            pause.take();
        }
    }

    HttpRequest.Builder to(Call call) {
        return to(URI.create(address.toString().replaceAll("/+$", "") + call.text()));
    }

    /** To a place that an answer named; only of this very service, since the token goes with the request. */
    HttpRequest.Builder toPlace(String location) {
        try {
            URI place = address.resolve(location);
            if (place.getScheme().equals(address.getScheme())
                    && place.getAuthority().equals(address.getAuthority())) {
                return to(place);
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw new Failure(
                ExitCode.FAULT,
                "the register at " + address + " points to " + Wording.plain(location)
                        + ", which is not its own address; nothing was sent there");
    }

    HttpResponse<InputStream> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException late) {
            throw Failure.passing(address + " did not answer in time; ask again, or see ./mandatum status");
        } catch (ConnectException nobody) {
            throw Failure.passing(
                    isUnresolved(nobody)
                            ? "there is no host " + address.getHost() + "; correct the address " + address
                            : "nothing answers at " + address + "; correct the address, or start the register there"
                                    + " (on this machine: ./mandatum up)");
        } catch (IOException broken) {
            throw brokenOff(broken);
        } catch (UncheckedIOException unreadable) { // what the caller wanted sent, not the connection
            throw new Failure(ExitCode.USAGE, "cannot read it: " + unreadable.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAULT, "interrupted");
        }
    }

    HttpResponse<InputStream> require2xx(HttpResponse<InputStream> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw Problem.in(answer).failure(address);
        }
        return answer;
    }

    JsonNode json(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            throw notMandatum();
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    /** Ends an answer of which only the headers matter. */
    void disregard(HttpResponse<InputStream> answer) {
        try {
            answer.body().close();
        } catch (IOException alreadyGone) {
            // nobody wanted it
        }
    }

    Failure notMandatum() {
        return new Failure(
                ExitCode.FAULT, address + " does not answer as Mandatum does; is that the service that is meant?");
    }

    URI address() {
        return address;
    }

    /** Null where nobody signs in. */
    @Nullable
    String bearer() {
        try {
            return token.get();
        } catch (IOException noAnswer) {
            throw nobodySignsIn(noAnswer);
        }
    }

    private static Failure nobodySignsIn(IOException noAnswer) {
        return Failure.passing("nobody signs people in at the moment (" + Wording.plain(noAnswer.toString())
                + "); try again, or see ./mandatum status");
    }

    private static boolean isUnresolved(ConnectException nobody) {
        Throwable cause = nobody;
        while (cause != null && !(cause instanceof UnresolvedAddressException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private Failure brokenOff(IOException broken) {
        String reason = broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
        return Failure.passing("the connection to " + address + " broke off (" + reason + "); try again");
    }

    private HttpRequest.Builder to(URI place) {
        HttpRequest.Builder request = HttpRequest.newBuilder(place);
        String bearer = bearer();
        return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
    }
}
