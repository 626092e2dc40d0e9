package org.mandatum.command.http;

import static org.mandatum.access.Permissions.anyone;
import static org.mandatum.access.Permissions.may;
import static org.mandatum.access.Role.ADMIN;
import static org.mandatum.access.Role.APPROVER;
import static org.mandatum.access.Role.AUDITOR;
import static org.mandatum.access.Role.OFFICER;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import org.mandatum.access.AccessConfiguration;
import org.mandatum.access.Permissions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Which role may make which call of the command side. Acts belong to every organisation that rests on them: any officer may
 * record one, but only an officer of the whole register may change what others rest on.
 */
@Configuration(proxyBeanMethods = false)
@Import(AccessConfiguration.class)
class WhoMay {
    @Bean
    Permissions permissions() {
        return Permissions.of(
                anyone(GET, "/actuator/health/**"),
                anyone(GET, "/actuator/prometheus"),
                may(GET, "/actuator/sbom/**", ADMIN, AUDITOR),
                anyone(GET, "/v3/api-docs/**"),
                may(GET, "/annex", AUDITOR).ofTheWholeRegister(),
                anyone(GET, "/asyncapi"),
                anyone(GET, "/schemas/**"),
                may(POST, "/organisations", OFFICER, ADMIN),
                may(POST, "/organisations/{organisation}/changes", OFFICER),
                may(POST, "/organisations/{organisation}/imports", OFFICER),
                may(GET, "/organisations/{organisation}/imports/{id}", OFFICER, APPROVER, AUDITOR, ADMIN),
                may(POST, "/mandates", OFFICER),
                may(POST, "/mandates/{mandate}/verification", OFFICER, APPROVER),
                may(POST, "/mandates/{mandate}/{step}", OFFICER),
                may(POST, "/proposals", OFFICER),
                may(PUT, "/proposals/{proposal}", OFFICER),
                may(POST, "/proposals/{proposal}/approval", APPROVER),
                may(POST, "/proposals/{proposal}/rejection", APPROVER),
                may(POST, "/proposals/{proposal}/return", OFFICER, APPROVER),
                may(POST, "/proposals/{proposal}/{step}", OFFICER),
                may(GET, "/proposals/{proposal}/preview", OFFICER, APPROVER, AUDITOR),
                may(POST, "/resolutions", OFFICER),
                may(POST, "/resolutions/{resolution}/amendments", OFFICER).ofTheWholeRegister(),
                may(POST, "/resolutions/{resolution}/rescission", OFFICER).ofTheWholeRegister());
    }
}
