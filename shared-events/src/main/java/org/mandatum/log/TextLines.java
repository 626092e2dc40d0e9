package org.mandatum.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of JSON lines, compressed or not: UTF-8, each line ended by a newline, and never more of one in memory than
 * {@link ExportLines#LONGEST}.
 */
public final class TextLines implements AutoCloseable {
    /** As strict as the register is with events; a text may be as long as its line, since lines carry whole payloads. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxStringLength(ExportLines.LONGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final InputStream in;
    private long line;

    public TextLines(Path file) throws IOException {
        name = String.valueOf(file.getFileName());
        var raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        raw.mark(2);
        boolean compressed = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        in = compressed ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16) : raw;
    }

    /** The file is not what it should be, or not whole; names the file and the line. */
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unfit(String what) {
            super(what);
        }
    }

    /** What is wrong with the line that was read last. */
    public Unfit unfit(String what) {
        return new Unfit(name + ", line " + line + ": " + what);
    }

    /** The next line without its newline; null behind the last. */
    public @Nullable String next() throws IOException {
        line++;
        var bytes = new ByteArrayOutputStream(1024);
        try {
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    if (bytes.size() == 0) return null;
                    throw unfit("the file was cut within this line");
                }
                bytes.write(b);
                if (bytes.size() >= ExportLines.LONGEST) throw unfit("longer than " + ExportLines.LONGEST + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException unreadable) {
            throw unfit("not UTF-8");
        } catch (EOFException cut) {
            throw unfit("the compressed file was cut");
        } catch (ZipException damaged) {
            throw unfit("the compressed file is damaged: " + damaged.getMessage());
        }
    }

    /** Reads a line as {@code type}; what else stands in it is refused. */
    public <T> T read(String text, Class<T> type) {
        try {
            T read = JSON.readValue(text, type);
            if (read != null) return read;
        } catch (JacksonException unreadable) {
            throw unfit("cannot be read as " + word(type) + ": " + unreadable.getOriginalMessage());
        }
        throw unfit("cannot be read as " + word(type));
    }

    private static String word(Class<?> type) {
        return type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
