package org.mandatum.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the register's two Spring Boot services, told by its environment where everything is.
 *
 * @param others what this service is told and the other is not
 */
record Service(String name, Path jar, int port, String database, String password, Map<String, String> others) {
    static final String COMMAND = "command-service";
    static final String QUERY = "query-service";

    /** Takes changes; its schema belongs to somebody else. */
    static Service commandSide(
            Installation installation, DataDirectory data, Settings settings, Credentials credentials) {
        return new Service(
                COMMAND,
                installation.commandService(),
                settings.commandPort(),
                PostgreSql.COMMAND_SIDE,
                credentials.commandSide(),
                Map.of(
                        "SPRING_FLYWAY_USER",
                        PostgreSql.OWNER,
                        "SPRING_FLYWAY_PASSWORD",
                        credentials.owner(),
                        "MANDATUM_LOG_KEYFILE",
                        data.logKey().toString(),
                        "MANDATUM_LOG_MAKEKEY",
                        "true",
                        // The scenario is told in seconds; what is late in it shall be seen to be raised.
                        "MANDATUM_DEADLINES_GRACE",
                        "20s",
                        "MANDATUM_DEADLINES_LOOKEVERY",
                        "5s"));
    }

    /** Answers questions; audits look at the log as its reader. */
    static Service querySide(Installation installation, Settings settings, Credentials credentials) {
        return new Service(
                QUERY,
                installation.queryService(),
                settings.queryPort(),
                PostgreSql.QUERY_SIDE,
                credentials.querySide(),
                Map.of(
                        "MANDATUM_LOG_DATASOURCE_URL",
                        PostgreSql.url(settings.postgreSqlPort(), PostgreSql.COMMAND_SIDE),
                        "MANDATUM_LOG_DATASOURCE_USERNAME",
                        PostgreSql.READER,
                        "MANDATUM_LOG_DATASOURCE_PASSWORD",
                        credentials.reader()));
    }

    Program program(Installation installation, Settings settings) {
        var command = new ArrayList<String>();
        command.add(installation.java().toString());
        command.addAll(installation.serviceOptions());
        command.addAll(List.of(
                "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.net.preferIPv4Stack=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()));
        var environment = new HashMap<>(others);
        environment.putAll(Map.of(
                "SERVER_PORT",
                Integer.toString(port),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SPRING_DATASOURCE_URL",
                PostgreSql.url(settings.postgreSqlPort(), database),
                "SPRING_DATASOURCE_USERNAME",
                database,
                "SPRING_DATASOURCE_PASSWORD",
                password,
                "MANDATUM_KAFKA_BOOTSTRAPSERVERS",
                "127.0.0.1:" + settings.kafkaPort(),
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI",
                settings.issuer(),
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWKSETURI",
                AuthorisationServer.keys(settings).toString(),
                "MANDATUM_ACCESS_DASHBOARDORIGINS",
                name.equals(COMMAND) ? settings.dashboard() : "",
                "MANDATUM_DASHBOARD_COMMANDSERVICE",
                "http://localhost:" + settings.commandPort()));
        return new Program(name, "java", command, environment);
    }

    boolean isReady(HttpClient http) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
