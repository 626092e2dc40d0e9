package org.mandatum.quickstart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A built copy of this repository, at {@code home}, and the Java that runs it. */
public record Installation(Path home, Path java) {

    /** The copy at {@code home}, run by the Java that runs this program. */
    public static Installation at(Path home) {
        return new Installation(
                home.toAbsolutePath().normalize(), Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    Path commandService() {
        return built(home.resolve("command-service/target/command-service-exec.jar"));
    }

    Path queryService() {
        return built(home.resolve("query-service/target/query-service-exec.jar"));
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
