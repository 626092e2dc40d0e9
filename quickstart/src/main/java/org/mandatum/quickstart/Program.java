package org.mandatum.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What to run as one of the register's processes. {@code executable} is the file name of what ends up running. */
record Program(String name, String executable, List<String> command, Map<String, String> environment) {

    /**
     * Starts it apart from this terminal where the system can ({@code setsid} keeps the pid), so that neither Ctrl-C nor
     * a hang-up reaches it: stopping is {@link Register#down}'s business, in the right order.
     */
    Process start(DataDirectory data) throws IOException {
        var whole = new ArrayList<String>();
        onPath("setsid").map(Path::toString).forEach(whole::add);
        whole.addAll(command);
        Files.writeString(
                data.log(name), "", java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
        return builder(whole, data)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(data.log(name).toFile()))
                .start();
    }

    /** The same with words at its end that tell it what to do instead. */
    Program toldTo(String... words) {
        return new Program(
                name,
                executable,
                Stream.concat(command.stream(), Stream.of(words)).toList(),
                environment);
    }

    /**
     * Runs it to its end, before this terminal's eyes; Ctrl-C ends both.
     *
     * @throws CannotContinue with the last thing that it said, when it did not do what it was told
     */
    void run(DataDirectory data, Consumer<String> progress) throws IOException {
        Process process = builder(command, data).start();
        String last = "it said nothing";
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
                progress.accept(line);
            }
            if (process.waitFor() != 0) {
                throw new CannotContinue(last);
            }
        } catch (InterruptedException problem) {
            throw new IllegalStateException(problem);
        } finally {
            process.destroy();
        }
    }

    private ProcessBuilder builder(List<String> whole, DataDirectory data) {
        var builder = new ProcessBuilder(whole)
                .directory(data.path().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(Program::leaks);
        builder.environment().putAll(environment);
        return builder;
    }

    /** Settings meant for some other program in this terminal must not reach into the register. */
    private static boolean leaks(String variable) {
        return variable.startsWith("SPRING_")
                || variable.startsWith("SERVER_")
                || variable.startsWith("MANAGEMENT_")
                || variable.startsWith("PG")
                || variable.equals("JAVA_TOOL_OPTIONS")
                || variable.equals("JDK_JAVA_OPTIONS")
                || variable.equals("CLASSPATH");
    }

    static Stream<Path> onPath(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .limit(1);
    }
}
