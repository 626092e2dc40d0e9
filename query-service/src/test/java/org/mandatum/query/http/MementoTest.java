package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MementoTest {
    @Test
    void every_day_of_four_hundred_years_is_written_as_in_http() {
        var httpDate = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

        for (LocalDate day = LocalDate.of(1800, 1, 1); day.getYear() < 2200; day = day.plusDays(1))
            assertThat(Memento.httpDate(day)).isEqualTo(httpDate.format(day.atStartOfDay(ZoneOffset.UTC)));
    }
}
