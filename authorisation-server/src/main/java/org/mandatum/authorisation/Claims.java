package org.mandatum.authorisation;

import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/** What a token says of the person: who, in which roles, for which organisations. */
@Component
class Claims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private static final String AUDIENCE = "mandatum";

    @Override
    public void customize(JwtEncodingContext context) {
        DemonstrationPerson person = person(context);
        context.getClaims().subject(person.id()).claim("name", person.fullName());
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType()))
            context.getClaims()
                    .audience(List.of(AUDIENCE))
                    .claim("roles", person.roles())
                    .claim("organisations", organisations(context));
    }

    private static DemonstrationPerson person(JwtEncodingContext context) {
        Authentication signedIn = context.getPrincipal();
        String id = isTerminal(context) || signedIn == null ? parameter(context, "person", "") : signedIn.getName();
        return DemonstrationPerson.of(id).orElseThrow(() -> invalid("person: there is no '" + id + "'"));
    }

    /** Everybody reaches everything here; the terminal may ask for less, to see what that is like. */
    private static List<String> organisations(JwtEncodingContext context) {
        return List.of(parameter(context, "organisations", "*").split(","));
    }

    private static boolean isTerminal(JwtEncodingContext context) {
        return AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType());
    }

    private static String parameter(JwtEncodingContext context, String name, String absent) {
        return context.getAuthorizationGrant() instanceof OAuth2ClientCredentialsAuthenticationToken asked
                        && asked.getAdditionalParameters().get(name) instanceof String value
                ? value
                : absent;
    }

    private static OAuth2AuthenticationException invalid(String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, description, null));
    }
}
