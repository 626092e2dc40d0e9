package org.mandatum.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterTest {
    @TempDir
    Path directory = Path.of("");

    private final List<String> progress = new ArrayList<>();

    @Test
    void a_taken_port_is_said_in_one_line_before_anything_starts() throws IOException {
        try (var other = new ServerSocket(0, 1, Settings.loopback())) {
            int portBase = Math.min(other.getLocalPort(), Settings.LARGEST_PORT_BASE);
            assertThatThrownBy(() -> register(directory.resolve("data")).up(OptionalInt.of(portBase), false))
                    .isInstanceOf(CannotContinue.class)
                    .hasMessageContaining("is taken by another program")
                    .hasMessageContaining("--port-base");
        }
        assertThat(progress).isEmpty();
    }

    @Test
    void a_directory_with_other_files_is_refused_and_never_emptied() throws IOException {
        Path file = Files.writeString(directory.resolve("thesis.txt"), "ten years of work");
        assertThatThrownBy(() -> register(directory).up(OptionalInt.empty(), false))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("holds other files");
        register(directory).reset();
        assertThat(file).exists();
    }

    @Test
    void what_never_ran_has_no_parts_and_nothing_to_stop() throws IOException {
        assertThat(register(directory.resolve("none")).parts()).isEmpty();
        assertThat(register(directory.resolve("none")).down()).isZero();
    }

    private Register register(Path data) {
        return new Register(Installation.at(directory), data, progress::add);
    }
}
