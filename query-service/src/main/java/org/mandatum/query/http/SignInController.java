package org.mandatum.query.http;

import jakarta.servlet.http.HttpServletRequest;
import org.mandatum.journal.EventJson;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the dashboard has to know before anybody has signed in. */
@RestController
class SignInController {
    private final String issuer;
    private final String client;
    private final String commandService;

    SignInController(
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer,
            @Value("${mandatum.dashboard.client}") String client,
            @Value("${mandatum.dashboard.command-service}") String commandService) {
        this.issuer = issuer;
        this.client = client;
        this.commandService = commandService;
    }

    /** Where people sign in (OpenID Connect, code flow with PKCE), as which client, and where changes are taken. */
    @GetMapping("/sign-in")
    ResponseEntity<String> signIn(HttpServletRequest request) {
        Question question = Question.of(request);
        return JsonAnswer.of(
                EventJson.MAPPER
                        .createObjectNode()
                        .put("issuer", issuer)
                        .put("client", client)
                        .put("commandService", commandService),
                question);
    }
}
