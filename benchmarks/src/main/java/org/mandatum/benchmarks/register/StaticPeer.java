package org.mandatum.benchmarks.register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mandatum.benchmarks.load.HttpConnection;
import org.mandatum.benchmarks.peer.StaticAnswer;

/** The process that serves one fixed answer on the query service's framework. Ends with this JVM at the latest. */
public final class StaticPeer implements AutoCloseable {
    private final Process process;
    private final int port;
    private final String token;
    private final Thread stopWithThisJvm;

    /** @param register whose tokens it takes */
    public StaticPeer(RegisterUnderLoad register, byte[] answer) throws IOException, InterruptedException {
        Path directory = register.data();
        token = register.viewer();
        Path file = Files.write(directory.resolve("static-answer.json"), answer);
        port = RegisterUnderLoad.freePort();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(RegisterUnderLoad.SERVICE_OPTIONS);
        command.addAll(List.of(
                // It holds one answer, and the machine shall have room for all.
                "-Xms1g",
                "-Xmx1g",
                "-Djava.net.preferIPv4Stack=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                StaticAnswer.class.getName(),
                "--server.port=" + port,
                "--spring.application.name=static-answer",
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + register.issuer(),
                "--answer=" + file));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("static-answer.log").toFile())
                .start();
        stopWithThisJvm = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(stopWithThisJvm);
        awaitReady(directory.resolve("static-answer.log"));
    }

    public HttpConnection connection() {
        return new HttpConnection(port, token);
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        for (int i = 0; i < 300 && process.isAlive(); i++) {
            try (HttpConnection http = connection()) {
                if (http.get("/answer") == 200) return;
            } catch (IOException notYet) {
                // looked at again below
            }
            Thread.sleep(100);
        }
        String said = Files.readString(log);
        close();
        throw new IllegalStateException("the static peer did not start: " + said);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(stopWithThisJvm);
    }
}
