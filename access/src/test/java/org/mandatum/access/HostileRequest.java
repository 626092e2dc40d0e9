package org.mandatum.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.mandatum.contract.ServedContract;
import org.mandatum.contract.ServedContract.Call;
import tools.jackson.databind.JsonNode;

/** One request: documented in part, and hostile in the rest. */
final class HostileRequest {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final List<String> SEGMENTS = List.of(
            "..%2f..%2fetc%2fpasswd",
            "%00",
            "%ff%fe",
            "%ed%a0%80",
            "%E2%80%AE",
            "'%20or%201=1--",
            "*)(uid=*))(|(uid=*",
            "%25%32%65",
            "a".repeat(129),
            "a".repeat(4_000),
            "-",
            "_",
            "A",
            "%20",
            "oas;x=1",
            "oas%3bx",
            "%F0%9F%8C%8E",
            "null",
            "0",
            "-1",
            "99999999999999999999",
            "..",
            ".",
            "a%2Fb",
            "$%7Bjndi:ldap://x%7D",
            "%0d%0aX:%20y",
            "something");
    private static final List<String> VALUES = List.of(
            "",
            "null",
            "-1",
            "0",
            "1e9",
            "NaN",
            "Infinity",
            "99999999999999999999999",
            "9223372036854775807",
            "true",
            "false",
            "2015-02-30",
            "999999999-12-31",
            "+999999999-01-01",
            "-2015-01-01",
            "2015-12-31",
            "0000-01-01",
            "2016-01-01T25:00:00Z",
            "2016-01-01T12:00:00+99:99",
            "\u0000",
            "\u202e",
            "'; drop table event; --",
            "%",
            "_",
            "\\",
            "a,b,,c",
            "*",
            "json,csv",
            "x".repeat(5_000),
            "🌎",
            "oas",
            "UnitCreated",
            "issued,nonsense",
            "ｄｅ");
    private static final List<String> HEADERS = List.of(
            "If-Match: \"1\"",
            "If-Match: *",
            "If-Match: W/\"x\"",
            "If-Match: \"99999999999999999999\"",
            "Idempotency-Key: k",
            "Idempotency-Key: ",
            "Idempotency-Key: " + "k".repeat(300),
            "Idempotency-Key: \u00e9\u00ff",
            "Idempotency-Key: \u00c2\u0085",
            "If-Match: \u00c2\u0085",
            "If-None-Match: \u00c2\u0085",
            "Accept-Encoding: \u00c2\u0085",
            "Last-Event-ID: \u00c2\u0085",
            "Prefer: wait=0",
            "Prefer: wait=-1",
            "Prefer: wait=99999999999",
            "Prefer: respond-async;;;,,,",
            "X-Correlation-Id: c",
            "X-Correlation-Id: " + "c".repeat(5_000),
            "X-Correlation-Id: \u00e9",
            "Accept: */*;q=NaN",
            "Accept: text/html",
            "Accept: application/problem+json",
            "Accept: nonsense",
            "Accept: text/csv",
            "Accept: ;;;",
            "Accept: application/json;q=0",
            "Accept-Datetime: yesterday",
            "Accept-Datetime: Fri, 31 Jul 2015 00:00:00 GMT",
            "Accept-Encoding: gzip, br;q=x",
            "Accept-Encoding: identity;q=0",
            "Range: bytes=0-1",
            "Cookie: " + "a=b; ".repeat(100),
            "X-Forwarded-For: ::1",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Prefix: /../..",
            "Content-Encoding: gzip",
            "Expect: 200-maybe",
            "If-None-Match: *",
            "If-Modified-Since: never",
            "Origin: http://evil.example",
            "Last-Event-ID: -1",
            "X: " + "y".repeat(20_000),
            "X-HTTP-Method-Override: DELETE",
            "Transfer-Encoding: nonsense",
            "Bad Header: x",
            "X\u0001: y");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json",
            "application/json;charset=utf-16",
            "application/json;charset=nonsense",
            "text/plain",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "nonsense",
            "application/*",
            "application/x-ndjson",
            "application/merge-patch+json");

    private final ServedContract contract;
    private final Call call;
    private final Random random;
    private final String token;

    HostileRequest(ServedContract contract, Call call, Random random, String token) {
        this.contract = contract;
        this.call = call;
        this.random = random;
        this.token = token;
    }

    byte[] bytes() {
        var head = new StringBuilder();
        head.append(call.method())
                .append(' ')
                .append(path())
                .append(query())
                .append(" HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Authorization: ")
                .append(
                        oneIn(30)
                                ? one(List.of("Bearer x.y.z", "Basic YTpi", "Bearer ", token + "x", "Bearer \u00ff"))
                                : token)
                .append("\r\n");
        byte[] body = body();
        String type = oneIn(8) ? one(TYPES) : documentedType();
        if (body.length > 0 || oneIn(4)) {
            if (!oneIn(30)) head.append("Content-Type: ").append(type).append("\r\n");
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        while (oneIn(3)) head.append(one(HEADERS)).append("\r\n");
        head.append("\r\n");
        return HostileRequests.joined(head.toString().getBytes(ISO_8859_1), body);
    }

    private String path() {
        return VARIABLE.matcher(call.path())
                .replaceAll(variable ->
                        java.util.regex.Matcher.quoteReplacement(oneIn(6) ? one(SEGMENTS) : known(variable.group(1))));
    }

    private String known(String variable) {
        JsonNode example = contract.document().at("/components/parameters/" + variable + "/example");
        return example.isString() ? example.asString() : "something";
    }

    private String query() {
        var pairs = new ArrayList<String>();
        for (JsonNode named : call.operation().path("parameters")) {
            JsonNode parameter = contract.resolved(named);
            if (!parameter.path("in").asString("").equals("query")) continue;
            boolean required = parameter.path("required").asBoolean(false);
            if (!(required && !oneIn(8)) && !oneIn(4)) continue;
            String name = parameter.get("name").asString();
            // What would be waited for is left to the tests that wait.
            if (name.equals("minPosition")) pairs.add(name + "=" + one(List.of("0", "1", "-1", "x", "1.0", "")));
            else pairs.add(name + "=" + value(parameter));
        }
        if (oneIn(25))
            pairs.add(one(List.of(
                    "nonsense=1",
                    "DRYRUN=true",
                    "%ff=1",
                    "a[]=1",
                    "=",
                    "&&",
                    "effectiveOn",
                    "%",
                    "x=%zz",
                    "%00=1",
                    "a%0ab=1")));
        if (!pairs.isEmpty() && oneIn(25)) pairs.add(one(pairs));
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private String value(JsonNode parameter) {
        JsonNode schema = contract.resolved(parameter.get("schema"));
        if (!oneIn(4) && parameter.has("example"))
            return encoded(parameter.get("example").asString());
        if (!oneIn(3) && schema.has("enum"))
            return encoded(schema.get("enum")
                    .get(random.nextInt(schema.get("enum").size()))
                    .asString());
        if (!oneIn(3) && schema.path("format").asString("").equals("date"))
            return "20" + (10 + random.nextInt(20)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
        if (!oneIn(3) && schema.path("type").asString("").equals("boolean")) return one(List.of("true", "false"));
        if (!oneIn(3) && schema.path("type").asString("").equals("integer"))
            return Integer.toString(random.nextInt(50));
        return encoded(one(VALUES));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    private String documentedType() {
        JsonNode content = call.operation().at("/requestBody/content");
        return content.isObject() && !content.isEmpty()
                ? content.propertyNames().iterator().next()
                : "application/json";
    }

    private byte[] body() {
        JsonNode content = call.operation().at("/requestBody/content");
        if (!content.isObject() || content.isEmpty()) return oneIn(10) ? "{}".getBytes(UTF_8) : new byte[0];
        JsonNode media = content.get(content.propertyNames().iterator().next());
        if (oneIn(15)) return garbage();
        if (media.path("example").isString())
            return mangled(media.get("example").asString());
        var json = new HostileJson(contract, random);
        return mangled(json.text(media.get("schema"), media.path("example")));
    }

    private byte[] garbage() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return switch (random.nextInt(8)) {
            case 0 -> bytes;
            case 1 -> "[".repeat(20_000).getBytes(UTF_8);
            case 2 -> "{\"a\":".repeat(2_000).getBytes(UTF_8);
            case 3 -> "null".getBytes(UTF_8);
            case 4 -> ("{\"a\":" + "9".repeat(5_000) + "}").getBytes(UTF_8);
            case 5 -> "{\"a\":1e999999999}".getBytes(UTF_8);
            case 6 -> "\ufeff{}".getBytes(UTF_8);
            default -> "{}".getBytes(UTF_16LE);
        };
    }

    /** Mostly as it is; else cut, with bytes that are no UTF-8, or in another encoding. */
    private byte[] mangled(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length == 0 || !oneIn(12)) return bytes;
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> java.util.Arrays.copyOf(bytes, at);
            case 1 -> text.getBytes(UTF_16LE);
            case 2 -> HostileRequests.joined(bytes, "}".getBytes(UTF_8));
            default -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
        };
    }

    private boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
