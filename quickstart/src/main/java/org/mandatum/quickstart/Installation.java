package org.mandatum.quickstart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A built copy of this repository, at {@code home}, and the Java that runs it.
 *
 * @param serviceOptions how much memory the two services take and how they are compiled, as options of their JVMs
 */
public record Installation(Path home, Path java, List<String> serviceOptions) {
    /** Ready soon and content with little, as befits a first look; enough to replay a register of 40,000 units. */
    private static final List<String> MODEST = List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** The copy at {@code home}, run by the Java that runs this program. */
    public static Installation at(Path home) {
        return new Installation(
                home.toAbsolutePath().normalize(), Path.of(System.getProperty("java.home"), "bin", "java"), MODEST);
    }

    /** The same copy, its services run with other options than the modest ones. */
    public Installation withServiceOptions(List<String> options) {
        return new Installation(home, java, options);
    }

    Path commandService() {
        return built(home.resolve("command-service/target/command-service-exec.jar"));
    }

    Path queryService() {
        return built(home.resolve("query-service/target/query-service-exec.jar"));
    }

    Path authorisationServer() {
        return built(home.resolve("authorisation-server/target/authorisation-server-exec.jar"));
    }

    Path scenarios() {
        return home.resolve("scenario");
    }

    /** Everything the broker needs, in a fixed order, so that a class archive made for it keeps fitting. */
    String classPath() {
        Path lib = built(home.resolve("quickstart/target/lib"));
        try (Stream<Path> jars = Files.list(lib)) {
            List<Path> sorted =
                    jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
            return Stream.concat(Stream.of(built(home.resolve("quickstart/target/quickstart.jar"))), sorted.stream())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException problem) {
            throw new CannotContinue("cannot read " + lib + ": " + problem.getMessage(), problem);
        }
    }

    private static Path built(Path artefact) {
        if (!Files.exists(artefact)) {
            throw new CannotContinue(artefact + " is not built yet; build it with: mvn -DskipTests package");
        }
        return artefact;
    }
}
