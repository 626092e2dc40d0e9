package org.mandatum.command.http;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mandatum.access.AccessMatrix;
import org.mandatum.command.OnARegisterOfItsOwn;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every call of the command side by every role. A call without a line in {@code who-may.txt} fails here. */
@OnARegisterOfItsOwn
class WhoMayTest {
    @LocalServerPort
    private int port;

    @TestFactory
    Stream<DynamicTest> nobody_may_what_is_not_written() {
        return new AccessMatrix(port).tests(Path.of("src/test/resources/who-may.txt"));
    }
}
