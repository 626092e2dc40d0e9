package org.mandatum.query.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An organisation in which tens of thousands of parts are in force at a time. */
class WindowsTest {
    private static final int ROWS = 40_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(1948, 4, 30);
    private static final LocalDate FOUNDED = LocalDate.of(1978, 4, 30);
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

    @Test
    void an_organisation_founded_on_one_day_may_be_told_its_history_from_its_end() {
        // given all of them founded on one day, in another order than that of answers
        for (int i = 0; i < ROWS; i++) add(ROWS - 1 - i, FOUNDED, null);
        effective.fill();

        // when parts of later days are recorded, each there for a day, the last first
        int later = 4_000;
        for (int i = 0; i < later; i++) {
            LocalDate day = FOUNDED.plusDays(2L * (later - i));
            int number = add(ROWS + i, day, day.plusDays(1));
            effective.revise(number, Row.day(day), Row.day(day.plusDays(1)));
            effective.boundary(Row.day(day));
            effective.boundary(Row.day(day.plusDays(1)));
        }

        // then on its day each is found behind all that were founded, in the order of answers
        List<Integer> founded =
                IntStream.range(0, ROWS).map(i -> ROWS - 1 - i).boxed().toList();
        assertThat(there(Row.day(FOUNDED.minusDays(1)))).isEmpty();
        assertThat(there(Row.day(FOUNDED))).isEqualTo(founded);
        for (int i = 0; i < later; i += 97) {
            int day = Row.day(FOUNDED.plusDays(2L * (later - i)));
            assertThat(there(day))
                    .hasSize(ROWS + 1)
                    .startsWith(founded.getFirst())
                    .endsWith(ROWS + i);
            assertThat(there(day + 1)).isEqualTo(founded);
        }

        // and no window was copied for each of them
        assertThat(effective.weight()).isLessThan(MOST_BYTES);
    }

    private int add(int value, LocalDate from, @Nullable LocalDate until) {
        var row = new Row<>("value %05d".formatted(value), 0, from, until, FIRST_MOMENT);
        table.add(row, new Life<>(table.size()), new Lives.Encoded("document".getBytes(UTF_8), 0));
        table.until(row.number(), until == null ? Row.NO_END : Row.day(until));
        return row.number();
    }

    private List<Integer> there(int day) {
        return numbers(effective.at(day))
                .filter(row -> table.covers(row, day))
                .boxed()
                .toList();
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
