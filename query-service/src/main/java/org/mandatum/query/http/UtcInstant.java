package org.mandatum.query.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads instants in UTC as ISO 8601 writes them, {@code 2016-01-01T12:00:00.123456Z}. Nearly every question has one, and a formatter
 * takes as long over it as all the rest of the question does; so the usual form is read digit by digit, and any other by java.time.
 */
final class UtcInstant {
    private static final String USUAL = "0000-00-00T00:00:00";
    private static final int MOST_DIGITS = 9;

    private UtcInstant() {}

    /**
     * @param text ends with Z
     * @throws DateTimeException when it is no instant
     */
    static Instant parse(String text) {
        String local = text.substring(0, text.length() - 1);
        LocalDateTime read = isUsual(local)
                ? LocalDateTime.of(
                        number(local, 0, 4),
                        number(local, 5, 7),
                        number(local, 8, 10),
                        number(local, 11, 13),
                        number(local, 14, 16),
                        number(local, 17, 19),
                        nanos(local))
                : LocalDateTime.parse(local);
        return read.toInstant(ZoneOffset.UTC);
    }

    private static boolean isUsual(String text) {
        int length = USUAL.length();
        if (text.length() < length || text.length() > length + 1 + MOST_DIGITS) return false;
        for (int i = 0; i < length; i++) {
            char expected = USUAL.charAt(i);
            if (expected == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != expected) return false;
        }
        if (text.length() == length) return true;
        if (text.charAt(length) != '.' || text.length() == length + 1) return false;
        for (int i = length + 1; i < text.length(); i++) if (!isDigit(text.charAt(i))) return false;
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int nanos(String text) {
        int fraction = USUAL.length() + 1;
        int nanos = number(text, fraction, text.length());
        for (int end = text.length(); end < fraction + MOST_DIGITS; end++) nanos *= 10;
        return nanos;
    }

    private static int number(String text, int begin, int end) {
        int number = 0;
        for (int i = begin; i < end; i++) number = 10 * number + text.charAt(i) - '0';
        return number;
    }
}
