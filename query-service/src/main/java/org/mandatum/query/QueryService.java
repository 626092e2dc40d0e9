package org.mandatum.query;

import org.mandatum.query.webhooks.RestoreProgram;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LoggingSystem;

/** Starts the query side: the projection and HTTP for everybody who asks; or, with {@code restore}, gives it its webhooks back. */
@SpringBootApplication
public class QueryService {
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("restore")) {
            // What it has to say, it says; libraries would log every statement.
            LoggingSystem.get(QueryService.class.getClassLoader()).beforeInitialize();
            System.exit(RestoreProgram.run(args, System.getenv(), System.out::println));
        }
        SpringApplication.run(QueryService.class, args);
    }
}
