package org.mandatum.verifier.note;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text and the lines of those who signed it (C2SP signed-note). Being a note says nothing of who may be believed.
 *
 * @param text what was signed, with the newline at its end
 * @param whole the note itself
 */
public record Note(String text, List<Line> lines, String whole) {
    /** Characters that a note may have. */
    public static final int LONGEST = 64 * 1024;

    private static final int MOST_SIGNATURES = 16;
    private static final int ID_LENGTH = 4;
    private static final String DASH = "\u2014 ";

    /** A line of a signature: whose key by name and id (eight hex digits), and what follows the id, in base64. */
    record Line(String name, String id, String signature) {}

    public Note {
        lines = List.copyOf(lines);
    }

    public static Note parse(String note) throws Unsigned {
        if (note.length() > LONGEST) throw unfit("is longer than " + LONGEST + " characters");
        if (note.chars().anyMatch(c -> c < 0x20 && c != '\n')) throw unfit("contains a control character");
        int blank = note.lastIndexOf("\n\n");
        if (blank <= 0 || !note.endsWith("\n")) throw unfit("is not a text, a blank line, and lines of signatures");
        List<String> signed = note.substring(blank + 2).lines().toList();
        if (signed.isEmpty()) throw unfit("bears no signature");
        if (signed.size() > MOST_SIGNATURES) throw unfit("bears more than " + MOST_SIGNATURES + " signatures");
        var lines = new ArrayList<Line>(signed.size());
        for (String line : signed) lines.add(line(line));
        return new Note(note.substring(0, blank + 1), lines, note);
    }

    private static Line line(String line) throws Unsigned {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) throw unfit("has a line of a signature that is not '— name base64'");
        String name = line.substring(DASH.length(), space);
        byte[] bytes = base64(line.substring(space + 1));
        if (!PublicKey.isName(name) || bytes == null || bytes.length <= ID_LENGTH)
            throw unfit("has a line of a signature that is not '— name base64'");
        return new Line(
                name,
                HexFormat.of().formatHex(bytes, 0, ID_LENGTH),
                Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, ID_LENGTH, bytes.length)));
    }

    /** Null when it is not base64 exactly as RFC 4648, section 4 has it. */
    static byte @Nullable [] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /**
     * Those of the keys that signed it. Lines by other keys are let be.
     *
     * @throws Unsigned when a line bears the name and id of one of the keys but is not its signature
     */
    public List<PublicKey> signers(List<PublicKey> known) throws Unsigned {
        var signers = new ArrayList<PublicKey>();
        for (Line line : lines)
            for (PublicKey key : known) {
                if (!key.name().equals(line.name()) || !key.id().equals(line.id())) continue;
                if (!key.signed(text, Base64.getDecoder().decode(line.signature())))
                    throw new Unsigned(
                            "signature",
                            "the line of " + key.name() + " (key " + key.id() + ") is not its signature of this text");
                if (!signers.contains(key)) signers.add(key);
            }
        return signers;
    }

    private static Unsigned unfit(String why) {
        return new Unsigned("note", "a note that " + why);
    }
}
