package org.mandatum.query.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table by PostgreSQL's COPY, in its binary format (PostgreSQL's documentation, "COPY", "File
 * Formats"), which nobody has to escape or take apart. The fields of a row come in the order of the columns, each in the form that the
 * column's type receives.
 */
final class Copy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int CHUNK = 1 << 16;
    private static final int NULL = -1;
    private static final short END = -1;
    private static final Instant EPOCH = LocalDate.of(2000, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final int TEXT_TYPE = 25;
    // The flags of a range: the first value belongs to it, there is no last one.
    private static final byte LOWER_INCLUSIVE = 0x02;
    private static final byte UPPER_INFINITE = 0x10;

    private final CopyIn copy;
    private ByteBuffer buffer = ByteBuffer.allocate(2 * CHUNK);
    private int rowBegun = -1;
    private short fields;

    private Copy(CopyIn copy) {
        this.copy = copy;
    }

    /** Writes the rows of one table. */
    @FunctionalInterface
    interface Source {
        void writeTo(Copy copy) throws SQLException;
    }

    /** @param columns the table and its columns, such as {@code event (id, position)} */
    static void into(Connection connection, String columns, Source source) throws SQLException {
        CopyIn copying = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + columns + " from stdin (format binary)");
        try {
            var copy = new Copy(copying);
            copy.buffer.put(SIGNATURE).putInt(0).putInt(0);
            source.writeTo(copy);
            copy.room(Short.BYTES).putShort(END);
            copy.send();
            copying.endCopy();
        } finally {
            if (copying.isActive()) copying.cancelCopy();
        }
    }

    Copy text(@Nullable String text) {
        return bytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text, as UTF-8. */
    Copy bytes(byte @Nullable [] text) {
        if (text == null) field(0).putInt(NULL);
        else field(text.length).putInt(text.length).put(text);
        return this;
    }

    /** A bigint. */
    Copy number(long number) {
        field(Long.BYTES).putInt(Long.BYTES).putLong(number);
        return this;
    }

    Copy integer(int number) {
        field(Integer.BYTES).putInt(Integer.BYTES).putInt(number);
        return this;
    }

    Copy moment(Instant moment) {
        return number(micros(moment));
    }

    /** A half-open range of days. */
    Copy days(LocalDate from, @Nullable LocalDate until) {
        range(Integer.BYTES, until == null);
        buffer.putInt(Integer.BYTES).putInt(days(from));
        if (until != null) buffer.putInt(Integer.BYTES).putInt(days(until));
        return this;
    }

    /** A half-open range of moments. */
    Copy moments(Instant from, @Nullable Instant until) {
        range(Long.BYTES, until == null);
        buffer.putInt(Long.BYTES).putLong(micros(from));
        if (until != null) buffer.putInt(Long.BYTES).putLong(micros(until));
        return this;
    }

    private void range(int width, boolean open) {
        int length = 1 + (open ? 1 : 2) * (Integer.BYTES + width);
        field(length).putInt(length).put((byte) (LOWER_INCLUSIVE | (open ? UPPER_INFINITE : 0)));
    }

    /** An array of texts. */
    Copy texts(Collection<String> texts) {
        byte[][] encoded = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int dimensions = encoded.length == 0 ? 0 : 1;
        int length = (3 + 2 * dimensions) * Integer.BYTES;
        for (byte[] text : encoded) length += Integer.BYTES + text.length;
        field(length).putInt(length).putInt(dimensions).putInt(0).putInt(TEXT_TYPE);
        if (dimensions > 0) buffer.putInt(encoded.length).putInt(1);
        for (byte[] text : encoded) buffer.putInt(text.length).put(text);
        return this;
    }

    void endRow() throws SQLException {
        buffer.putShort(rowBegun, fields);
        rowBegun = -1;
        fields = 0;
        if (buffer.position() >= CHUNK) send();
    }

    /** Begins a field; there is room for it and its length. */
    private ByteBuffer field(int length) {
        room(Short.BYTES + Integer.BYTES + length);
        if (rowBegun < 0) {
            rowBegun = buffer.position();
            buffer.putShort(fields);
        }
        fields++;
        return buffer;
    }

    private ByteBuffer room(int more) {
        if (buffer.remaining() < more) {
            int size = Math.max(2 * buffer.capacity(), buffer.position() + more);
            int position = buffer.position();
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), size)).position(position);
        }
        return buffer;
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private static int days(LocalDate day) {
        return Math.toIntExact(day.toEpochDay() - EPOCH_DAY);
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(EPOCH, moment);
    }
}
