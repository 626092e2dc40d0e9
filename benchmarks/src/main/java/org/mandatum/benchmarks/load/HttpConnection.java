package org.mandatum.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One client's kept-alive connection to a server on this machine. HTTP/1.1 and nothing more, so that the client costs the
 * machine little of what is to be measured: it blocks in the kernel and reads into the body. Opened again when the server has
 * closed it. For one platform thread.
 */
public final class HttpConnection implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);
    private static final Set<HttpConnection> ALL = ConcurrentHashMap.newKeySet();

    static {
        Thread.ofPlatform().daemon().name("patience").start(HttpConnection::closeUnanswered);
    }

    private final int port;
    private final String authorization;
    /** What was read and not taken yet. */
    private final ByteBuffer ahead = ByteBuffer.allocateDirect(16 * 1024).flip();

    private ByteBuffer body = ByteBuffer.allocateDirect(0);
    private volatile @Nullable SocketChannel channel;
    /** When a request was sent that is not answered yet; 0 while there is none. */
    private volatile long askedAt;

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
        return StandardCharsets.UTF_8.decode(body.duplicate().flip()).toString();
    }

    private int exchange(String line, String headers, byte[] content) throws IOException {
        SocketChannel connected = connected();
        String head = line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n" + authorization + headers
                + (content.length == 0 ? "" : "Content-Length: " + content.length + "\r\n") + "\r\n";
        byte[] request = head.getBytes(StandardCharsets.ISO_8859_1);
        if (content.length > 0) {
            int headLength = request.length;
            request = Arrays.copyOf(request, headLength + content.length);
            System.arraycopy(content, 0, request, headLength, content.length);
        }
        askedAt = System.nanoTime() | 1;
        try {
            for (ByteBuffer out = ByteBuffer.wrap(request); out.hasRemaining(); ) connected.write(out);
            return answer(connected);
        } catch (AsynchronousCloseException unanswered) {
            throw new IOException(line + " was not answered within a minute", unanswered);
        } catch (IOException broken) {
            close();
            throw broken;
        } finally {
            askedAt = 0;
        }
    }

    /** A blocking channel knows no timeout. */
    private static void closeUnanswered() {
        while (true) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            for (HttpConnection connection : ALL) {
                long askedAt = connection.askedAt;
                if (askedAt != 0 && System.nanoTime() - askedAt > PATIENCE) connection.closeQuietly();
            }
        }
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException alreadyBroken) {
            // Whoever waits for an answer is told.
        }
    }

    private int answer(SocketChannel in) throws IOException {
        int status = Integer.parseInt(line(in).substring(9, 12));
        int expected = 0;
        boolean chunked = false;
        closing = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:"))
                expected = Integer.parseInt(lower.substring(15).strip());
            else if (lower.startsWith("transfer-encoding:")) chunked = lower.contains("chunked");
            else if (lower.startsWith("connection:")) closing = lower.contains("close");
        }
        body.clear();
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

    private void take(SocketChannel in, int count) throws IOException {
        if (count > body.capacity() - body.position())
            body = ByteBuffer.allocateDirect(Math.max(body.capacity() * 2, body.position() + count))
                    .put(body.flip());
        int some = Math.min(count, ahead.remaining());
        body.put(ahead.slice(ahead.position(), some));
        ahead.position(ahead.position() + some);
        body.limit(body.position() + count - some);
        while (body.hasRemaining()) if (in.read(body) < 0) throw closed();
        body.limit(body.capacity());
    }

    private String line(SocketChannel in) throws IOException {
        var line = new StringBuilder(64);
        while (true) {
            if (!ahead.hasRemaining()) fill(in);
            byte next = ahead.get();
            if (next == '\n') return line.toString();
            if (next != '\r') line.append((char) (next & 0xff));
        }
    }

    private void fill(SocketChannel in) throws IOException {
        int count = in.read(ahead.clear());
        ahead.flip();
        if (count < 0) throw closed();
    }

    private static EOFException closed() {
        return new EOFException("the server closed the connection");
    }

    private SocketChannel connected() throws IOException {
        SocketChannel open = channel;
        if (open != null) return open;
        var fresh =
                SocketChannel.open(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel = fresh;
        ALL.add(this);
        ahead.clear().flip();
        return fresh;
    }

    @Override
    public void close() throws IOException {
        SocketChannel open = channel;
        channel = null;
        ALL.remove(this);
        if (open != null) open.close();
    }
}
