package org.mandatum.query.dashboard;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.mandatum.query.http.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page. Every view of it has an address under {@code /o/}, out of the way of the questions, and is answered with the same
 * document. Its parts bear a hash of their content in their names and may be kept for ever.
 */
@RestController
class PageController {
    private static final Map<String, MediaType> TYPES = Map.of(
            "js", MediaType.parseMediaType("text/javascript;charset=UTF-8"),
            "css", MediaType.parseMediaType("text/css;charset=UTF-8"),
            "svg", MediaType.parseMediaType("image/svg+xml"),
            "woff2", MediaType.parseMediaType("font/woff2"));

    private final String policy;
    private final Resource page = new ClassPathResource("dashboard/index.html");

    /** Nothing comes from elsewhere and nothing is written into the page; orders go to the command service, sign-ins to the issuer. */
    PageController(
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") URI issuer,
            @Value("${mandatum.dashboard.command-service}") URI commandService) {
        policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; connect-src 'self' "
                        + commandService.resolve("/") + " " + issuer.resolve("/")
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    @GetMapping({"/", "/o/**"})
    ResponseEntity<Resource> page() {
        if (!page.exists())
            throw Problem.of(
                    HttpStatus.NOT_FOUND,
                    "no-dashboard",
                    "This build has no dashboard: Node 20 or newer was missing when it was made. The questions are answered"
                            + " all the same, see /organisations.");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .body(page);
    }

    @GetMapping("/assets/{name:[A-Za-z0-9_-]+\\.[a-z0-9]+}")
    ResponseEntity<Resource> part(@PathVariable String name) {
        var part = new ClassPathResource("dashboard/assets/" + name);
        MediaType type = TYPES.get(name.substring(name.indexOf('.') + 1));
        if (type == null || !part.exists()) throw Problem.unknown("file", name);
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .header("X-Content-Type-Options", "nosniff")
                .body(part);
    }
}
