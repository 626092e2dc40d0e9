package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text is read, or refused, as java.time reads or refuses it. */
class UtcInstantTest {
    private static final String CHARACTERS = "0123456789-:T.Z+ ٣";

    @Test
    void an_instant_is_read_to_the_microsecond() {
        assertThat(UtcInstant.parse("2016-01-01T12:30:05.000250Z"))
                .isEqualTo(Instant.ofEpochSecond(1451651405, 250_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-01-01T12:00:00Z",
                "2016-01-01T12:00Z",
                "2016-01-01T12:00:00.Z",
                "2016-01-01T12:00:00.1Z",
                "2016-01-01T12:00:00.123456789Z",
                "2016-01-01T12:00:00.1234567890Z",
                "2016-01-01T24:00:00Z",
                "2016-01-01T23:59:60Z",
                "2016-02-29T00:00:00Z",
                "2015-02-29T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "+12016-01-01T12:00:00Z",
                "2016-01-01t12:00:00Z",
                "2016-01-01 12:00:00Z",
                "2016-01-01T12:00:00ZZ",
                "٢٠١٦-01-01T12:00:00Z",
                "Z"
            })
    void any_text_is_read_as_java_time_reads_it(String text) {
        assertThat(read(text)).as(text).isEqualTo(readByJavaTime(text));
    }

    @Test
    void texts_that_were_spoilt_at_random_are_read_as_java_time_reads_them() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = spoilt(usual(random), random);
            assertThat(read(text)).as("%s, of seed %d", text, seed).isEqualTo(readByJavaTime(text));
        }
    }

    private static String usual(Random random) {
        String second = LocalDateTime.ofEpochSecond(
                        random.nextLong(-62_167_219_200L, 253_402_300_800L), 0, ZoneOffset.UTC)
                .toString();
        String fraction = random.nextBoolean() ? "" : "." + random.nextInt(Integer.MAX_VALUE);
        return (second.length() == 16 ? second + ":00" : second) + fraction;
    }

    private static String spoilt(String text, Random random) {
        var spoilt = new StringBuilder(text);
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(spoilt.length());
            char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> spoilt.setCharAt(at, other);
                case 1 -> spoilt.insert(at, other);
                default -> spoilt.deleteCharAt(at);
            }
        }
        return spoilt.append('Z').toString();
    }

    private static Object read(String text) {
        try {
            return UtcInstant.parse(text);
        } catch (DateTimeException refused) {
            return "refused";
        }
    }

    private static Object readByJavaTime(String text) {
        try {
            return LocalDateTime.parse(text.substring(0, text.length() - 1)).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException refused) {
            return "refused";
        }
    }
}
