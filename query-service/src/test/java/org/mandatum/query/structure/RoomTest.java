package org.mandatum.query.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.mandatum.query.http.Problem;

class RoomTest {
    private static final int MEGABYTE = 1 << 20;
    /** Enough for the trees of two structures of a megabyte. */
    private static final int TWO_MEGABYTES_OF_TEXT = 2 * 16 * 1_024 + 2;

    private final Room room = new Room(TWO_MEGABYTES_OF_TEXT, Duration.ofMillis(50));

    @Test
    void large_answers_wait_for_each_other_and_give_up_after_a_while() throws Exception {
        // given an answer under way that takes half the room and one that takes the other half
        var done = new CountDownLatch(1);
        var begun = new CountDownLatch(2);
        var underWay = new ArrayList<Thread>();
        for (int i = 0; i < 2; i++)
            underWay.add(Thread.startVirtualThread(() -> room.during(MEGABYTE, () -> {
                begun.countDown();
                return uninterruptibly(done);
            })));
        begun.await();

        // then there is none for a third
        assertThatThrownBy(() -> room.during(MEGABYTE, () -> "a tree"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("ask again soon, or for plain JSON");

        // and again when they are done
        done.countDown();
        for (Thread thread : underWay) thread.join();
        assertThat(room.during(MEGABYTE, () -> "a tree")).isEqualTo("a tree");
    }

    @Test
    void one_that_is_larger_than_the_room_is_made_by_itself() {
        assertThat(room.during(100 * MEGABYTE, () -> "a tree")).isEqualTo("a tree");
    }

    @Test
    void what_fails_leaves_its_place() {
        // given an answer that fails
        assertThatThrownBy(() -> room.during(100 * MEGABYTE, () -> {
                    throw new IllegalStateException("no such form");
                }))
                .hasMessage("no such form");

        // then there is room for the next
        assertThat(room.during(100 * MEGABYTE, () -> "a tree")).isEqualTo("a tree");
    }

    private static String uninterruptibly(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return "a tree";
    }
}
