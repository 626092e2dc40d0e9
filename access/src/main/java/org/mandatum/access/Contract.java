package org.mandatum.access;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Makes the service's OpenAPI document: springdoc finds the calls that there are, {@link Descriptions} say what they take and
 * answer, and the table of permissions who may make them (ADR 0023).
 */
@Component
public final class Contract implements OpenApiCustomizer {
    /** At a call: the roles of which one is needed; empty where nobody is asked who they are; absent where nobody may. */
    public static final String ROLES = "x-roles";

    private static final String BEARER = "bearer";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final Permissions permissions;
    private final String title;

    Contract(Permissions permissions, @Value("${spring.application.name:service}") String title) {
        this.permissions = permissions;
        this.title = title;
    }

    @Override
    public void customise(OpenAPI document) {
        OpenAPI told = Descriptions.read();
        document.info(new Info().title("Mandatum " + title).version("0.1.0"));
        document.servers(null); // wherever it was asked for
        document.tags(told.getTags());
        document.components(told.getComponents());
        document.getComponents()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("A token of the register's issuer, with audience mandatum."));
        told.getPaths().forEach((path, item) -> {
            PathItem there = document.getPaths().get(path);
            if (there == null) throw new IllegalStateException("there is no call " + path + " to describe");
            item.readOperationsMap().forEach((method, call) -> {
                if (!there.readOperationsMap().containsKey(method))
                    throw new IllegalStateException("there is no call " + method + " " + path + " to describe");
                there.operation(method, call);
            });
        });
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, call) -> {
                    withVariables(path, call);
                    Permissions.@Nullable Rule rule = rule(path, method);
                    if (rule != null) permit(rule, call);
                    withProblems(call);
                }));
    }

    /** The variables of a path are described once for all paths, under their names. */
    private static void withVariables(String path, Operation call) {
        Matcher variable = VARIABLE.matcher(path);
        if (call.getParameters() != null) call.getParameters().removeIf(parameter -> "path".equals(parameter.getIn()));
        for (int at = 0; variable.find(); at++) {
            var named = new Parameter().$ref("#/components/parameters/" + variable.group(1));
            if (call.getParameters() == null) call.addParametersItem(named);
            else call.getParameters().add(at, named);
        }
    }

    private Permissions.@Nullable Rule rule(String path, PathItem.HttpMethod method) {
        return permissions.rules().stream()
                .filter(rule -> rule.method().equals(HttpMethod.valueOf(method.name()))
                        && PathPatternParser.defaultInstance.parse(rule.path()).matches(PathContainer.parsePath(path)))
                .findFirst()
                .orElse(null);
    }

    private static void permit(Permissions.Rule rule, Operation call) {
        Set<Role> roles = rule.roles();
        call.addExtension(
                ROLES,
                roles == null ? List.of() : roles.stream().map(Role::word).toList());
        if (roles == null) return;
        if (rule.wholeRegister()) call.addExtension("x-whole-register", true);
        call.addSecurityItem(new SecurityRequirement().addList(BEARER));
        answer(call, "401", "Unauthorized");
        answer(call, "403", "Forbidden");
        answer(call, "429", "TooManyRequests");
        answer(call, "503", "Unavailable");
    }

    private static void withProblems(Operation call) {
        answer(call, "400", "Malformed");
        answer(call, "default", "Problem");
    }

    private static void answer(Operation call, String status, String component) {
        if (!Objects.requireNonNull(call.getResponses()).containsKey(status))
            call.getResponses().addApiResponse(status, new ApiResponse().$ref("#/components/responses/" + component));
    }
}
