package org.mandatum.query.index;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.projection.RandomHistory;
import org.mandatum.query.projection.Revision;
import org.mandatum.query.projection.Revisions;

/** What an index takes in of what it is told, and when it is trusted. No database. */
class SlotTest {
    private static final OrganisationId ORG = new OrganisationId("random");

    private final Slot slot = new Slot();
    private Revision first;
    private Revision second;
    private Revision third;

    @BeforeEach
    void three_packages() {
        var history = new RandomHistory(ORG, 1, 5);
        history.grow(5);
        List<Revision> revisions = Revisions.of(ORG, history.events());
        first = revisions.get(0);
        second = revisions.get(1);
        third = revisions.get(2);
    }

    @Test
    void what_is_told_while_it_is_being_filled_is_taken_in_afterwards() {
        slot.begin();
        slot.revise(second);
        assertThat(slot.current()).isNull();
        slot.complete(OrganisationIndex.of(List.of(first)));
        slot.revise(third);

        assertThat(requireNonNull(slot.index()).position()).isEqualTo(third.position());
        assertThat(slot.current()).isNotNull();
    }

    @Test
    void nothing_is_taken_in_behind_a_gap() {
        // given an index that was filled with the first package
        filledWithTheFirst();

        // when it may have missed the second, and hears of the third
        slot.doubt();
        slot.revise(third);

        // then it still ends where it ended, and is not trusted
        assertThat(requireNonNull(slot.index()).position()).isEqualTo(first.position());
        assertThat(slot.current()).isNull();
    }

    @Test
    void a_gap_may_also_open_while_it_is_being_filled() {
        // given an index that is being filled with the first package, and has heard of nothing
        slot.begin();

        // when it may have missed the second, and hears of the third before it is filled
        slot.doubt();
        slot.revise(third);
        slot.complete(OrganisationIndex.of(List.of(first)));

        // then it is to be brought into step before it is trusted
        assertThat(requireNonNull(slot.index()).position()).isEqualTo(first.position());
        assertThat(slot.current()).isNull();
        assertThat(slot.upTo(first.position())).isNull();
    }

    @Test
    void what_was_told_before_the_doubt_is_left_to_the_rows_as_well() {
        slot.begin();
        slot.revise(third);
        slot.doubt();
        slot.complete(OrganisationIndex.of(List.of(first)));

        assertThat(requireNonNull(slot.index()).position()).isEqualTo(first.position());
    }

    @Test
    void once_it_is_in_step_it_is_trusted_again() {
        filledWithTheFirst();
        slot.doubt();

        OrganisationIndex behind = requireNonNull(requireNonNull(slot.begin()).behind());
        behind.revise(second);
        slot.complete(behind);
        slot.revise(third);

        assertThat(slot.current()).isNotNull();
        assertThat(slot.upTo(third.position())).isNotNull();
        assertThat(slot.upTo(third.position() + 1)).isNull();
    }

    @Test
    void while_it_is_brought_into_step_it_is_not_trusted() {
        filledWithTheFirst();
        slot.begin();

        assertThat(slot.current()).isNull();
        assertThat(slot.index()).isNotNull();
    }

    @Test
    void only_one_brings_it_into_step() {
        assertThat(slot.begin()).isNotNull();
        assertThat(slot.begin()).isNull();
        assertThat(slot.updating()).isNotNull();
    }

    @Test
    void after_a_failure_it_is_not_trusted_and_may_be_begun_again() {
        // given an index that could not be brought into step, since the rows could not be read
        filledWithTheFirst();
        slot.doubt();
        slot.begin();
        slot.fail(false);

        // then it is there as it was, for what is final
        assertThat(slot.current()).isNull();
        assertThat(requireNonNull(slot.index()).position()).isEqualTo(first.position());
        assertThat(requireNonNull(slot.begin()).behind()).isNotNull();
    }

    @Test
    void an_index_that_took_in_half_of_a_package_is_given_up() {
        // given an index, and a package that cannot follow it: it ends what never began
        filledWithTheFirst();
        var impossible = new Revision(
                ORG,
                third.recordedAt(),
                third.position(),
                third.version(),
                List.of(new Revision.Entry(
                        Revision.Kind.UNIT, "never-there", List.of(LocalDate.parse("2000-01-01")), List.of())));

        // when it is told of it
        assertThatThrownBy(() -> slot.revise(impossible)).isInstanceOf(IllegalStateException.class);

        // then it is filled anew
        assertThat(slot.index()).isNull();
        assertThat(requireNonNull(slot.begin()).behind()).isNull();
    }

    @Test
    void what_comes_during_a_long_filling_does_not_fill_the_memory() {
        slot.begin();
        for (int i = 0; i <= 10_000; i++) slot.revise(second);
        slot.complete(OrganisationIndex.of(List.of(first)));

        // then it is left to the rows
        assertThat(slot.current()).isNull();
        assertThat(requireNonNull(slot.index()).position()).isEqualTo(first.position());
    }

    private void filledWithTheFirst() {
        slot.begin();
        slot.complete(OrganisationIndex.of(List.of(first)));
    }
}
