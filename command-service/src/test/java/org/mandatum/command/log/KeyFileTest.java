package org.mandatum.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.Hash;

class KeyFileTest {
    @TempDir
    private Path directory;

    @Test
    void without_a_key_nothing_starts() {
        assertThatThrownBy(() -> KeyFile.open("", "a.example", true)).hasMessageContaining("mandatum.log.key-file");
        assertThatThrownBy(() -> open("a.example", false)).hasMessageContaining("there is no key in " + file());
    }

    @Test
    void a_key_that_is_made_is_for_its_owner_alone_and_stays_the_same() throws IOException {
        String first = open("a.example", true).key().toString();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(open("a.example", false).key()).hasToString(first);
    }

    @Test
    void a_key_that_others_may_read_is_not_used() throws IOException {
        open("a.example", true);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> open("a.example", false)).hasMessageContaining("chmod 600");
    }

    @Test
    void a_key_that_has_signed_is_not_replaced_unnoticed() throws IOException {
        open("a.example", true).sign(new Checkpoint("a.example", 0, Hash.ofNothing()));
        Files.delete(file());

        assertThatThrownBy(() -> open("a.example", true)).hasMessageContaining("is gone, though it has signed");
    }

    @Test
    void a_log_that_nobody_named_has_a_name_of_its_own_and_keeps_it_with_another_key() throws IOException {
        KeyFile first = open("", true);
        first.sign(new Checkpoint(first.origin(), 0, Hash.ofNothing()));
        assertThat(first.origin()).matches("mandatum\\.local/[0-9a-f]{16}");
        Path other = directory.resolve("other");
        KeyFile.open(other.toString(), "b.example", true);
        Files.copy(other, file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));

        KeyFile second = open("", false);

        assertThat(second.key()).isNotEqualTo(first.key());
        assertThat(second.origin()).isEqualTo(first.origin());
    }

    @Test
    void what_was_signed_last_is_remembered_across_starts() {
        KeyFile before = open("a.example", true);
        var note = before.sign(new Checkpoint("a.example", 0, Hash.ofNothing()));

        assertThat(open("a.example", false).last()).contains(note);
    }

    private KeyFile open(String origin, boolean make) {
        return KeyFile.open(file().toString(), origin, make);
    }

    private Path file() {
        return directory.resolve("log.key");
    }
}
