package org.mandatum.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One client's kept-alive connection to a server on this machine: HTTP/1.1 and nothing more, so that the client costs the
 * machine little of what is to be measured. Opened again when the server closes it. For one thread.
 */
public final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final int port;
    private final String authorization;
    private final byte[] buffer = new byte[64 * 1024];
    private @Nullable Socket socket;
    private int begin;
    private int end;
    private byte[] body = new byte[0];
    private int length;
    private boolean closing;

    /** @param token a bearer token; empty where the server asks for none */
    public HttpConnection(int port, String token) {
        this.port = port;
        authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
    }

    /** The status; what came with it is {@link #body}, until the next request. */
    public int get(String pathAndQuery) throws IOException {
        return exchange("GET " + pathAndQuery, "", new byte[0]);
    }

    public int post(String path, String json) throws IOException {
        return exchange("POST " + path, "Content-Type: application/json\r\n", json.getBytes(StandardCharsets.UTF_8));
    }

    public String body() {
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    public int bodyLength() {
        return length;
    }

    private int exchange(String line, String headers, byte[] content) throws IOException {
        Socket connected = connected();
        String head = line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n" + authorization + headers
                + (content.length == 0 ? "" : "Content-Length: " + content.length + "\r\n") + "\r\n";
        byte[] request = head.getBytes(StandardCharsets.ISO_8859_1);
        if (content.length > 0) {
            int headLength = request.length;
            request = Arrays.copyOf(request, headLength + content.length);
            System.arraycopy(content, 0, request, headLength, content.length);
        }
        connected.getOutputStream().write(request);
        return answer(connected.getInputStream());
    }

    private int answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).substring(9, 12));
        long expected = 0;
        boolean chunked = false;
        closing = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:"))
                expected = Long.parseLong(lower.substring(15).strip());
            else if (lower.startsWith("transfer-encoding:")) chunked = lower.contains("chunked");
            else if (lower.startsWith("connection:")) closing = lower.contains("close");
        }
        length = 0;
        if (!chunked) take(in, expected);
        else
            while (true) {
                int size = Integer.parseInt(line(in).strip(), 16);
                take(in, size);
                line(in);
                if (size == 0) break;
            }
        if (closing) close();
        return status;
    }

    private void take(InputStream in, long count) throws IOException {
        long left = count;
        if (length + count > body.length)
            body = Arrays.copyOf(body, Math.max(body.length * 2, Math.toIntExact(length + count)));
        while (left > 0) {
            if (begin == end) fill(in);
            int some = Math.toIntExact(Math.min(left, end - begin));
            System.arraycopy(buffer, begin, body, length, some);
            begin += some;
            length += some;
            left -= some;
        }
    }

    private String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        while (true) {
            if (begin == end) fill(in);
            byte next = buffer[begin++];
            if (next == '\n') return line.toString();
            if (next != '\r') line.append((char) (next & 0xff));
        }
    }

    private void fill(InputStream in) throws IOException {
        begin = 0;
        end = in.read(buffer);
        if (end <= 0) {
            end = 0;
            throw new EOFException("the server closed the connection");
        }
    }

    private Socket connected() throws IOException {
        Socket open = socket;
        if (open != null) return open;
        var fresh = new Socket();
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(TIMEOUT_MILLIS);
        fresh.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), TIMEOUT_MILLIS);
        socket = fresh;
        begin = 0;
        end = 0;
        return fresh;
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        if (open != null) open.close();
    }
}
