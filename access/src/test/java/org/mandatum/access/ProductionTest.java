package org.mandatum.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class ProductionTest {
    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";
    private static final String ISSUER_KEYS = "spring.security.oauth2.resourceserver.jwt.jwk-set-uri";
    private static final String PASSWORD = "spring.datasource.password";
    private static final String OWNERS_PASSWORD = "spring.flyway.password";

    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("mandatum.production.secrets", PASSWORD)
            .withProperty("mandatum.production.secrets-if-any", OWNERS_PASSWORD)
            .withProperty(ISSUER, "https://login.example.org/realms/mandatum")
            .withProperty(PASSWORD, "mR7f-92kd-pq0x-wz51");

    @Test
    void a_service_with_secrets_of_its_own_starts() {
        environment.setActiveProfiles("production");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void a_secret_that_is_missing_short_or_known_to_everybody_is_named_and_nothing_starts() {
        environment.setActiveProfiles("production");
        for (String weak : new String[] {"", "  ", "mandatum", "postgres", "ChangeMe", "mandatum_command", "a9f8e7"}) {
            environment.setProperty(PASSWORD, weak);
            assertRefused(PASSWORD);
        }
    }

    @Test
    void the_issuer_is_the_organisations_own_and_out_of_reach_of_those_in_between() {
        environment.setActiveProfiles("production");
        for (String unsafe : new String[] {
            "", "http://localhost:8084", "https://127.0.0.1:8084", "https://[::1]/", "http://login.example.org", "a b"
        }) {
            environment.setProperty(ISSUER, unsafe);
            assertRefused(ISSUER);
        }
    }

    @Test
    void a_secret_that_may_be_left_out_is_no_weak_one() {
        environment.setActiveProfiles("production");
        environment.setProperty(OWNERS_PASSWORD, "postgres");
        assertRefused(OWNERS_PASSWORD);
    }

    @Test
    void the_issuers_keys_come_by_a_way_on_which_nobody_can_exchange_them() {
        environment.setActiveProfiles("production");
        for (String unsafe : new String[] {"http://login.example.org/keys", "http://10.0.0.7/keys", "keys", "a b"}) {
            environment.setProperty(ISSUER_KEYS, unsafe);
            assertRefused(ISSUER_KEYS);
        }
        for (String safe : new String[] {"https://login.example.org/keys", "http://keycloak:8084/keys", ""}) {
            environment.setProperty(ISSUER_KEYS, safe);
            assertThatCode(this::start).as(safe).doesNotThrowAnyException();
        }
    }

    @Test
    void elsewhere_nothing_is_asked() {
        environment.setProperty(PASSWORD, "");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    private void assertRefused(String setting) {
        assertThatThrownBy(this::start)
                .as(environment.getProperty(setting))
                .isInstanceOf(Production.Unsafe.class)
                .hasMessageContaining(setting);
    }

    private void start() {
        new Production().postProcessEnvironment(environment, new SpringApplication());
    }
}
