package org.mandatum.command;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the command side: HTTP for officers, the journal, the publisher. */
@SpringBootApplication
public class CommandService {
    public static void main(String[] args) {
        SpringApplication.run(CommandService.class, args);
    }
}
