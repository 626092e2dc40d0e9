package org.mandatum.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** The database's passwords: made up once, kept in a file that only its owner can read. */
record Credentials(String superuser, String owner, String commandSide, String reader, String querySide) {
    static final int BYTES = 24;
    private static final List<String> ROLES =
            List.of("postgres", PostgreSql.OWNER, PostgreSql.COMMAND_SIDE, PostgreSql.READER, PostgreSql.QUERY_SIDE);

    /** A file from the time of fewer roles gets the passwords that it lacks. */
    static Credentials keptIn(Path file) throws IOException {
        var passwords = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                passwords.load(reader);
            }
            if (!passwords.containsKey("postgres")) {
                throw new CannotContinue(file + " is damaged: it has no password for postgres");
            }
        }
        if (!ROLES.stream().allMatch(passwords::containsKey)) {
            ROLES.forEach(role -> passwords.putIfAbsent(role, random(BYTES)));
            var text = new StringBuilder();
            ROLES.forEach(role -> text.append(role)
                    .append('=')
                    .append(passwords.getProperty(role))
                    .append('\n'));
            Path complete = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(complete);
            writePrivately(complete, text.toString());
            Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
        }
        List<String> inOrder = ROLES.stream().map(passwords::getProperty).toList();
        return new Credentials(inOrder.get(0), inOrder.get(1), inOrder.get(2), inOrder.get(3), inOrder.get(4));
    }

    static void writePrivately(Path file, String text) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
        }
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
