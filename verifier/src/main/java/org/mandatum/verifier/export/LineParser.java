package org.mandatum.verifier.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Objects;
import java.util.regex.Pattern;
import org.mandatum.verifier.tree.Hash;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One line of an export, by the letter of its form. */
public final class LineParser {
    private static final long BEYOND = 1L << 53;
    private static final int LONGEST_TEXT = 1024;
    private static final int MOST_KEYS = 64;
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern MOMENT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{6}Z");

    private final JsonParser json;

    private LineParser(JsonParser json) {
        this.json = json;
    }

    /** Whether it has the form of an event's id: a UUID in lower case. */
    public static boolean isId(String text) {
        return UUID.matcher(text).matches();
    }

    /** Without its newline. */
    public static Line line(byte[] bytes) throws Unreadable.Line {
        if (bytes.length == 0) throw new Unreadable.Line("blank-line", "the line is empty");
        if (bytes[0] != '{' || bytes[bytes.length - 1] != '}') throw strange(bytes);
        return parse(utf8(bytes));
    }

    static Line parse(String text) throws Unreadable.Line {
        return Objects.requireNonNull(Json.line(text, json -> new LineParser(json).line()));
    }

    /** An event as it stands in a proof. */
    public static Line.Entry entry(String text) throws Unreadable.Line {
        if (parse(text) instanceof Line.Entry entry) return entry;
        throw new Unreadable.Line("members", "that is no event");
    }

    private static Unreadable.Line strange(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes.length > 1 ? bytes[1] & 0xff : -1;
        if (first == 0xef && second == 0xbb) return new Unreadable.Line("not-utf-8", "begins with a byte order mark");
        if (first >= 0xfe || first == 0 || second == 0)
            return new Unreadable.Line("not-utf-8", "is in another encoding, such as UTF-16");
        return new Unreadable.Line(
                "not-json",
                "is not one JSON object from its first character to its last: there stands neither more nor less");
    }

