package org.mandatum.command.http;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.mandatum.access.ContractTests;
import org.mandatum.access.HostileRequests;
import org.mandatum.command.OnARegisterOfItsOwn;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The OpenAPI document of the command side, and what comes of those who do not keep to it; in the demonstration's register. */
@OnARegisterOfItsOwn
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
    /** What the register records by itself, whenever it comes to it, is on nobody's order. */
    private static final String LAST_ORDERED = "select coalesce(max(position), 0) from event where type not in"
            + " ('OverdueRaised', 'DueDateReminderRaised', 'MandateTransferred', 'MandateLeftUnassigned')";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeAll
    void the_demonstration() throws Exception {
        new Demonstration(port).load();
    }

    @TestFactory
    Stream<DynamicTest> the_contract_is_kept() throws Exception {
        return new ContractTests(port).tests(Path.of("..", "docs", "openapi", "command-service.json"), "dryRun");
    }

    @Test
    void hostile_requests_break_nothing_and_leave_nothing() throws Exception {
        new HostileRequests(port, () -> jdbc.queryForObject(LAST_ORDERED, Long.class), "imports-busy").send();
    }
}
