package org.mandatum.query.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class TableTest {
    /** Two whole blocks and some. */
    private static final int ROWS = 20_000;

    private static final LocalDate FIRST_DAY = LocalDate.of(1948, 4, 30);
    private static final Instant FIRST_MOMENT = Instant.parse("1948-05-01T00:00:00Z");

    private final Table<String> table = new Table<>(Comparator.comparing(Row::value));

    @Test
    void every_row_says_what_was_put_in_also_of_days_before_1970_and_beyond_the_first_block() {
        // given rows of 1948 and later, the odd ones saying the same as those before them
        Row<String> earlier = row(0);
        for (int i = 0; i < ROWS; i++) {
            Row<String> row = row(i);
            var life = new Life<String>(i / 2);
            if (i % 2 == 0) {
                table.add(row, life, new Lives.Encoded(("document " + i).getBytes(UTF_8), i - ROWS));
                table.until(i, Row.day(FIRST_DAY.plusDays(i + 10L)));
                earlier = row;
            } else table.add(row, life, earlier);
        }

        // then each row has its life, its statement and its recorded time
        assertThat(table.size()).isEqualTo(ROWS);
        for (int i = 0; i < ROWS; i++) {
            assertThat(table.life(i)).isEqualTo(i / 2);
            assertThat(table.statement(i)).isEqualTo(i - i % 2);
            assertThat(table.isKnownAt(i, table.row(i).recordedFrom())).isTrue();
            assertThat(table.isKnownAt(i, table.row(i).recordedFrom() - 1)).isFalse();
        }

        // and each statement its days, its document and what it is related to
        for (int i = 0; i < ROWS; i += 2) {
            int day = Row.day(FIRST_DAY.plusDays(i));
            assertThat(table.from(i)).isEqualTo(day);
            assertThat(table.until(i)).isEqualTo(day + 10);
            assertThat(table.covers(i, day - 1)).isFalse();
            assertThat(table.covers(i, day)).isTrue();
            assertThat(table.covers(i, day + 10)).isFalse();
            assertThat(table.related(i)).isEqualTo(i - ROWS);
            byte[] segment = Texts.segment(table.segments(), table.text(i));
            assertThat(new String(segment, Texts.begin(table.text(i)), table.length(i), UTF_8))
                    .isEqualTo("document " + i);
        }
    }

    private static Row<String> row(int i) {
        return new Row<>("value " + i, 0, FIRST_DAY.plusDays(i), null, FIRST_MOMENT.plusSeconds(i));
    }
}
