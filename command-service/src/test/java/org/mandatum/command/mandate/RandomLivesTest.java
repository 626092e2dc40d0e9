package org.mandatum.command.mandate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mandatum.command.mandate.Given.*;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mandatum.command.mandate.MandateOrder.*;
import org.mandatum.journal.Actor;
import org.mandatum.mandate.Attributes;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.mandate.MandateEvent.ImplementationVerified;
import org.mandatum.mandate.MandateEvent.OverdueRaised;
import org.mandatum.mandate.MandateState;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.StructuralEvent.FunctionRedistributed;
import org.mandatum.organisation.StructuralEvent.PlacedFunction;
import org.mandatum.organisation.StructuralEvent.UnitEliminated;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.UnitId;

/** Ten thousand lives, led by people who try everything in any order, in an organisation that changes under them. */
class RandomLivesTest {
    private static final int LIVES = 10_000;
    private static final int STEPS = 30;
    private static final List<String> OFFICES = List.of("one", "two", "three", "four");
    /** The same two people under other names, and nobody. */
    private static final List<Actor> PEOPLE = List.of(
            ANA,
            BEN,
            new Actor(ANA.issuer(), ANA.subject(), "Ana (married)"),
            new Actor("https://other", "ana", "Ana"));

    /** Where a mandate may come to from each state, in one step; written down again here, from the domain. */
    private static final Map<MandateState, Set<MandateState>> NEXT = new EnumMap<>(Map.ofEntries(
            Map.entry(MandateState.ISSUED, ended(MandateState.ASSIGNED)),
            Map.entry(MandateState.ASSIGNED, ended(MandateState.IN_PROGRESS, MandateState.UNASSIGNED)),
            Map.entry(MandateState.UNASSIGNED, ended(MandateState.ASSIGNED, MandateState.IN_PROGRESS)),
            Map.entry(MandateState.IN_PROGRESS, ended(MandateState.IMPLEMENTED, MandateState.UNASSIGNED)),
            Map.entry(
                    MandateState.IMPLEMENTED,
                    ended(MandateState.VERIFIED, MandateState.IN_PROGRESS, MandateState.UNASSIGNED)),
            Map.entry(MandateState.VERIFIED, ended(MandateState.CLOSED)),
            Map.entry(MandateState.CLOSED, EnumSet.of(MandateState.IN_PROGRESS, MandateState.UNASSIGNED)),
            Map.entry(MandateState.LAPSED, reopened()),
            Map.entry(MandateState.DISCHARGED, reopened()),
            Map.entry(MandateState.MERGED, EnumSet.noneOf(MandateState.class)),
            Map.entry(MandateState.REPLACED, EnumSet.noneOf(MandateState.class)),
            Map.entry(MandateState.RETIRED, EnumSet.noneOf(MandateState.class))));

    private static Set<MandateState> ended(MandateState... others) {
        var all = EnumSet.of(
                MandateState.MERGED,
                MandateState.REPLACED,
                MandateState.RETIRED,
                MandateState.LAPSED,
                MandateState.DISCHARGED);
        all.addAll(List.of(others));
        return all;
    }

    private static Set<MandateState> reopened() {
        return EnumSet.of(
                MandateState.ISSUED, MandateState.ASSIGNED, MandateState.IN_PROGRESS, MandateState.UNASSIGNED);
    }

    @Test
    void nobody_verifies_their_own_claim_no_state_is_skipped_and_no_mandate_is_orphaned() {
        long seed = 20_150_615;
        var reached = new EnumMap<MandateState, Integer>(MandateState.class);
        for (int life = 0; life < LIVES; life++) {
            MandateState last = new Life(new Random(seed + life), "seed " + (seed + life)).lead();
            reached.merge(last, 1, Integer::sum);
        }
        assertThat(reached.keySet()).as("where lives came to").containsAll(EnumSet.allOf(MandateState.class));
    }

    private static final class Life {
        private final Random random;
        private final String seed;
        private final Given given = new Given();
        private LocalDate today = ADOPTED;
        private int overdue;

        Life(Random random, String seed) {
            this.random = random;
            this.seed = seed;
            for (String office : OFFICES) given.office(office, "f-" + office);
            FunctionId concerned = random.nextInt(3) == 0 ? new FunctionId("f-one") : null;
            given.issued(OTHER, Attributes.NONE)
                    .issued(
                            REPORT_ON_STRUCTURE,
                            new Attributes(null, null, null, null, null, List.of(), null, concerned));
        }

