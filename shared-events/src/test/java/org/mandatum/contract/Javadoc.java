package org.mandatum.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sources promise of a type, in plain text, so that a schema need not say it a second time. */
final class Javadoc {
    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java"),
            Path.of("../shared-events/src/main/java"),
            Path.of("../command-service/src/main/java"));

    private Javadoc() {}

    /** The description; empty where there is none. */
    static String of(Class<?> type) {
        return plain(comment(type).split("\\R\\s*\\*?\\s*@", 2)[0]);
    }

    /** What is said of a record's components, by their names in Java. */
    static Map<String, String> ofComponents(Class<?> type) {
        var told = new LinkedHashMap<String, String>();
        String[] tags = ("\n" + comment(type)).split("\\R\\s*\\*?\\s*@|^\\s*@");
        for (String tag : tags)
            if (tag.startsWith("param ")) {
                String[] words = tag.substring(6).split("\\s+", 2);
                told.put(words[0], plain(words[1]));
            }
        return told;
    }

    private static String comment(Class<?> type) {
        Matcher declared = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[\\w.]+(?:\\([^)]*\\))?\\s*)*"
                                + "(?:(?:public|private|static|sealed|final)\\s+)*(?:record|enum|interface|class) "
                                + type.getSimpleName() + "\\b",
                        Pattern.DOTALL)
                .matcher(source(type));
        return declared.find() ? declared.group(1).strip() : "";
    }

    private static String source(Class<?> type) {
        Class<?> file = type;
        while (file.getEnclosingClass() != null) file = file.getEnclosingClass();
        String name = file.getName().replace('.', '/') + ".java";
        for (Path root : SOURCES)
            try {
                if (Files.exists(root.resolve(name))) return Files.readString(root.resolve(name));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        throw new IllegalStateException("no source of " + type);
    }

    private static String plain(String comment) {
        return comment.replaceAll("(?:^|\\R)\\s*\\*", " ")
                .replaceAll("\\{@(?:code|value)\\s+([^}]*)}", "$1")
                .replaceAll("\\{@link\\s+#?([^}#]*)[^}]*}", "$1")
                .replaceAll("</?[a-z]+>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
