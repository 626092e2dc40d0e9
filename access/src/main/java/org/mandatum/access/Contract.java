package org.mandatum.access;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPatternParser;

/** Writes the table of permissions into the service's OpenAPI document, so that it tells with each call who may make it. */
@Component
public final class Contract implements OpenApiCustomizer {
    /** At a call: the roles of which one is needed; empty where nobody is asked who they are; absent where nobody may. */
    public static final String ROLES = "x-roles";

    private static final String BEARER = "bearer";

    private final Permissions permissions;
    private final String title;

    Contract(Permissions permissions, @Value("${spring.application.name:service}") String title) {
        this.permissions = permissions;
        this.title = title;
    }

    @Override
    public void customise(OpenAPI document) {
        document.info(new Info().title("Mandatum " + title).version("0.1.0"));
        document.servers(null); // wherever it was asked for
        if (document.getComponents() == null) document.components(new Components());
        document.getComponents()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("A token of the register's issuer, with audience mandatum."));
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, call) -> describe(path, method, call)));
    }

    private void describe(String path, PathItem.HttpMethod method, Operation call) {
        permissions.rules().stream()
                .filter(rule -> rule.method().equals(HttpMethod.valueOf(method.name()))
                        && PathPatternParser.defaultInstance.parse(rule.path()).matches(PathContainer.parsePath(path)))
                .findFirst()
                .ifPresent(rule -> describe(rule, call));
    }

    private static void describe(Permissions.Rule rule, Operation call) {
        Set<Role> roles = rule.roles();
        call.addExtension(
                ROLES,
                roles == null ? List.of() : roles.stream().map(Role::word).toList());
        if (roles == null) return;
        if (rule.wholeRegister()) call.addExtension("x-whole-register", true);
        call.addSecurityItem(new SecurityRequirement().addList(BEARER));
        call.getResponses()
                .addApiResponse("401", new ApiResponse().description("No token, or none that counts."))
                .addApiResponse("403", new ApiResponse().description("The token does not give what this call needs."));
    }
}