    private static String utf8(byte[] bytes) throws Unreadable.Line {
        String text = new String(bytes, UTF_8);
        // Where something cannot be decoded, Java puts U+FFFD. Only then is it worth asking whether that stood there.
        if (text.indexOf('\ufffd') < 0) return text;
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            throw new Unreadable.Line("not-utf-8", "contains bytes that are not UTF-8");
        }
    }

    private Line line() throws Unreadable.Line {
        if (json.nextToken() != JsonToken.START_OBJECT) throw new Unreadable.Line("not-json", "is no JSON object");
        if (json.nextToken() != JsonToken.PROPERTY_NAME) throw new Unreadable.Line("members", "is an empty object");
        Line line = switch (String.valueOf(json.currentName())) {
            case "format" -> header();
            case "index" -> entry();
            case "checkpoint" -> new Line.Note(string());
            case "end" -> footer();
            default ->
                throw new Unreadable.Line(
                        "members",
                        "begins with the member '" + Unreadable.shown(json.currentName())
                                + "', which neither a header, an event, a checkpoint nor a footer does");
        };
        if (json.nextToken() != JsonToken.END_OBJECT)
            throw new Unreadable.Line(
                    "members", "has a further member '" + Unreadable.shown(String.valueOf(json.currentName())) + "'");
        return line;
    }

    private Line.Header header() throws Unreadable.Line {
        String format = string();
        if (!format.equals("mandatum-log-export"))
            throw new Unreadable.Line(
                    "header", "is of the format '" + Unreadable.shown(format) + "', not mandatum-log-export");
        long version = number("version", 0, BEYOND);
        if (version != 1)
            throw new Unreadable.Line("header", "is of version " + version + "; this verifier knows version 1");
        String origin = text("origin");
        var keys = new ArrayList<String>();
        name("keys");
        if (json.nextToken() != JsonToken.START_ARRAY) throw new Unreadable.Line("value", "keys is not a list");
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            keys.add(json.getString());
            if (keys.size() > MOST_KEYS) throw new Unreadable.Line("limits", "names more than " + MOST_KEYS + " keys");
        }
        if (json.currentToken() != JsonToken.END_ARRAY)
            throw new Unreadable.Line("value", "keys holds what is no text");
        return new Line.Header(origin, keys, number("from", 0, BEYOND), number("size", 0, BEYOND));
    }

    private Line.Entry entry() throws Unreadable.Line {
        long index = number("index", BEYOND);
        String id = text("id");
        if (!isId(id)) throw new Unreadable.Line("value", "id is not a UUID in lower case");
        String stream = text("stream");
        long sequence = number("sequence", 0, BEYOND);
        long position = number("position", 1, BEYOND);
        int remaining = (int) number("remaining", 0, 1L << 31);
        String type = text("type");
        int revision = (int) number("revision", 1, 1L << 31);
        String recordedAt = text("recordedAt");
        long micros = micros(recordedAt);
        name("payload");
        String payload = string();
        name("metadata");
        String metadata = string();
        Json.Outline outline = Json.outline(payload, "the payload", false);
        Json.outline(metadata, "the metadata", true);
        byte[] leaf = leaf(id, stream, sequence, position, remaining, type, revision, micros, payload, metadata);
        return new Line.Entry(
                index,
                id,
                stream,
                sequence,
                position,
                remaining,
                type,
                revision,
                recordedAt,
                micros,
                payload,
                metadata,
                Hash.ofLeaf(leaf),
                outline.organisation(),
                outline.effectiveOn());
    }

    private Line.Footer footer() throws Unreadable.Line {
        if (json.nextToken() != JsonToken.VALUE_TRUE) throw new Unreadable.Line("value", "end is not true");
        return new Line.Footer(number("events", 0, BEYOND), number("checkpoints", 0, BEYOND));
    }

    /** Eleven fields, each after its length (docs/log-format.md, "Leaves"). */
    public static byte[] leaf(
            String id,
            String stream,
            long sequence,
            long position,
            int remaining,
            String type,
            int revision,
            long recordedAt,
            String payload,
            String metadata) {
        byte[][] texts = {
            "mandatum.event.v1".getBytes(UTF_8),
            id.getBytes(UTF_8),
            stream.getBytes(UTF_8),
            type.getBytes(UTF_8),
            payload.getBytes(UTF_8),
            metadata.getBytes(UTF_8)
        };
        int length = 11 * Integer.BYTES + 5 * Long.BYTES;
        for (byte[] text : texts) length += text.length;
        ByteBuffer leaf = ByteBuffer.allocate(length);
        for (int i = 0; i < 3; i++) put(leaf, texts[i]);
        put(leaf, sequence);
        put(leaf, position);
        put(leaf, remaining);
        put(leaf, texts[3]);
        put(leaf, revision);
        put(leaf, recordedAt);
        put(leaf, texts[4]);
        put(leaf, texts[5]);
        return leaf.array();
    }

    private static void put(ByteBuffer leaf, byte[] text) {
        leaf.putInt(text.length).put(text);
    }

    private static void put(ByteBuffer leaf, long number) {
        leaf.putInt(Long.BYTES).putLong(number);
    }

    private static long micros(String text) throws Unreadable.Line {
        if (!MOMENT.matcher(text).matches() || text.startsWith("0000"))
            throw new Unreadable.Line("value", "recordedAt is not YYYY-MM-DDThh:mm:ss.ssssssZ");
        try {
            long day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
                    .toEpochDay();
            long seconds =
                    day * 86_400 + digits(text, 11, 13) * 3_600L + digits(text, 14, 16) * 60L + digits(text, 17, 19);
            return seconds * 1_000_000 + digits(text, 20, 26);
        } catch (DateTimeException noSuchDay) {
            throw new Unreadable.Line("value", "recordedAt is no day of the calendar");
        }
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private void name(String expected) throws Unreadable.Line {
        JsonToken token = json.nextToken();
        if (token != JsonToken.PROPERTY_NAME)
            throw new Unreadable.Line("members", "lacks the member '" + expected + "'");
        if (!expected.equals(json.currentName()))
            throw new Unreadable.Line(
                    "members",
                    "has the member '" + Unreadable.shown(json.currentName()) + "' where '" + expected + "' is due");
    }

    private String string() throws Unreadable.Line {
        String name = String.valueOf(json.currentName());
        if (json.nextToken() != JsonToken.VALUE_STRING) throw new Unreadable.Line("value", name + " is no text");
        return Json.whole(json.getString(), name);
    }

    private String text(String name) throws Unreadable.Line {
        name(name);
        String text = string();
        if (text.isEmpty() || text.length() > LONGEST_TEXT || text.getBytes(UTF_8).length > LONGEST_TEXT)
            throw new Unreadable.Line("limits", name + " is empty or longer than " + LONGEST_TEXT + " bytes");
        if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f))
            throw new Unreadable.Line("value", name + " contains a control character");
        return text;
    }

    private long number(String name, long least, long beyond) throws Unreadable.Line {
        name(name);
        long number = number(name, beyond);
        if (number < least) throw new Unreadable.Line("value", name + " is " + number + ", less than " + least);
        return number;
    }

    private long number(String name, long beyond) throws Unreadable.Line {
        if (json.nextToken() != JsonToken.VALUE_NUMBER_INT)
            throw new Unreadable.Line("value", name + " is no whole number");
        String digits = json.getString();
        if (digits.length() > 16 || digits.charAt(0) == '-')
            throw new Unreadable.Line("limits", name + " is negative or beyond " + (beyond - 1));
        long number = Long.parseLong(digits);
        if (number >= beyond) throw new Unreadable.Line("limits", name + " is beyond " + (beyond - 1));
        return number;
    }
}