        MandateState lead() {
            for (int i = 0; i < STEPS; i++) {
                today = today.plusDays(random.nextInt(20));
                given.on(today.toString());
                if (random.nextInt(8) == 0) structureChanges();
                else order();
                record(given.passedOn("trigger"));
                record(DueDate.raised(given.mandate(), today, 14));
                assertThat(given.passedOn("trigger")).as(seed).isNull();
                noOrphan();
            }
            return given.mandate().state();
        }

        private void order() {
            Actor actor = random.nextInt(10) == 0 ? null : PEOPLE.get(random.nextInt(PEOPLE.size()));
            MandateOrder order = anything();
            // Mostly today, sometimes before or after what may be.
            LocalDate on = today.plusDays(random.nextInt(8) == 0 ? random.nextInt(60) - 30 : 0);
            Mandate before = given.mandate();
            Decision.Result result = given.when(order, on.toString(), actor);
            if (!result.refusals().isEmpty()) {
                assertThat(result.facts()).as(seed).isEmpty();
                return;
            }
            for (MandateEvent fact : result.facts()) {
                if (fact instanceof ImplementationVerified) verifiedBySomebodyElse(before, actor);
                MandateState from = given.mandate().state();
                given.record(fact, actor);
                noStateSkipped(from);
            }
        }

        private void verifiedBySomebodyElse(Mandate before, @Nullable Actor actor) {
            Mandate.Claim claim = requireNonNull(before.claim(), seed);
            Actor claimant = requireNonNull(claim.by(), seed);
            Actor verifier = requireNonNull(actor, seed);
            assertThat(verifier.issuer() + " " + verifier.subject())
                    .as(seed)
                    .isNotEqualTo(claimant.issuer() + " " + claimant.subject());
        }

        /** An office ends, with or without a successor, or gives its function away. */
        private void structureChanges() {
            Structure now = given.organisation.on(today.plusDays(100));
            List<String> left =
                    OFFICES.stream().filter(office -> now.inForce(unit(office))).toList();
            if (left.size() < 2) return;
            String office = left.get(random.nextInt(left.size()));
            String heir = left.stream()
                    .filter(other -> !other.equals(office))
                    .findFirst()
                    .orElseThrow();
            // Sometimes back-dated, sometimes in the future; never before what was recorded, so that all stays
            // possible.
            LocalDate on = today.plusDays(40);
            List<PlacedFunction> placed = now.functionsOf(unit(office)).stream()
                    .map(function -> new PlacedFunction(function, unit(heir)))
                    .toList();
            if (random.nextInt(3) == 0 && !placed.isEmpty())
                given.organisation.record(new FunctionRedistributed(
                        ORG, placed.getFirst().function(), unit(office), unit(heir), on, by("res-1")));
            else
                given.organisation.record(new UnitEliminated(
                        ORG,
                        unit(office),
                        random.nextBoolean() ? unit(heir) : null,
                        placed,
                        List.of(),
                        on,
                        by("res-1")));
        }

        private void record(@Nullable MandateEvent raised) {
            if (raised instanceof OverdueRaised e) {
                given.record(e, null);
                assertThat(++overdue).as("%s: times raised as overdue", seed).isEqualTo(1);
                assertThat(given.mandate().overdue(today)).as(seed).isTrue();
            } else if (raised instanceof MandateEvent.DueDateReminderRaised) given.record(raised, null);
        }

        private void noStateSkipped(MandateState from) {
            MandateState to = given.mandate().state();
            if (from != to)
                assertThat(NEXT.get(from)).as("%s: from %s", seed, from).contains(to);
        }

        private void noOrphan() {
            Mandate mandate = given.mandate();
            if (!mandate.state().open() || mandate.state() == MandateState.ISSUED) return;
            UnitId lead = mandate.lead();
            if (lead == null)
                assertThat(mandate.unassigned()).as("%s: flagged", seed).isTrue();
            else assertThat(given.organisation.on(today).inForce(lead)).as(seed).isTrue();
        }

        private MandateOrder anything() {
            String lead = OFFICES.get(random.nextInt(OFFICES.size()));
            if (random.nextInt(3) > 0)
                return switch (random.nextInt(6)) {
                    case 0 -> assign(lead);
                    case 1, 2 -> report();
                    case 3 -> claim();
                    case 4 -> new Verify(true, null, null);
                    default -> new Close(null);
                };
            List<MandateOrder> all = LifeOfAMandateTest.everyOrder();
            return all.get(random.nextInt(all.size()));
        }
    }
}
