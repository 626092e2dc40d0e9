package org.mandatum.verifier.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Guided by what the code does with it, a fuzzer looks for a file that is neither read nor refused. In the ordinary build only
 * the kept inputs are tried; {@code verifier/fuzz} looks for new ones.
 */
class ExportFuzzTest {
    private static final Path FILE = file();

    /** Reading ends with the last line, or with a line and a rule; and what was read hashes alike when it is written again. */
    @FuzzTest(maxDuration = "1m")
    void any_file_is_read_or_refused(byte[] bytes) throws IOException {
        Files.write(FILE, bytes);
        try (var export = new Export(List.of(FILE), read -> {})) {
            for (var placed = export.next(); placed != null; placed = export.next())
                assertThat(placed.number()).isPositive();
        } catch (Unreadable refused) {
            assertThat(refused.rule()).isNotBlank();
            assertThat(refused.line()).isNotNegative();
            assertThat(refused.getMessage()).hasSizeLessThan(1_000);
        }
    }

    /** What is JSON has one canonical form, which is its own. */
    @FuzzTest(maxDuration = "1m")
    void any_text_is_json_with_one_canonical_form_or_refused(byte[] bytes) {
        try {
            String canonical =
                    Json.canonical(Json.parse(new String(bytes, java.nio.charset.StandardCharsets.UTF_8), "the text"));
            assertThat(Json.canonical(Json.parse(canonical, "the canonical form")))
                    .isEqualTo(canonical);
        } catch (Unreadable.Line refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("fuzz", ".ndjson");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
