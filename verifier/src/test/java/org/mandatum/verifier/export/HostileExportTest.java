package org.mandatum.verifier.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mandatum.verifier.log.ExportText;
import org.mandatum.verifier.log.Histories;
import org.mandatum.verifier.log.LogKey;
import org.mandatum.verifier.log.Recorded;

/** Whatever a file holds, reading it ends, and tells the line and the rule. */
class HostileExportTest {
    private static final LogKey KEY = new LogKey("mandatum.example/log");
    private static final List<Recorded> EVENTS = Histories.of(20, 1);
    private static final String GOOD = ExportText.of(EVENTS, KEY, size -> size % 10 == 0);
    private static final String HEADER = ExportText.header(KEY, 0, 1);

    @TempDir
    Path directory = Path.of("");

    @Test
    void a_good_export_is_read_to_its_end_plain_and_packed() throws IOException, Unreadable {
        assertThat(count(GOOD.getBytes(UTF_8))).isEqualTo(24);
        assertThat(count(gzip(GOOD.getBytes(UTF_8)))).isEqualTo(24);
    }

    @Test
    void an_export_without_its_end_was_cut() {
        refused(GOOD.substring(0, GOOD.lastIndexOf('{')), 23, "cut");
        refused(GOOD.substring(0, GOOD.length() - 1), 24, "cut");
        refused(
                GOOD.substring(0, GOOD.length() / 2),
                GOOD.substring(0, GOOD.length() / 2).lines().count(),
                "cut");
        refused("", 0, "cut");
    }

    @Test
    void a_line_of_a_gigabyte_is_refused_after_sixteen_megabytes() throws IOException {
        Path file = directory.resolve("long.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(HEADER.getBytes(UTF_8));
            byte[] piece = "x".repeat(1 << 20).getBytes(UTF_8);
            for (int i = 0; i < 64; i++) out.write(piece);
        }
        refused(file, 2, "line-too-long");
    }

    @Test
    void a_line_just_within_the_limit_is_read() throws IOException, Unreadable {
        String payload = "{\"a\":\"" + "x".repeat(15 * 1024 * 1024) + "\"}";
        Recorded large = EVENTS.getFirst().withPayload(payload).withRemaining(0);

        assertThat(count(ExportText.of(List.of(large), KEY, size -> true).getBytes(UTF_8)))
                .isEqualTo(4);
    }

    @Test
    void a_bomb_of_blank_lines_goes_off_at_the_first() throws IOException {
        refused(gzip((HEADER + "\n".repeat(20_000_000)).getBytes(UTF_8)), 2, "blank-line");
    }

