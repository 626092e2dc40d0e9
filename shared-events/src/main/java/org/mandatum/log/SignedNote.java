package org.mandatum.log;

import java.util.Arrays;
import java.util.Base64;

/**
 * A text and who signed it (C2SP signed-note).
 *
 * @param text what was signed, with the newline at its end
 * @param signatures the lines after the blank one
 */
public record SignedNote(String text, String signatures) {
    private static final String DASH = "\u2014 ";
    private static final int ID_LENGTH = 4;

    static SignedNote of(String text, LogKey key, byte[] signature) {
        byte[] id = key.idBytes();
        byte[] whole = Arrays.copyOf(id, id.length + signature.length);
        System.arraycopy(signature, 0, whole, id.length, signature.length);
        return new SignedNote(
                text, DASH + key.name() + " " + Base64.getEncoder().encodeToString(whole) + "\n");
    }

    /** @throws IllegalArgumentException when there is no blank line before signatures */
    public static SignedNote parse(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.startsWith(DASH, blank + 2) || !note.endsWith("\n"))
            throw new IllegalArgumentException("a note has a text, a blank line, and signatures");
        return new SignedNote(note.substring(0, blank + 1), note.substring(blank + 2));
    }

    /** Whether {@code key} signed this very text. Signatures of others say nothing. */
    public boolean isSignedBy(LogKey key) {
        return signatures
                .lines()
                .filter(line -> line.startsWith(DASH + key.name() + " "))
                .map(line -> line.substring(DASH.length() + key.name().length() + 1))
                .map(SignedNote::decoded)
                .filter(signature -> signature.length > ID_LENGTH
                        && Arrays.equals(Arrays.copyOf(signature, ID_LENGTH), key.idBytes()))
                .anyMatch(signature -> key.signed(text, Arrays.copyOfRange(signature, ID_LENGTH, signature.length)));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException unreadable) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return text + "\n" + signatures;
    }
}
