package org.mandatum.command.http;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mandatum.access.AccessMatrix;
import org.mandatum.access.TestIssuer;
import org.mandatum.command.RealPostgreSql;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Every call of the command side by every role. A call without a line in {@code who-may.txt} fails here. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import({RealPostgreSql.class, TestIssuer.class})
class WhoMayTest {
    @LocalServerPort
    private int port;

    @TestFactory
    Stream<DynamicTest> nobody_may_what_is_not_written() {
        return new AccessMatrix(port).tests(Path.of("src/test/resources/who-may.txt"));
    }
}
