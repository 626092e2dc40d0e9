package org.mandatum.quickstart;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one register keeps everything: its database, its broker's log, what its processes write, who they are. */
public record DataDirectory(Path path) {
    private static final long ENOUGH = 1L << 30;
    private static final List<String> KEPT_HERE = List.of(
            "pg",
            "pg.new",
            "pg.password",
            "pg-binaries",
            "pg-binaries.new",
            "kafka",
            "class-archives",
            "logs",
            "settings",
            "credentials",
            "sign-in",
            "sign-in-key.pem",
            "credentials.new",
            "key",
            "scenario-loaded",
            "restoring",
            "lock");

    public DataDirectory {
        path = path.toAbsolutePath().normalize();
    }

    boolean exists() {
        return Files.exists(settings());
    }

    /** Makes the directory, readable by its owner alone, and checks that it is ours and has room. */
    void prepare() throws IOException {
        Files.createDirectories(path.getParent() == null ? path : path.getParent());
        if (!Files.exists(path)) {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.isDirectory(path)) {
            throw new CannotContinue(path + " is not a directory; choose another with --data");
        }
        long owner = ((Integer) Files.getAttribute(path, "unix:uid")).longValue();
        if (owner != userId()) {
            throw new CannotContinue("the data directory " + path + " belongs to " + Files.getOwner(path)
                    + "; run as that user, or choose another with --data");
        }
        if (!exists() && holdsOtherFiles()) {
            throw new CannotContinue(
                    path + " holds other files and no register; choose an empty directory with --data");
        }
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < ENOUGH) {
            throw new CannotContinue("the disk that holds " + path + " has " + (free >> 20)
                    + " MiB left and the register wants 1024; free some, or choose another with --data");
        }
        Files.createDirectories(logs());
        Files.createDirectories(classArchives());
    }

    /** Held while a register starts, so that two starts of the same one cannot interleave. */
    FileLock lock() throws IOException {
        @SuppressWarnings("resource") // closing the lock's channel releases it; see Register
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException sameProgram) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new CannotContinue("the register in " + path + " is being started already; see ./mandatum status");
        }
        return lock;
    }

    Path settings() {
        return path.resolve("settings");
    }

    Path credentials() {
        return path.resolve("credentials");
    }

    /** The authorisation server's secrets. */
    Path signIn() {
        return path.resolve("sign-in");
    }

    Path signInKey() {
        return path.resolve("sign-in-key.pem");
    }

    /** The key that signs the log, in a directory of its own: with it lies what it signed last. */
    Path logKey() {
        return path.resolve("key").resolve("log.key");
    }

    Path scenarioLoaded() {
        return path.resolve("scenario-loaded");
    }

    /** There while a register is being brought here from elsewhere: what is here is not to be believed yet. */
    Path restoring() {
        return path.resolve("restoring");
    }

    boolean isRestoring() {
        return Files.exists(restoring());
    }

    Path postgreSql() {
        return path.resolve("pg");
    }

    Path postgreSqlBinaries() {
        return path.resolve("pg-binaries");
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    /** What the Java processes learn about their classes in one start, to be quicker at the next. */
    Path classArchives() {
        return path.resolve("class-archives");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path log(String process) {
        return logs().resolve(process + ".log");
    }

    Path pidFile(String process) {
        return path.resolve(process + ".pid");
    }

    /** Removes what a register keeps here and nothing else; the directory too, if that leaves it empty. */
    void delete() throws IOException {
        for (String name : KEPT_HERE) {
            deleteTree(path.resolve(name));
        }
        for (String process : Register.PROCESSES) {
            Files.deleteIfExists(pidFile(process));
        }
        if (isEmpty()) {
            Files.delete(path);
        }
    }

    /** What a start leaves that did not come as far as the settings is no other file. */
    private boolean holdsOtherFiles() throws IOException {
        try (var entries = Files.list(path)) {
            return entries.anyMatch(
                    entry -> !KEPT_HERE.contains(entry.getFileName().toString()));
        }
    }

    private boolean isEmpty() throws IOException {
        try (var entries = Files.list(path)) {
            return entries.noneMatch(entry -> !entry.getFileName().toString().equals("lock"));
        }
    }

    static long userId() {
        return new UnixSystem().getUid();
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem)
                    throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