    @Test
    void nesting_has_an_end() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        refused(HEADER + EVENTS.getFirst().withPayload("{\"a\":" + deep + "}").line(0) + "\n", 2, "limits");
        refused(HEADER + deep + "\n", 2, "not-json");
        refused(HEADER + "{\"index\":" + deep + "}\n", 2, "value");
    }

    @Test
    void nesting_of_five_hundred_is_allowed() throws IOException, Unreadable {
        String deep = "{\"a\":" + "[".repeat(499) + "]".repeat(499) + "}";
        String export = ExportText.of(List.of(EVENTS.getFirst().withPayload(deep)), KEY, size -> true);

        assertThat(count(export.getBytes(UTF_8))).isEqualTo(4);
    }

    @Test
    void other_encodings_are_refused() {
        String line = EVENTS.getFirst().withPayload("{\"a\":\"año\"}").line(0) + "\n";
        refused(("\ufeff" + GOOD).getBytes(UTF_8), 1, "not-utf-8");
        refused(GOOD.getBytes(UTF_16), 1, "not-utf-8");
        refused((HEADER + line).getBytes(ISO_8859_1), 2, "not-utf-8");
        byte[] overlong = (HEADER + line).getBytes(UTF_8);
        overlong[overlong.length - 10] = (byte) 0xc0;
        refused(overlong, 2, "not-utf-8");
    }

    @Test
    void a_nul_is_refused() {
        refused(HEADER + "\0\n", 2, "not-utf-8");
        refused(HEADER + EVENTS.getFirst().line(0).replace("\"stream\":\"", "\"stream\":\"\\u0000") + "\n", 2, "value");
        refused(HEADER + EVENTS.getFirst().line(0).replace("\"stream\":\"", "\"stream\":\"\0") + "\n", 2, "not-json");
    }

    @Test
    void members_named_twice_are_refused_in_the_line_and_in_what_it_holds() {
        String line = EVENTS.getFirst().line(0);
        refused(HEADER + line.replace("{\"index\":0", "{\"index\":0,\"index\":0") + "\n", 2, "duplicate-member");
        refused(HEADER + EVENTS.getFirst().withPayload("{\"a\":1,\"a\":2}").line(0) + "\n", 2, "duplicate-member");
        refused(
                HEADER
                        + EVENTS.getFirst()
                                .withPayload("{\"b\":{\"a\":1,\"\\u0061\":2}}")
                                .line(0) + "\n",
                2,
                "duplicate-member");
        refused(HEADER + EVENTS.getFirst().withMetadata("{\"a\":1,\"a\":1}").line(0) + "\n", 2, "duplicate-member");
    }

    @Test
    void other_members_and_other_places_of_members_are_refused() {
        String line = EVENTS.getFirst().line(0);
        refused(HEADER + line.replace("}\n", "").replaceFirst("\\}$", ",\"more\":1}") + "\n", 2, "members");
        refused(HEADER + line.replaceFirst("\"id\":\"[^\"]*\",", "") + "\n", 2, "members");
        refused(HEADER + "{}\n", 2, "members");
        refused(HEADER + "{\"surprise\":1}\n", 2, "members");
        refused(HEADER + "[]\n", 2, "not-json");
        refused(HEADER + line + " \n", 2, "not-json");
        refused(HEADER + line + line + "\n", 2, "not-json");
    }

    @Test
    void values_beyond_their_limits_are_refused() {
        Recorded event = EVENTS.getFirst();
        refused(
                HEADER + event.line(0).replace("\"position\":1,", "\"position\":9007199254740992,") + "\n",
                2,
                "limits");
        refused(
                HEADER + event.line(0).replace("\"position\":1,", "\"position\":" + "9".repeat(5_000_000) + ",") + "\n",
                2,
                "limits");
        refused(HEADER + event.line(0).replace("\"position\":1,", "\"position\":1e3,") + "\n", 2, "value");
        refused(HEADER + event.line(0).replace("\"position\":1,", "\"position\":-1,") + "\n", 2, "limits");
        refused(HEADER + event.line(0).replace("\"position\":1,", "\"position\":0,") + "\n", 2, "value");
        refused(HEADER + event.withStream("s".repeat(1025)).line(0) + "\n", 2, "limits");
        refused(
                HEADER
                        + event.withId(event.id().toUpperCase(java.util.Locale.ROOT))
                                .line(0) + "\n",
                2,
                "value");
        refused(HEADER + event.line(0).replaceFirst("T..:..:", "T24:00:") + "\n", 2, "value");
        refused(
                HEADER + event.line(0).replaceFirst("2023-..-", "2023-02-3").replaceFirst("-3..T", "-30T") + "\n",
                2,
                "value");
        refused(HEADER + event.withMetadata("[]").line(0) + "\n", 2, "value");
        refused(HEADER + event.withPayload("").line(0) + "\n", 2, "not-json");
        refused(HEADER + event.withPayload("{} {}").line(0) + "\n", 2, "not-json");
        refused(HEADER + event.withPayload("{\"a\":\"\\ud800\"}").line(0) + "\n", 2, "not-unicode");
    }

    @Test
    void another_format_or_version_is_told_as_such() {
        refused(GOOD.replace("mandatum-log-export", "something"), 1, "header");
        refused(GOOD.replace("\"version\":1", "\"version\":2"), 1, "header");
        refused("PK\u0003\u0004 a zip\n", 1, "not-json");
        refused(GOOD.substring(GOOD.indexOf('\n') + 1), 1, "order-of-lines");
        refused(GOOD + GOOD.lines().skip(1).findFirst().orElse("") + "\n", 25, "order-of-lines");
        refused(HEADER + HEADER, 2, "order-of-lines");
    }

    @Test
    void damaged_gzip_is_told_as_such() throws IOException {
        byte[] packed = gzip(GOOD.getBytes(UTF_8));
        refused(java.util.Arrays.copyOf(packed, packed.length / 2), -1, "gzip");
        refused(new byte[] {0x1f, (byte) 0x8b, 0, 0}, -1, "gzip");
    }

    @Test
    void what_is_shown_of_a_hostile_line_moves_no_cursor() {
        assertThat(Unreadable.shown("\u001b[2Jred\u202e" + "x".repeat(1_000)))
                .startsWith("?[2Jred?xxx")
                .hasSizeLessThan(200);
    }

    private void refused(String export, long line, String rule) {
        refused(export.getBytes(UTF_8), line, rule);
    }

    private void refused(byte[] export, long line, String rule) {
        refused(file(export), line, rule);
    }

    private static void refused(Path file, long line, String rule) {
        assertThatThrownBy(() -> count(file)).isInstanceOfSatisfying(Unreadable.class, refused -> {
            assertThat(refused.rule()).as(refused.getMessage()).isEqualTo(rule);
            if (line >= 0) assertThat(refused.line()).as(refused.getMessage()).isEqualTo(line);
            assertThat(refused.getMessage()).hasSizeLessThan(500);
        });
    }

    private long count(byte[] export) throws IOException, Unreadable {
        return count(file(export));
    }

    private static long count(Path file) throws IOException, Unreadable {
        long lines = 0;
        try (var export = new Export(List.of(file), read -> {})) {
            while (export.next() != null) lines++;
        }
        return lines;
    }

    private Path file(byte[] bytes) {
        try {
            return Files.write(Files.createTempFile(directory, "export", ".ndjson"), bytes);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new java.io.ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
