package org.mandatum.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;

/** The database's passwords: made up once, kept in a file that only its owner can read. */
record Credentials(String superuser, String commandSide, String querySide) {
    static final int BYTES = 24;

    static Credentials keptIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            var made = new Credentials(random(BYTES), random(BYTES), random(BYTES));
            writePrivately(
                    file,
                    "postgres=" + made.superuser + "\n" + PostgreSql.COMMAND_SIDE + "=" + made.commandSide + "\n"
                            + PostgreSql.QUERY_SIDE + "=" + made.querySide + "\n");
            return made;
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return new Credentials(
                password(properties, "postgres", file),
                password(properties, PostgreSql.COMMAND_SIDE, file),
                password(properties, PostgreSql.QUERY_SIDE, file));
    }

    static void writePrivately(Path file, String text) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
        }
    }

    private static String password(Properties properties, String role, Path file) {
        String password = properties.getProperty(role);
        if (password == null) {
            throw new CannotContinue(file + " is damaged: it has no password for " + role);
        }
        return password;
    }

    static String random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Names the roles only: a password has no business in a log. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
