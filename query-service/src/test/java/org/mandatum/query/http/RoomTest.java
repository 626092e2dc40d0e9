package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoomTest {
    private static final int MEGABYTE = 1 << 20;
    private static final long ROOM = 2 * MEGABYTE + 2_048;
    private static final Duration NOT_LONG = Duration.ofMillis(50);

    private final CountDownLatch done = new CountDownLatch(1);

    @Test
    void large_answers_wait_for_each_other_and_give_up_after_a_while() throws InterruptedException {
        // given two answers under way that take all of the room
        var room = new Room(ROOM, NOT_LONG);
        fill(room);

        // then there is none for a third
        assertThatThrownBy(() -> room.during(MEGABYTE, () -> "a tree"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("ask again soon");
        done.countDown();
    }

    @Test
    void who_waits_is_let_in_when_others_are_done() throws InterruptedException {
        // given two answers that take all of the room, and one that waits
        var room = new Room(ROOM, Duration.ofMinutes(1));
        fill(room);
        var formed = new ArrayList<String>();
        Thread waiting = Thread.ofPlatform().start(() -> formed.add(room.during(MEGABYTE, () -> "a tree")));
        Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        assertThat(formed).isEmpty();

        // when they are done
        done.countDown();

        // then it is made
        waiting.join();
        assertThat(formed).containsExactly("a tree");
    }

    @Test
    void a_small_answer_does_not_wait_behind_large_ones() throws InterruptedException {
        // given two answers that take all of the room
        var room = new Room(ROOM, NOT_LONG);
        fill(room);

        // then a small one is made
        assertThat(room.during(10_000, () -> "a tree")).isEqualTo("a tree");
        done.countDown();
    }

    @Test
    void one_that_is_larger_than_the_room_is_made_by_itself() {
        assertThat(new Room(ROOM, NOT_LONG).during(100L * MEGABYTE, () -> "a tree"))
                .isEqualTo("a tree");
    }

    @Test
    void what_fails_leaves_its_place() {
        // given an answer that fails
        var room = new Room(ROOM, NOT_LONG);
        assertThatThrownBy(() -> room.during(100L * MEGABYTE, () -> {
                    throw new IllegalStateException("no such form");
                }))
                .hasMessage("no such form");

        // then there is room for the next
        assertThat(room.during(100L * MEGABYTE, () -> "a tree")).isEqualTo("a tree");
    }

    /** Two answers that take a half each, until {@link #done}. */
    private void fill(Room room) throws InterruptedException {
        var begun = new CountDownLatch(2);
        for (String half : List.of("one", "other"))
            Thread.ofVirtual()
                    .start(() -> room.during(MEGABYTE, () -> {
                        begun.countDown();
                        await(done);
                        return half;
                    }));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
