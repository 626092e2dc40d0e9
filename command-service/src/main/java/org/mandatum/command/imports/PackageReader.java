package org.mandatum.command.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.http.BadRequest;
import org.mandatum.command.http.Counter;
import org.mandatum.command.journal.Submissions.Submission;
import org.mandatum.command.mandate.IssueMandate;
import org.mandatum.command.mandate.MandateReader;
import org.mandatum.command.organisation.ChangePackage;
import org.mandatum.command.organisation.ChangeReader;
import org.mandatum.command.organisation.ImportPackages;
import org.mandatum.journal.ReceivedJson;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.value.InvalidValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a file of packages and mandates, one a line, as strictly as a single one is read. */
final class PackageReader {
    private static final int MOST_LINES = 500;
    private static final int MOST_CHANGES = 1_000;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Lines lines;
    private final OrganisationId organisation;
    private final String path;

    PackageReader(InputStream file, OrganisationId organisation) {
        lines = new Lines(file);
        this.organisation = organisation;
        path = "/organisations/" + organisation + "/imports";
    }

    /** A line that is not blank: a package or a mandate with its key, or what is wrong with it. */
    sealed interface Entry {
        long line();

        record Order(long line, ImportPackages.Keyed keyed) implements Entry {
            String key() {
                return keyed.submission().key();
            }
        }

        record Mandate(long line, Submission submission, IssueMandate order) implements Entry {}

        record Unreadable(LineError error) implements Entry {
            @Override
            public long line() {
                return error.line();
            }
        }
    }

    /** The next lines, as many as one transaction may take; none after the last. */
    List<Entry> next() throws IOException {
        var entries = new ArrayList<Entry>();
        int changes = 0;
        long bytes = 0;
        while (entries.size() < MOST_LINES && changes < MOST_CHANGES && bytes < MOST_BYTES) {
            Lines.Line line = lines.next();
            if (line == null) break;
            Entry entry = entry(line);
            if (entry == null) continue;
            entries.add(entry);
            bytes += line.bytes() == null ? 0 : line.bytes().length;
            if (entry instanceof Entry.Order read)
                changes += read.keyed().orders().items().size();
        }
        return entries;
    }

    private @Nullable Entry entry(Lines.Line line) {
        byte[] bytes = line.bytes();
        if (bytes == null)
            return unreadable(line, "line-too-long", "The line is longer than " + Lines.LONGEST + " bytes; split it.");
        try {
            ByteBuffer content = content(line.number(), bytes);
            if (!content.hasRemaining()) return null;
            return read(line.number(), ReceivedJson.read(content), content);
        } catch (CharacterCodingException notUtf8) {
            return unreadable(line, "malformed-utf-8", "The line is not UTF-8.");
        } catch (JacksonException notJson) {
            return unreadable(
                    line, "malformed-json", "The line is not JSON: " + ReceivedJson.problem(notJson) + where(notJson));
        } catch (InvalidValue unstorable) {
            return unreadable(line, "invalid-field", unstorable.field() + " " + unstorable.getMessage() + ".");
        } catch (BadRequest unfit) {
            return unreadable(line, unfit.code(), String.valueOf(unfit.getMessage()));
        }
    }

    private Entry read(long line, JsonNode tree, ByteBuffer content) {
        if (!(tree instanceof ObjectNode fields))
            throw new BadRequest("malformed-json", null, "The line is not a JSON object.");
        JsonNode key = fields.remove("key");
        if (key == null
                || !key.isString()
                || key.asString().isBlank()
                || key.asString().length() > Counter.LONGEST_KEY)
            throw new BadRequest(
                    "invalid-field",
                    "key",
                    "key is required: a text of 1 to " + Counter.LONGEST_KEY
                            + " characters by which the line is known when it is sent again.");
        JsonNode mandate = fields.remove("mandate");
        if (mandate != null)
            return new Entry.Mandate(
                    line, Submission.of(path, key.asString(), bytes(content)), mandate(mandate, fields));
        ChangePackage orders = ChangeReader.read(fields);
        var submission = Submission.ofPackage(organisation, key.asString(), fields);
        return new Entry.Order(line, new ImportPackages.Keyed(submission, orders));
    }

    /** {@code {key, mandate: {…, history: […]}}}: a mandate as posted alone, of the organisation that the file is for. */
    private IssueMandate mandate(JsonNode given, ObjectNode others) {
        if (!(given instanceof ObjectNode mandate))
            throw new BadRequest("invalid-field", "mandate", "mandate is an object.");
        for (String other : others.propertyNames())
            throw new BadRequest("unknown-field", other, other + " is not a field beside mandate; known is key.");
        JsonNode named = mandate.get("organisation");
        if (named == null) mandate.put("organisation", organisation.value());
        else if (!named.isString() || !named.asString().equals(organisation.value()))
            throw new BadRequest(
                    "invalid-field",
                    "mandate.organisation",
                    "mandate.organisation is not " + organisation + ", which the file is for.");
        return MandateReader.mandate(mandate, false);
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }

    /** Without white space around it, a carriage return among it, and the mark that some editors put before a file. */
    private static ByteBuffer content(long number, byte[] bytes) {
        int from = 0;
        int to = bytes.length;
        if (number == 1 && bytes.length >= 3 && ByteBuffer.wrap(bytes, 0, 3).equals(ByteBuffer.wrap(BYTE_ORDER_MARK)))
            from = 3;
        while (from < to && isBlank(bytes[from])) from++;
        while (from < to && isBlank(bytes[to - 1])) to--;
        return ByteBuffer.wrap(bytes, from, to - from);
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    private static Entry unreadable(Lines.Line line, String code, String detail) {
        return new Entry.Unreadable(new LineError(line.number(), code, detail));
    }

    private static String where(JacksonException notJson) {
        var at = notJson.getLocation();
        return at == null ? "." : " (column " + at.getColumnNr() + ").";
    }
}
