package org.mandatum.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A directory that holds a whole register, to be brought to another machine (ADR 0025): the log, what each service keeps beside
 * it, the public keys, the newest checkpoint, and a manifest. Nothing in it is a secret that opens anything.
 */
public final class RegisterExport {
    static final String LOG = "log.ndjson";
    static final String COMMAND_ANNEX = "command-service-annex.ndjson";
    static final String QUERY_ANNEX = "query-service-annex.ndjson";
    static final String KEYS = "public-keys";
    static final String CHECKPOINT = "checkpoint";
    static final String MANIFEST = "manifest.json";
    /** As sha256sum reads it; it is written last, so that an export without it is not finished. */
    static final String SEAL = "manifest.json.sha256";

    private static final List<String> FILES = List.of(LOG, COMMAND_ANNEX, QUERY_ANNEX, KEYS, CHECKPOINT);
    /** Of what is read whole; the log and the annexes never are. */
    private static final long LARGEST_IN_MEMORY = 16L << 20;

    private static final long BETWEEN_LINES = 2_000_000_000L;

    private final Path directory;

    private RegisterExport(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** The directory is no whole export; the message names the file and says what is the matter with it. */
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String what) {
            super(what);
        }
    }

    /**
     * A place for an export that is to be made, or to be made to its end.
     *
     * @throws Unfit when it holds a whole one, or anything else
     */
    static RegisterExport begin(Path directory) throws IOException {
        if (!Files.exists(directory, NOFOLLOW_LINKS)) {
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            // People are named in it.
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
            throw new Unfit(directory + " is not a directory");
        }
        if (Files.exists(directory.resolve(SEAL), NOFOLLOW_LINKS)) {
            throw new Unfit(directory + " holds a whole export already; choose another directory");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString().replaceAll("\\.(part|new)$", "");
                boolean known = FILES.contains(name) || name.equals(MANIFEST);
                if (!known || !Files.isRegularFile(entry, NOFOLLOW_LINKS)) {
                    throw new Unfit(entry + " does not belong to an export; choose another directory");
                }
            }
        }
        return new RegisterExport(directory);
    }

    /**
     * The export in a directory, once every file is found to be what the manifest says.
     *
     * @throws Unfit when one is not
     */
    public static RegisterExport verified(Path directory, Consumer<String> progress) throws IOException {
        var export = new RegisterExport(directory);
        Manifest manifest = export.manifest();
        if (!manifest.files().keySet().equals(new TreeSet<>(FILES))) {
            throw new Unfit(MANIFEST + " names "
                    + Wording.plain(manifest.files().keySet() + "") + "; an export consists of " + FILES);
        }
        for (String name : FILES) {
            Manifest.Content told = manifest.files().get(name);
            Path file = export.regular(name);
            if (told == null || Files.size(file) != told.bytes()) {
                throw new Unfit(name + " has " + Files.size(file) + " bytes where " + MANIFEST + " says "
                        + (told == null ? "nothing" : told.bytes()) + ": it was cut, or altered");
            }
            if (!sha256(file, progress).equals(told.sha256())) {
                throw new Unfit(name + " is not what " + MANIFEST + " says: its SHA-256 is another; it was altered");
            }
        }
        List<String> checkpoint = export.text(CHECKPOINT).lines().toList();
        if (!Stream.of(manifest.origin(), Long.toString(manifest.size()), manifest.root())
                .toList()
                .equals(checkpoint.subList(0, Math.min(3, checkpoint.size())))) {
            throw new Unfit(CHECKPOINT + " is of another log, size or root than " + MANIFEST + " says");
        }
        if (export.keys().isEmpty()) {
            throw new Unfit(KEYS + " holds no key");
        }
        return export;
    }

    public Path log() {
        return file(LOG);
    }

    public Path commandAnnex() {
        return file(COMMAND_ANNEX);
    }

    public Path queryAnnex() {
        return file(QUERY_ANNEX);
    }

    /** The public keys by which the log was signed, as far as the register that it comes from said. */
    public List<String> keys() throws IOException {
        return text(KEYS).lines().filter(line -> !line.isBlank()).toList();
    }

    /**
     * What a register tells otherwise than this export does: the log up to here, or the structure of an organisation; nothing
     * when it holds the same. Waits for the projection.
     *
     * @param token an auditor's, for the whole register
     * @throws IOException when it does not answer
     */
    public List<String> differences(URI queryService, String token, Consumer<String> progress) throws IOException {
        try {
            return new Comparison(new RegisterService(queryService, () -> token, progress), progress)
                    .differences(manifest(), text(CHECKPOINT));
        } catch (Failure failure) {
            throw new IOException("the two cannot be compared: " + failure.getMessage(), failure);
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    Manifest manifest() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new Unfit("there is no directory " + directory);
        }
        if (!Files.exists(file(SEAL), NOFOLLOW_LINKS)) {
            throw new Unfit(directory + " has no " + SEAL
                    + ": the export did not come to its end; run ./mandatum export with it again");
        }
        String text = text(MANIFEST);
        if (!text(SEAL).equals(seal(text))) {
            throw new Unfit(MANIFEST + " is not what " + SEAL + " says: it was altered");
        }
        try {
            return Manifest.parse(text);
        } catch (IllegalArgumentException unreadable) {
            throw new Unfit(MANIFEST + " cannot be read: " + Wording.plain(String.valueOf(unreadable.getMessage())));
        }
    }

    /** Size and SHA-256 of every file but the manifest. */
    Map<String, Manifest.Content> contents(Consumer<String> progress) throws IOException {
        var contents = new TreeMap<String, Manifest.Content>();
        for (String name : FILES) {
            Path file = regular(name);
            contents.put(name, new Manifest.Content(Files.size(file), sha256(file, progress)));
        }
        return contents;
    }

    /** With this it is whole. */
    void finish(Manifest manifest) throws IOException {
        String text = manifest.text();
        write(MANIFEST, text);
        write(SEAL, seal(text));
    }

    /** On the disk, or not there. */
    void write(String name, String text) throws IOException {
        Path next = file(name + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(UTF_8.encode(text));
            channel.force(true);
        }
        Files.move(next, file(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private String text(String name) throws IOException {
        Path file = regular(name);
        if (Files.size(file) > LARGEST_IN_MEMORY) {
            throw new Unfit(name + " is larger than any of an export");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException unreadable) {
            throw new Unfit(name + " is not UTF-8");
        }
    }

    /** A link could lead anywhere. */
    private Path regular(String name) {
        Path file = file(name);
        if (!Files.exists(file, NOFOLLOW_LINKS)) {
            throw new Unfit(name + " is missing in " + directory);
        }
        if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            throw new Unfit(name + " in " + directory + " is no ordinary file");
        }
        return file;
    }

    static String seal(String manifest) {
        return HexFormat.of().formatHex(sha256().digest(manifest.getBytes(UTF_8))) + "  " + MANIFEST + "\n";
    }

    private static String sha256(Path file, Consumer<String> progress) throws IOException {
        MessageDigest digest = sha256();
        long size = Files.size(file);
        long read = 0;
        long toldAt = System.nanoTime();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[1 << 16];
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                digest.update(block, 0, length);
                read += length;
                if (System.nanoTime() - toldAt > BETWEEN_LINES) {
                    toldAt = System.nanoTime();
                    progress.accept(
                            "reading " + file.getFileName() + ": " + (read >> 20) + " of " + (size >> 20) + " MiB");
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
