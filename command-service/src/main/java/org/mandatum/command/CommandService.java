package org.mandatum.command;

import org.mandatum.command.log.RestoreProgram;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LoggingSystem;

/** Starts the command side: HTTP for officers, the journal, the publisher, the log; or, with {@code restore}, fills an empty one. */
@SpringBootApplication
public class CommandService {
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("restore")) {
            // What it has to say, it says; libraries would log every statement.
            LoggingSystem.get(CommandService.class.getClassLoader()).beforeInitialize();
            System.exit(RestoreProgram.run(args, System.getenv(), System.out::println));
        }
        SpringApplication.run(CommandService.class, args);
    }
}
