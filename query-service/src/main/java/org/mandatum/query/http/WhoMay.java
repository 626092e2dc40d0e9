package org.mandatum.query.http;

import static org.mandatum.access.Permissions.anyone;
import static org.mandatum.access.Permissions.may;
import static org.mandatum.access.Role.ADMIN;
import static org.mandatum.access.Role.AUDITOR;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import org.mandatum.access.AccessConfiguration;
import org.mandatum.access.Permissions;
import org.mandatum.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Which role may make which call of the query side. Whoever may see a structure may see how it came about: the stream tells a
 * viewer every event, so no page of the log is kept from them.
 */
@Configuration(proxyBeanMethods = false)
@Import(AccessConfiguration.class)
class WhoMay {
    private static final Role[] EVERY_ROLE = Role.values();

    @Bean
    Permissions permissions() {
        return Permissions.of(
                anyone(GET, "/actuator/health/**"),
                anyone(GET, "/actuator/prometheus"),
                may(GET, "/actuator/sbom/**", ADMIN, AUDITOR),
                anyone(GET, "/"), // the dashboard: it holds nothing until somebody signs in
                anyone(GET, "/o/**"),
                anyone(GET, "/assets/**"),
                anyone(GET, "/sign-in"),
                anyone(GET, "/v3/api-docs/**"),
                anyone(GET, "/asyncapi"),
                anyone(GET, "/schemas/**"),
                may(GET, "/organisations", EVERY_ROLE),
                may(GET, "/organisations/{organisation}", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/structure", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/structure/diff", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/units/{unit}", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/units/{unit}/history", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/functions/{function}/history", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/functions/flows", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/why", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/flags", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/events", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/events/stream", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/webhooks", ADMIN, AUDITOR),
                may(POST, "/organisations/{organisation}/webhooks", ADMIN),
                may(GET, "/organisations/{organisation}/webhooks/{webhook}", ADMIN, AUDITOR),
                may(DELETE, "/organisations/{organisation}/webhooks/{webhook}", ADMIN),
                may(POST, "/organisations/{organisation}/webhooks/{webhook}/secret", ADMIN),
                may(POST, "/organisations/{organisation}/webhooks/{webhook}/reactivation", ADMIN),
                may(GET, "/organisations/{organisation}/webhooks/{webhook}/dead-letters", ADMIN, AUDITOR),
                may(POST, "/organisations/{organisation}/webhooks/{webhook}/dead-letters/{position}/redelivery", ADMIN),
                may(POST, "/organisations/{organisation}/replays", AUDITOR),
                may(GET, "/organisations/{organisation}/replays/{replay}", AUDITOR),
                may(GET, "/organisations/{organisation}/replays/{replay}/steps", AUDITOR),
                may(GET, "/projection/rebuilds", ADMIN, AUDITOR).ofTheWholeRegister(),
                may(POST, "/projection/rebuilds", ADMIN).ofTheWholeRegister(),
                may(GET, "/projection/rebuilds/{rebuild}", ADMIN, AUDITOR).ofTheWholeRegister(),
                may(DELETE, "/projection/rebuilds/{rebuild}", ADMIN).ofTheWholeRegister(),
                may(GET, "/annex", AUDITOR).ofTheWholeRegister(),
                // What a checkpoint says of the register's content is its size; a witness needs no more.
                may(GET, "/log/checkpoint", EVERY_ROLE),
                may(GET, "/log/key", EVERY_ROLE),
                may(GET, "/log/proofs/inclusion", AUDITOR).ofTheWholeRegister(),
                may(GET, "/log/proofs/consistency", AUDITOR).ofTheWholeRegister(),
                may(GET, "/log/export", AUDITOR).ofTheWholeRegister(),
                may(GET, "/resolutions", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/gaps", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/review", EVERY_ROLE),
                may(GET, "/organisations/{organisation}/deadlines.ics", EVERY_ROLE),
                may(GET, "/resolutions/{resolution}", EVERY_ROLE),
                may(GET, "/resolutions/{resolution}/progress", EVERY_ROLE),
                may(GET, "/resolutions/{resolution}/trace", EVERY_ROLE),
                may(GET, "/mandates", EVERY_ROLE),
                may(GET, "/mandates/{mandate}", EVERY_ROLE),
                may(GET, "/mandates/{mandate}/trace", EVERY_ROLE),
                may(GET, "/mandates/{mandate}/timeline", EVERY_ROLE),
                may(GET, "/proposals", EVERY_ROLE),
                may(GET, "/proposals/{proposal}", EVERY_ROLE),
                may(GET, "/proposals/{proposal}/timeline", EVERY_ROLE));
    }
}
