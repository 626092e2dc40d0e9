package org.mandatum.terminal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What a command sends: a file, a pipe, or standard input where the name is {@code -}. */
record InputFile(String name) {

    byte[] read() {
        try (InputStream stream = open()) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw cannotRead(unreadable);
        }
    }

    InputStream open() {
        try {
            if (name.equals("-")) {
                return System.in;
            }
            if (Files.isDirectory(path())) {
                throw new Failure(ExitCode.USAGE, name + " is a directory; name a file, or - for standard input");
            }
            return Files.newInputStream(path());
        } catch (IOException unreadable) {
            throw cannotRead(unreadable);
        }
    }

    /** Empty for what has none before it ends, such as a pipe. */
    OptionalLong size() {
        try {
            return !name.equals("-") && Files.isRegularFile(path())
                    ? OptionalLong.of(Files.size(path()))
                    : OptionalLong.empty();
        } catch (IOException unreadable) {
            throw cannotRead(unreadable);
        }
    }

    private Path path() throws FileNotFoundException {
        try {
            return Path.of(name);
        } catch (InvalidPathException noName) {
            throw new FileNotFoundException(noName.getReason());
        }
    }

    private Failure cannotRead(IOException unreadable) {
        String reason = unreadable instanceof NoSuchFileException
                ? "there is no such file"
                : unreadable instanceof AccessDeniedException
                        ? "its permissions forbid it"
                        : String.valueOf(unreadable.getMessage());
        return new Failure(ExitCode.USAGE, "cannot read " + Wording.plain(name) + ": " + reason);
    }
}
