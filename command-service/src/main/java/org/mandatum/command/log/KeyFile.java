package org.mandatum.command.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.Hash;
import org.mandatum.log.LogKey;
import org.mandatum.log.SignedNote;
import org.mandatum.log.SigningKey;

/**
 * The key that signs, in a file that only its owner reads, and beside it, in a file of the same name with
 * {@code .last-checkpoint}, what it signed last: a database that was set back knows nothing of that file.
 */
final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path memory;
    private final SigningKey key;

    private KeyFile(Path memory, SigningKey key) {
        this.memory = memory;
        this.key = key;
    }

    /** The key cannot be used; the message says what to do. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String what) {
            super(what);
        }
    }

    /**
     * Reads the key.
     *
     * @param file as in the setting {@code mandatum.log.key-file}
     * @param origin which log it signs; when empty, the one it signed last, else one that is made up of the key
     * @param make whether a key may be made where there is none
     */
    static KeyFile open(String file, String origin, boolean make) {
        if (file.isBlank())
            throw new Unusable(
                    "mandatum.log.key-file is not set: name the file with the log's Ed25519 key (PEM), outside of"
                            + " the database; make one with: openssl genpkey -algorithm ed25519");
        Path path = Path.of(file).toAbsolutePath();
        Path memory = path.resolveSibling(path.getFileName() + ".last-checkpoint");
        try {
            if (!Files.exists(path)) {
                if (!make)
                    throw new Unusable("there is no key in " + path + "; put it there, or let a first one be made with"
                            + " mandatum.log.make-key=true");
                if (Files.exists(memory))
                    throw new Unusable("the key in " + path + " is gone, though it has signed: " + memory
                            + ". Bring it back, or go on with a new one on purpose, which verifiers must be told");
                write(path, SigningKey.generate(), StandardOpenOption.CREATE_NEW);
            }
            requireSecret(path);
            String pem = Files.readString(path, StandardCharsets.UTF_8);
            String name = origin.isBlank()
                    ? remembered(memory).map(Checkpoint::origin).orElseGet(() -> madeUp(pem))
                    : origin;
            return new KeyFile(memory, SigningKey.parse(name.strip(), pem));
        } catch (IOException unreadable) {
            throw new Unusable("the key in " + path + " cannot be read: " + unreadable);
        } catch (IllegalArgumentException unfit) {
            throw new Unusable("the key in " + path + " cannot be used: " + unfit.getMessage());
        }
    }

    /** Two registers of nobody's choosing are still two logs. */
    private static String madeUp(String pem) {
        byte[] key = SigningKey.parse("mandatum.local", pem).key().toString().getBytes(StandardCharsets.UTF_8);
        byte[] digest = Hash.ofLeaf(key).bytes();
        return "mandatum.local/" + HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
    }

    private static void requireSecret(Path path) throws IOException {
        Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        open.removeAll(Set.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE,
                // a group of its own is how container platforms hand out secrets
                PosixFilePermission.GROUP_READ));
        if (!open.isEmpty())
            throw new Unusable("the key in " + path + " is open to others (" + open + "); chmod 600 it");
    }

    LogKey key() {
        return key.key();
    }

    String origin() {
        return key.key().name();
    }

    /** What was signed last, as far as this machine knows. */
    Optional<SignedNote> last() {
        try {
            return Files.exists(memory) ? Optional.of(SignedNote.parse(Files.readString(memory))) : Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new Unusable(memory + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static Optional<Checkpoint> remembered(Path memory) throws IOException {
        return Files.exists(memory)
                ? Optional.of(Checkpoint.parse(
                        SignedNote.parse(Files.readString(memory)).text()))
                : Optional.empty();
    }

    /** Remembered before anybody can see it: what is forgotten in between is signed again, word for word. */
    SignedNote sign(Checkpoint checkpoint) {
        SignedNote note = key.sign(checkpoint);
        remember(note);
        return note;
    }

    /** On the disk before this returns. */
    void remember(SignedNote note) {
        Path next = memory.resolveSibling(memory.getFileName() + ".new");
        try {
            write(next, note.toString(), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(next, memory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void write(Path path, String text, StandardOpenOption... how) throws IOException {
        var options = new HashSet<>(Arrays.asList(how));
        options.add(StandardOpenOption.WRITE);
        if (path.getParent() != null) Files.createDirectories(path.getParent());
        try (var file = FileChannel.open(path, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            file.write(StandardCharsets.UTF_8.encode(text));
            file.force(true);
        }
    }
}
