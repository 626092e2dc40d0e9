package org.mandatum.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mandatum.organisation.OrganisationId;

class PackageReaderTest {
    @Test
    void a_line_that_is_not_json_is_told_so_by_place_and_not_in_the_words_of_a_program() throws IOException {
        for (String line : List.of("{'authority':", "{'key':'k','key':'k'}", "{'key':NaN}", "{'key':'k\tk'}", "no"))
            assertThat(problem(line))
                    .startsWith("The line is not JSON: ")
                    .matches(".* \\(column [0-9]+\\)\\.")
                    .doesNotContain("`", "Source", "ALLOW_");
        assertThat(problem("{'authority':{'resolution':"))
                .isEqualTo("The line is not JSON: Unexpected end-of-input within/between Object entries (column 28).");
    }

    @Test
    void a_line_beyond_the_bounds_of_json_is_told_the_bounds() throws IOException {
        assertThat(problem("{'key':" + "[".repeat(2_000) + "]}"))
                .isEqualTo("The line is not JSON: Document nesting depth (51) exceeds the maximum allowed (50).");
        assertThat(problem("{'key':" + "1".repeat(2_000) + "}"))
                .isEqualTo("The line is not JSON: Number value length (2000) exceeds the maximum allowed (100).");
    }

    private static String problem(String line) throws IOException {
        byte[] file = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var reader = new PackageReader(new ByteArrayInputStream(file), new OrganisationId("org"));
        return reader.next().getFirst() instanceof PackageReader.Entry.Unreadable unreadable
                ? unreadable.error().detail()
                : "";
    }
}
