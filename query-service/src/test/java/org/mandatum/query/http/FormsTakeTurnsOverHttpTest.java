package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** Forms of large structures where there is memory for one at a time. */
@OnARegisterOfItsOwn
@Import(FormsTakeTurnsOverHttpTest.LittleMemory.class)
class FormsTakeTurnsOverHttpTest extends AskedOverHttp {
    private static final long ALL_OF_IT = Long.MAX_VALUE;

    @Autowired
    private Room room;

    @TestConfiguration(proxyBeanMethods = false)
    static class LittleMemory {
        @Bean
        @Primary
        Room little() {
            return new Room(1 << 20, Duration.ofMillis(50));
        }
    }

    @Test
    void who_finds_no_room_is_told_to_come_back_and_gets_nothing_of_the_answer() throws InterruptedException {
        // given a structure, and another answer that takes all of the room
        OrganisationId org = opened();
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                IntStream.range(0, 20)
                        .mapToObj(number -> office(org, "office-" + number, "2015-01-01"))
                        .toArray(StructuralEvent[]::new));
        String structure = "/organisations/" + org + "/structure?effectiveOn=2016-06-01&knownAt=2020-01-03";
        var begun = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        Thread other = Thread.ofVirtual()
                .start(() -> room.during(ALL_OF_IT, () -> {
                    begun.countDown();
                    return await(done);
                }));
        begun.await();

        // when it is asked for as a tree
        var refused = send(structure + "&tree=true");
        var asItStands = send(structure);
        done.countDown();
        other.join();

        // then the answer is that it shall be asked for again, with nothing that would make it last
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(JSON.readTree(refused.body()).get("code").asString()).isEqualTo("forms-busy");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        for (String lasting : new String[] {"ETag", "Memento-Datetime", "Link"})
            assertThat(refused.headers().allValues(lasting)).as(lasting).isEmpty();
        assertThat(refused.headers().allValues("Cache-Control"))
                .noneSatisfy(value -> assertThat(value).contains("immutable"));

        // but plain JSON passed, and so does the tree now
        assertThat(asItStands.statusCode()).isEqualTo(200);
        assertThat(get(structure + "&tree=true").get("units")).hasSize(20);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
