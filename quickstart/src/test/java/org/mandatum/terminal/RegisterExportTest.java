package org.mandatum.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export of a register is believed when every file of it is what the manifest says, and nothing else is asked of it. */
class RegisterExportTest {
    private static final String ROOT = "OiUFMjr2a0UrQ2cy5W5r+IJI0lOiEHpacoM9mQxr18c=";

    @TempDir
    Path place = Path.of("");

    private Path directory = place;

    @BeforeEach
    void a_whole_export() throws IOException {
        directory = place.resolve("export");
        RegisterExport export = RegisterExport.begin(directory);
        export.write(RegisterExport.LOG, "{\"format\":\"mandatum-log-export\"}\n");
        export.write(RegisterExport.COMMAND_ANNEX, "{\"format\":\"mandatum-annex\"}\n");
        export.write(RegisterExport.QUERY_ANNEX, "{\"format\":\"mandatum-annex\"}\n");
        export.write(RegisterExport.KEYS, "mandatum.example/log+04d7e019+AbcD\n");
        export.write(RegisterExport.CHECKPOINT, "mandatum.example/log\n5\n" + ROOT + "\n\n\u2014 signed\n");
        export.finish(manifest(export.contents(line -> {})));
    }

    private static Manifest manifest(Map<String, Manifest.Content> files) {
        return new Manifest(
                Manifest.FORMAT,
                Manifest.VERSION,
                "2026-11-24T12:00:00Z",
                "mandatum.example/log",
                5,
                ROOT,
                7,
                "2026-11-24",
                new Manifest.Counts(5, 3, 2, 0),
                files,
                List.of(new Manifest.Structure("oas", 4, 7, "2026-11-24T11:00:00.000000Z", "sha-256:ab")));
    }

    @Test
    void a_whole_one_is_taken() throws IOException {
        RegisterExport export = RegisterExport.verified(directory, line -> {});

        assertThat(export.keys()).containsExactly("mandatum.example/log+04d7e019+AbcD");
        assertThat(export.manifest().organisations().getFirst().digest()).isEqualTo("sha-256:ab");
    }

    @Test
    void a_byte_changed_in_any_file_is_told_by_the_name_of_the_file() throws IOException {
        for (String name : List.of(
                RegisterExport.LOG,
                RegisterExport.COMMAND_ANNEX,
                RegisterExport.QUERY_ANNEX,
                RegisterExport.KEYS,
                RegisterExport.CHECKPOINT)) {
            Path file = directory.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            byte[] changed = whole.clone();
            changed[whole.length / 2] ^= 1;
            Files.write(file, changed);
            refused()
                    .hasMessageStartingWith(name + " is not what manifest.json says")
                    .hasMessageContaining("altered");
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
            refused().hasMessageStartingWith(name + " has " + (whole.length - 1) + " bytes where manifest.json says");
            Files.delete(file);
            refused().hasMessageStartingWith(name + " is missing");
            Files.write(file, whole);
        }
        assertThatCode(() -> RegisterExport.verified(directory, line -> {})).doesNotThrowAnyException();
    }

    @Test
    void an_edited_manifest_is_told() throws IOException {
        Path manifest = directory.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"sha-256:ab\"", "\"sha-256:cd\""));

        refused().hasMessage("manifest.json is not what manifest.json.sha256 says: it was altered");
    }

    @Test
    void one_that_was_not_finished_is_told_so_and_can_be_gone_on_with() throws IOException {
        assertThatThrownBy(() -> RegisterExport.begin(directory))
                .isInstanceOf(RegisterExport.Unfit.class)
                .hasMessageContaining("holds a whole export already");
        Files.delete(directory.resolve("manifest.json.sha256"));

        refused().hasMessageContaining("did not come to its end; run ./mandatum export with it again");
        assertThatCode(() -> RegisterExport.begin(directory)).doesNotThrowAnyException();
    }

    @Test
    void a_manifest_that_names_files_elsewhere_reaches_none_of_them() throws IOException {
        RegisterExport export = RegisterExport.verified(directory, line -> {});
        Map<String, Manifest.Content> files = new TreeMap<>(export.manifest().files());
        files.put("../../etc/passwd", new Manifest.Content(1, "ab"));
        export.finish(manifest(files));

        refused().hasMessageContaining("names [../../etc/passwd,").hasMessageContaining("an export consists of");
    }

    @Test
    void a_link_in_the_place_of_a_file_is_not_followed() throws IOException {
        Path elsewhere = Files.move(directory.resolve("log.ndjson"), place.resolve("elsewhere"));
        Files.createSymbolicLink(directory.resolve("log.ndjson"), elsewhere);

        refused().hasMessageContaining("log.ndjson in " + directory + " is no ordinary file");
    }

    @Test
    void a_manifest_of_another_make_is_told_by_what_is_wrong_with_it() throws IOException {
        RegisterExport export = RegisterExport.verified(directory, line -> {});
        sealed(export, "{\"format\": \"mandatum-register\", \"version\": 1}");
        refused().hasMessageStartingWith("manifest.json cannot be read: ");
        sealed(export, "[".repeat(100_000));
        refused().hasMessageStartingWith("manifest.json cannot be read: ");
        sealed(export, Files.readString(directory.resolve("manifest.json")) + "}");
        refused().hasMessageStartingWith("manifest.json cannot be read: ");
    }

    @Test
    void a_manifest_without_end_is_not_read_into_memory() throws IOException {
        try (var file =
                new java.io.RandomAccessFile(directory.resolve("manifest.json").toFile(), "rw")) {
            file.setLength(8L << 30); // takes no room on the disk
        }

        refused().hasMessage("manifest.json is larger than any of an export");
    }

    /** As somebody would who knows how it is sealed. */
    private static void sealed(RegisterExport export, String manifest) throws IOException {
        export.write(RegisterExport.MANIFEST, manifest);
        export.write(RegisterExport.SEAL, RegisterExport.seal(manifest));
    }

    @Test
    void a_directory_with_anything_else_in_it_is_not_written_into() throws IOException {
        Path other = Files.createDirectory(place.resolve("other"));
        Files.writeString(other.resolve("letters.txt"), "mine");

        assertThatThrownBy(() -> RegisterExport.begin(other))
                .isInstanceOf(RegisterExport.Unfit.class)
                .hasMessageContaining("letters.txt does not belong to an export");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        return assertThatThrownBy(() -> RegisterExport.verified(directory, line -> {}))
                .isInstanceOf(RegisterExport.Unfit.class);
    }
}
