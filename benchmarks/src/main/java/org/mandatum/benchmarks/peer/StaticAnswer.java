package org.mandatum.benchmarks.peer;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mandatum.access.AccessConfiguration;
import org.mandatum.access.Permissions;
import org.mandatum.access.Role;
import org.mandatum.query.http.Connections;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The least that a service can do on the query service's framework: the same Tomcat, the same {@code application.yaml}, its
 * filters, meters and checks of tokens, and a handler that has its answer ready. What the query service can serve is bounded by this.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@Import({StaticAnswer.Handler.class, Connections.class, AccessConfiguration.class})
public class StaticAnswer {
    @SuppressWarnings("FutureReturnValueIgnored") // it ends this process
    public static void main(String... arguments) {
        // Whoever measures may be killed before it can stop its peer.
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        SpringApplication.run(StaticAnswer.class, arguments);
    }

    @Bean
    Permissions permissions() {
        return Permissions.of(Permissions.may(HttpMethod.GET, "/answer", Role.values()));
    }

    @RestController
    static class Handler {
        private final byte[] answer;

        Handler(@Value("${answer}") Path file) throws IOException {
            answer = Files.readAllBytes(file);
        }

        @GetMapping("/answer")
        ResponseEntity<byte[]> answer(HttpServletRequest request) {
            return ResponseEntity.ok()
                    .eTag("\"static\"")
                    .header("Cache-Control", "public, max-age=31536000, immutable")
                    .header("Vary", "Accept, Accept-Datetime, Accept-Encoding")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(answer);
        }
    }
}
