package org.mandatum.authorisation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Signs demonstration people in. For one machine: it keeps nothing, and takes no people but its own. */
@SpringBootApplication
@EnableConfigurationProperties(SignInSettings.class)
public class AuthorisationServer {
    public static void main(String... arguments) {
        SpringApplication.run(AuthorisationServer.class, arguments);
    }
}
