package org.mandatum.query.structure;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * An answer in gzip (RFC 1952) whose body was compressed once, for all questions whose heads differ: deflated pieces (RFC
 * 1951) that end on a byte may follow one another.
 */
public final class Compressed {
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private Compressed() {}

    /** Whether the header allows gzip: by its name, or else with those that it does not name (RFC 9110 section 12.5.3). */
    public static boolean isAccepted(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) return false;
        boolean others = false;
        for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = coding.strip().split(";", -1);
            boolean accepted = parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
            if (parts[0].strip().equals("gzip")) return accepted;
            if (parts[0].strip().equals("*")) others = accepted;
        }
        return others;
    }

    /** The last piece of an answer, without its head. */
    static byte[] deflated(byte[] body) {
        return deflate(body, true);
    }

    static byte[] gzip(byte[] head, byte[] body, byte[] deflatedBody) {
        var crc = new CRC32();
        crc.update(head);
        crc.update(body);
        byte[] deflatedHead = deflate(head, false);
        var gzip = new ByteArrayOutputStream(GZIP_HEADER.length + deflatedHead.length + deflatedBody.length + 8);
        gzip.writeBytes(GZIP_HEADER);
        gzip.writeBytes(deflatedHead);
        gzip.writeBytes(deflatedBody);
        littleEndian(gzip, crc.getValue());
        littleEndian(gzip, head.length + body.length);
        return gzip.toByteArray();
    }

    private static byte[] deflate(byte[] piece, boolean last) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(piece);
            if (last) deflater.finish();
            var out = new ByteArrayOutputStream(piece.length / 4 + 64);
            byte[] buffer = new byte[8192];
            int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
            for (int length = deflater.deflate(buffer, 0, buffer.length, flush);
                    length > 0;
                    length = deflater.deflate(buffer, 0, buffer.length, flush)) out.write(buffer, 0, length);
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void littleEndian(ByteArrayOutputStream out, long number) {
        for (int shift = 0; shift < 32; shift += 8) out.write((int) (number >> shift));
    }
}
