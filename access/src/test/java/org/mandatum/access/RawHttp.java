package org.mandatum.access;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sends bytes as they are, which no well-behaved client would, on one connection as long as the server keeps it. */
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    RawHttp(int port) {
        this.port = port;
    }

    /** @param headers names in lower case */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Answer send(byte[] request, boolean head) throws IOException {
        boolean fresh = socket == null;
        try {
            return exchange(request, head);
        } catch (IOException broken) {
            close();
            if (fresh) throw broken;
            return exchange(request, head); // the server had closed it meanwhile
        }
    }

    private Answer exchange(byte[] request, boolean head) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (IOException answeredAlready) {
            // it may have refused before it had read everything
        }
        Answer answer = read(head);
        if ("close".equalsIgnoreCase(answer.headers().get("connection"))) close();
        return answer;
    }

    private Answer read(boolean head) throws IOException {
        String line = line();
        int status = Integer.parseInt(line.split(" ")[1]);
        var headers = new TreeMap<String, String>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        if (status == 100) return read(head);
        if (head || status == 204 || status == 304) return new Answer(status, headers, new byte[0]);
        return new Answer(status, headers, body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        InputStream from = java.util.Objects.requireNonNull(in);
        String length = headers.get("content-length");
        if (length != null) return from.readNBytes(Integer.parseInt(length));
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            byte[] rest = from.readAllBytes();
            close();
            return rest;
        }
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(from.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        InputStream from = java.util.Objects.requireNonNull(in);
        var line = new StringBuilder();
        for (int c = from.read(); c != '\n'; c = from.read()) {
            if (c < 0) throw new EOFException("the connection ended");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) socket.close();
        socket = null;
    }
}
