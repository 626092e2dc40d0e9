package org.mandatum.command.imports;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.mandatum.command.http.BadRequest;

/** A file received whole, kept aside while it is read. It is gone once closed, or once the service is. */
final class Spool implements Closeable {
    private final FileChannel file;

    private Spool(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes in the whole body; one that breaks off leaves nothing.
     *
     * @throws BadRequest when it is larger than {@code largest}, or breaks off
     */
    static Spool receive(InputStream body, Path directory, long largest) throws IOException {
        Files.createDirectories(directory);
        var file = FileChannel.open(
                directory.resolve("import-" + UUID.randomUUID()), CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE);
        try {
            var out = Channels.newOutputStream(file);
            byte[] block = new byte[64 * 1024];
            for (int read = read(body, block); read >= 0; read = read(body, block)) {
                if (file.position() + read > largest) throw tooLarge(largest);
                out.write(block, 0, read);
            }
            return new Spool(file);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    static BadRequest tooLarge(long largest) {
        return new BadRequest("too-large", null, "The file is larger than " + largest + " bytes; send it in parts.");
    }

    private static int read(InputStream body, byte[] block) {
        try {
            return body.read(block);
        } catch (IOException gone) {
            throw new BadRequest("body-broke-off", null, "The body broke off; nothing of it was recorded.");
        }
    }

    /** From its beginning. */
    InputStream content() throws IOException {
        file.position(0);
        return Channels.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
