package org.mandatum.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The line of a log that says best why its process ended. */
final class LastWords {
    private static final Pattern TELLING =
            Pattern.compile("(?i)\\b(fatal|panic|error|exception|caused by)\\b|No space");
    private static final Pattern STACK_FRAME = Pattern.compile("\\s*(at |\\.\\.\\. )\\S.*");

    private LastWords() {}

    static String of(Path log) {
        List<String> lines = tail(log, 200).stream()
                .filter(line -> !line.isBlank())
                .filter(line -> !STACK_FRAME.matcher(line).matches())
                .toList();
        return lines.reversed().stream()
                        .filter(line -> TELLING.matcher(line).find())
                        .findFirst()
                        .or(() -> lines.reversed().stream().findFirst())
                        .map(String::strip)
                        .orElse("it said nothing")
                + " (" + log + ")";
    }

    static List<String> tail(Path log, int count) {
        try (var lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            var last = new java.util.ArrayDeque<String>();
            lines.forEach(line -> {
                if (last.size() == count) {
                    last.removeFirst();
                }
                last.addLast(line);
            });
            return last.stream()
                    .map(line -> new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }
}
