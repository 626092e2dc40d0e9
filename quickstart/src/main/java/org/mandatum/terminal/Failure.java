package org.mandatum.terminal;

import java.util.List;

/** A command cannot be carried out; the lines tell the reader why and, where there is something, what to do. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final boolean passing;
    private final transient List<String> lines;

    private Failure(int exitCode, List<String> lines, boolean passing) {
        super(String.join("; ", lines));
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
        this.passing = passing;
    }

    Failure(int exitCode, List<String> lines) {
        this(exitCode, lines, false);
    }

    Failure(int exitCode, String line) {
        this(exitCode, List.of(line));
    }

    /** A fault that may pass by itself, such as a register that is being started again. */
    static Failure passing(String line) {
        return new Failure(ExitCode.FAULT, List.of(line), true);
    }

    boolean isPassing() {
        return passing;
    }

    int exitCode() {
        return exitCode;
    }

    List<String> lines() {
        return lines;
    }
}
