package org.mandatum.query;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the query side: the projection and HTTP for everybody who asks. */
@SpringBootApplication
public class QueryService {
    public static void main(String[] args) {
        SpringApplication.run(QueryService.class, args);
    }
}
