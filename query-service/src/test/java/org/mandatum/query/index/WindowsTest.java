package org.mandatum.query.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An organisation in which tens of thousands of parts are in force at a time. */
class WindowsTest {
    private static final int ROWS = 40_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(1948, 4, 30);
    private static final Instant FIRST_MOMENT = Instant.parse("1948-05-01T00:00:00Z");
    /** Some tens of windows on each clock have the number of a row: 400 bytes, not thousands. */
    private static final long MOST_BYTES = 400L * ROWS;

    private final Table<String> table = new Table<>(Comparator.comparing(Row::value));
    private final EffectiveWindows effective = new EffectiveWindows(table);
    private final RecordedWindows recorded = new RecordedWindows(table);

    @Test
    void the_memory_of_windows_grows_with_what_happened_and_not_with_how_much_is_in_force_as_well() {
        // given a part that comes every day, and stays
        for (Row<String> row : rows()) {
            effective.revise(row.number(), row.firstDay(), Row.NO_END);
            effective.boundary(row.firstDay());
            recorded.revise(row.number(), true, row.recordedFrom());
        }

        // then all of them are found on their days, at their moments
        assertFound();

        // and the windows take little beside the rows
        assertThat(effective.weight() + recorded.weight()).isLessThan(MOST_BYTES);
    }

    @Test
    void the_same_is_true_when_the_windows_are_filled_at_one_go() {
        // given the same rows
        rows();

        // when the windows are filled
        effective.fill();
        recorded.fill(table);

        // then
        assertFound();
        assertThat(effective.weight() + recorded.weight()).isLessThan(MOST_BYTES);
    }

    private List<Row<String>> rows() {
        var rows = new ArrayList<Row<String>>();
        for (int i = 0; i < ROWS; i++) {
            var row = new Row<>(
                    "value %05d".formatted(i), 0, FIRST_DAY.plusDays(i), null, FIRST_MOMENT.plusSeconds(86_400L * i));
            table.add(row, new Life<>(i), new Lives.Encoded("document".getBytes(UTF_8), 0));
            table.until(i, Row.NO_END);
            rows.add(row);
        }
        return rows;
    }

    private void assertFound() {
        for (int i = 0; i < ROWS; i += 997) {
            int day = Row.day(FIRST_DAY.plusDays(i));
            long known = table.row(i).recordedFrom();
            assertThat(numbers(effective.at(day)).filter(row -> table.covers(row, day)))
                    .as("in force on day %d", i)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(0, i).boxed().toList());
            assertThat(numbers(recorded.at(known)).filter(row -> table.isKnownAt(row, known)))
                    .as("known on day %d", i)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(0, i).boxed().toList());
        }
    }

    private static IntStream numbers(Numbers numbers) {
        return IntStream.range(0, numbers.size()).map(numbers::get);
    }
}
