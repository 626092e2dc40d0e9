package org.mandatum.verifier.register;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.export.Line;
import org.mandatum.verifier.export.LineParser;
import org.mandatum.verifier.export.Unreadable;
import org.mandatum.verifier.structure.Fields;
import org.mandatum.verifier.structure.Fields.Unfit;
import org.mandatum.verifier.tree.Hash;

/** The query service of a register. What it says is believed only as far as it is proven. */
public final class Register {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Bytes of an answer that is read whole: the largest event, escaped, in a proof. */
    private static final int LARGEST = 64 * 1024 * 1024;

    private static final int MOST_HASHES = 64;

    private final URI address;
    private final @Nullable String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    public Register(URI address, @Nullable String token) {
        this.address = address;
        this.token = token;
    }

    /** That {@code leaf} stands at {@code index} in the tree of {@code size}, which {@code checkpoint} signs. */
    public record Inclusion(
            String event,
            long index,
            long size,
            Hash leaf,
            List<Hash> path,
            @Nullable String checkpoint,
            Line.@Nullable Entry entry) {}

    /** The newest checkpoint, as a note. */
    public String checkpoint() throws Fault {
        return get("/log/checkpoint");
    }

    public Inclusion inclusion(String event) throws Fault, Unfit {
        return inclusion(parsed(get("/log/proofs/inclusion?event=" + encoded(event))));
    }

    /** The hashes that are to prove that the tree of {@code to} begins with that of {@code from}. */
    public List<Hash> consistency(long from, long to) throws Fault, Unfit {
        return hashes(parsed(get("/log/proofs/consistency?from=" + from + "&to=" + to)));
    }

    /**
     * The digest that the register gives for a structure.
     *
     * @param knownAt an instant
     */
    public String digest(String organisation, String effectiveOn, String knownAt) throws Fault, Unfit {
        return parsed(get("/organisations/" + encoded(organisation) + "/structure?digest=true&effectiveOn="
                        + encoded(effectiveOn) + "&knownAt=" + encoded(knownAt)))
                .text("digest");
    }

    /** The export from that event on, unpacked. */
    public InputStream export(long from) throws Fault, IOException {
        HttpResponse<InputStream> answer =
                send(request("/log/export?from=" + from).header("Accept-Encoding", "gzip"));
        boolean gzip =
                answer.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
        return gzip ? new GZIPInputStream(answer.body(), 64 * 1024) : answer.body();
    }

    /** As the register answers it, or as it stands in a receipt. */
    public static Inclusion inclusion(Fields proof) throws Unfit {
        Hash leaf = Hash.parse(proof.text("leaf"));
        if (leaf == null) throw new Unfit("leaf is not base64 of 32 bytes");
        Line.Entry entry = null;
        if (proof.has("entry"))
            try {
                entry = LineParser.entry(Json.text(proof.required("entry")));
            } catch (Unreadable.Line broken) {
                throw new Unfit("the entry " + broken.getMessage());
            }
        return new Inclusion(
                proof.text("event"),
                number(proof, "index"),
                number(proof, "size"),
                leaf,
                hashes(proof),
                proof.optionalText("checkpoint"),
                entry);
    }

    private static long number(Fields proof, String name) throws Unfit {
        if (proof.required(name) instanceof java.math.BigDecimal number)
            try {
                return number.precision() - number.scale() > 18 ? -1 : number.longValueExact();
            } catch (ArithmeticException fraction) {
                // told below
            }
        throw new Unfit(name + " is no whole number");
    }

    private static List<Hash> hashes(Fields proof) throws Unfit {
        proof.required("hashes");
        List<String> texts = proof.texts("hashes");
        if (texts.size() > 2 * MOST_HASHES) throw new Unfit("a proof has fewer than " + 2 * MOST_HASHES + " hashes");
        var hashes = new ArrayList<Hash>(texts.size());
        for (String text : texts) {
            Hash hash = Hash.parse(text);
            if (hash == null) throw new Unfit("hashes holds what is not base64 of 32 bytes");
            hashes.add(hash);
        }
        return hashes;
    }

    private static Fields parsed(String answer) throws Unfit {
        return Fields.of(answer);
    }

    private String get(String path) throws Fault {
        try (InputStream body = send(request(path).timeout(PATIENCE)).body()) {
            byte[] bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) throw new Fault(address + " answers more than could be an answer to " + path);
            return new String(bytes, UTF_8);
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address.toString().replaceAll("/+$", "") + path));
        return token == null || token.isBlank() ? request : request.header("Authorization", "Bearer " + token.strip());
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws Fault {
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() == 200) return answer;
            throw refused(answer);
        } catch (ConnectException nobody) {
            throw new Fault("nothing answers at " + address + "; correct the address, or start the register there");
        } catch (IOException broken) {
            throw brokenOff(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Fault("interrupted");
        }
    }

    private Fault refused(HttpResponse<InputStream> answer) throws IOException {
        String detail = "";
        try (InputStream body = answer.body()) {
            String problem = new String(body.readNBytes(64 * 1024), UTF_8);
            if (Json.parse(problem, "the answer") instanceof Map<?, ?> members
                    && members.get("detail") instanceof String text) detail = ": " + Unreadable.shown(text);
        } catch (Unreadable.Line noJson) {
            // then the status has to do
        }
        String advice = switch (answer.statusCode()) {
            case 401, 403 -> "; give a token of an auditor with --token or MANDATUM_TOKEN";
            case 404 -> "; is that the query service of a register?";
            default -> "";
        };
        return new Fault(
                address + " answers " + answer.statusCode() + " to "
                        + answer.request().uri().getPath() + detail + advice,
                answer.statusCode());
    }

    private Fault brokenOff(IOException broken) {
        String reason = broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
        return new Fault("the connection to " + address + " broke off (" + reason + "); try again");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
