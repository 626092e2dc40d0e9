package org.mandatum.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        var builder = new ProcessBuilder(whole)
                .directory(data.path().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(data.log(name).toFile()));
        builder.environment().keySet().removeIf(Program::leaks);
        builder.environment().putAll(environment);
        return builder.start();
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
