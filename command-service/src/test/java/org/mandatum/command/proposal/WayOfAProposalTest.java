package org.mandatum.command.proposal;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.decision.WorkflowRefusal.*;
import org.mandatum.command.mandate.Given;
import org.mandatum.command.proposal.ProposalOrder.*;
import org.mandatum.journal.Actor;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.Authority;
import org.mandatum.proposal.Proposal;
import org.mandatum.proposal.ProposalEvent;
import org.mandatum.proposal.ProposalEvent.*;
import org.mandatum.proposal.ProposalId;
import org.mandatum.proposal.ProposalState;
import org.mandatum.proposal.ProposalTransition;
import org.mandatum.proposal.ProposedPackage;
import org.mandatum.resolution.OrganId;
import org.mandatum.value.Name;

/** Every step on a proposal's way, and what is refused; then ten thousand ways at random. */
class WayOfAProposalTest {
    private static final ProposalId PROPOSAL = new ProposalId("rename-the-cabinet");
    private static final Actor CARLA = new Actor("https://id.example", "carla", "Carla");
    private static final LocalDate ON = day("2015-07-01");

    private final Given given = new Given().office("cabinet").issued();
    private @Nullable Proposal proposal;

    @Test
    void it_is_drafted_submitted_considered_approved_by_somebody_else_and_can_be_enacted() {
        drafted(ANA);
        done(new Submit(), ANA);
        done(new BeginConsideration(new OrganId("permanent-council"), null), BEN);
        done(approve(), BEN);

        assertThat(present().state()).isEqualTo(ProposalState.APPROVED);
        assertThat(when(new Enact(), CARLA).refusals()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_impossible_is_refused_with_the_state_and_what_is_possible(ProposalState state) {
        to(state);
        for (ProposalOrder order : List.of(
                edit("Bureau"),
                new Submit(),
                new BeginConsideration(new OrganId("permanent-council"), null),
                new Approve("sha-256:0", null),
                new Return("why"),
                new Reject("no"),
                new Withdraw(null),
                new Enact())) {
            boolean possible = state.possible().contains(order.transition());
            List<Refusal> refusals = when(order, CARLA).refusals();
            if (possible) assertThat(refusals).noneMatch(TransitionImpossible.class::isInstance);
            else
                assertThat(refusals)
                        .as("%s of a proposal that is %s", order.transition(), state)
                        .containsExactly(new TransitionImpossible(
                                PROPOSAL.value(),
                                order.transition().code(),
                                state.code(),
                                state.possible().stream()
                                        .map(ProposalTransition::code)
                                        .toList()));
        }
    }

    @Test
    void whoever_drafted_edited_or_submitted_it_may_not_approve_it_under_whatever_name() {
        drafted(ANA);
        done(edit("Bureau"), BEN);
        done(new Submit(), CARLA);
        done(new BeginConsideration(new OrganId("permanent-council"), null), CARLA);

        for (Actor author : List.of(ANA, BEN, CARLA, new Actor(ANA.issuer(), ANA.subject(), "Somebody else")))
            assertThat(when(approve(), author).refusals())
                    .containsExactly(new FourEyes(PROPOSAL.value(), "approve", "drafted, edited or submitted it"));
        assertThat(when(approve(), new Actor("https://other.example", "ana", "Ana"))
                        .refusals())
                .isEmpty();
        assertThat(when(approve(), null).refusals()).containsExactly(new UnknownPerson());
    }

    @Test
    void what_is_approved_is_what_was_submitted_and_nothing_else() {
        drafted(ANA);
        done(new Submit(), ANA);
        done(new BeginConsideration(new OrganId("permanent-council"), null), BEN);

        String submitted = requireNonNull(present().submittedHash());
        assertThat(when(new Approve("sha-256:0", null), BEN).refusals())
                .containsExactly(new ContentChanged(PROPOSAL, "sha-256:0", submitted));
    }

    @Test
    void an_approval_that_names_no_hash_approves_what_is_submitted_and_says_which_that_is() {
        drafted(ANA);
        done(new Submit(), ANA);
        done(new BeginConsideration(new OrganId("permanent-council"), null), BEN);
        String submitted = requireNonNull(present().submittedHash());

        done(new Approve(null, null), BEN);

        assertThat(requireNonNull(present().approval()).contentHash()).isEqualTo(submitted);
    }

    @Test
    void an_edit_after_submission_needs_another_submission() {
        drafted(ANA);
        done(new Submit(), ANA);
        done(new BeginConsideration(new OrganId("permanent-council"), null), BEN);
        done(approve(), BEN);

        done(edit("Bureau"), ANA);

        assertThat(present().state()).isEqualTo(ProposalState.DRAFTED);
        assertThat(present().approval()).isNull();
        assertThat(when(new Enact(), CARLA).refusals()).first().isInstanceOf(TransitionImpossible.class);
    }

    @Test
    void the_hash_does_not_depend_on_the_order_of_fields() {
        Map<String, Object> one = new java.util.LinkedHashMap<>();
        one.put("type", "RenameUnit");
        one.put("unit", "cabinet");
        Map<String, Object> other = new java.util.LinkedHashMap<>();
        other.put("unit", "cabinet");
        other.put("type", "RenameUnit");

        assertThat(ContentHash.of(new ProposedPackage(ON, List.of(one), null, null)))
                .isEqualTo(ContentHash.of(new ProposedPackage(ON, List.of(other), null, null)))
                .startsWith("sha-256:");
    }

    @Test
    void only_a_person_drafts_and_only_for_a_mandate_that_is_open() {
        assertThat(draft(null, REPORT_ON_STRUCTURE).refusals()).containsExactly(new UnknownPerson());
        assertThat(draft(ANA, new MandateId("nothing")).refusals()).containsExactly(new UnknownMandate("nothing"));
    }

    @Test
    void ten_thousand_ways_and_never_an_approval_of_ones_own_nor_a_state_skipped() {
        List<Actor> people = List.of(ANA, BEN, CARLA, new Actor(BEN.issuer(), BEN.subject(), "Benjamin"));
        var reached = EnumSet.noneOf(ProposalState.class);
        int approvals = 0;
        for (int way = 0; way < 10_000; way++) {
            var random = new Random(way);
            proposal = null;
            drafted(people.get(random.nextInt(people.size())));
            for (int i = 0; i < 25; i++) {
                Actor actor = random.nextInt(12) == 0 ? null : people.get(random.nextInt(people.size()));
                Proposal before = present();
                ProposalOrder order = anything(random);
                Decision.Result result = when(order, actor);
                if (!result.refusals().isEmpty()) continue;
                if (order instanceof Approve) {
                    approvals++;
                    assertThat(before.authors())
                            .as("way %d", way)
                            .noneMatch(author -> author.subject()
                                    .equals(requireNonNull(actor).subject()));
                    assertThat(before.state()).isEqualTo(ProposalState.UNDER_CONSIDERATION);
                }
                if (order instanceof Enact) {
                    assertThat(requireNonNull(before.approval()).contentHash())
                            .as("way %d", way)
                            .isEqualTo(ContentHash.of(before.content()));
                    record(enacted(before), actor);
                } else record(requireNonNull(result.fact()), actor);
                if (before.state() != present().state())
                    assertThat(NEXT.get(before.state()))
                            .as("way %d", way)
                            .contains(present().state());
                reached.add(present().state());
            }
        }
        assertThat(approvals).isGreaterThan(500);
        assertThat(reached).isEqualTo(EnumSet.allOf(ProposalState.class));
    }

    /** Where a proposal may come to from each state, in one step; written down again here, from the domain. */
    private static final Map<ProposalState, Set<ProposalState>> NEXT = new EnumMap<>(Map.of(
            ProposalState.DRAFTED, Set.of(ProposalState.SUBMITTED, ProposalState.WITHDRAWN),
            ProposalState.RETURNED, Set.of(ProposalState.DRAFTED, ProposalState.SUBMITTED, ProposalState.WITHDRAWN),
            ProposalState.SUBMITTED,
                    Set.of(
                            ProposalState.DRAFTED,
                            ProposalState.UNDER_CONSIDERATION,
                            ProposalState.RETURNED,
                            ProposalState.WITHDRAWN),
            ProposalState.UNDER_CONSIDERATION,
                    Set.of(
                            ProposalState.DRAFTED,
                            ProposalState.APPROVED,
                            ProposalState.RETURNED,
                            ProposalState.REJECTED,
                            ProposalState.WITHDRAWN),
            ProposalState.APPROVED,
                    Set.of(
                            ProposalState.DRAFTED,
                            ProposalState.ENACTED,
                            ProposalState.RETURNED,
                            ProposalState.WITHDRAWN),
            ProposalState.REJECTED, Set.of(),
            ProposalState.WITHDRAWN, Set.of(),
            ProposalState.ENACTED, Set.of()));

    private ProposalOrder anything(Random random) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> edit("Name " + random.nextInt(5));
            case 2, 3 -> new Submit();
            case 4, 5 -> new BeginConsideration(new OrganId("permanent-council"), null);
            case 6, 7 -> approve();
            case 8 -> random.nextInt(4) == 0 ? new Reject("no") : new Approve("sha-256:0", null);
            case 9 -> new Return("why");
            case 10 -> random.nextInt(4) == 0 ? new Withdraw(null) : new Submit();
            default -> new Enact();
        };
    }

    private void to(ProposalState state) {
        drafted(ANA);
        if (state == ProposalState.DRAFTED) return;
        if (state == ProposalState.WITHDRAWN) {
            done(new Withdraw(null), ANA);
            return;
        }
        done(new Submit(), ANA);
        if (state == ProposalState.SUBMITTED) return;
        done(new BeginConsideration(new OrganId("permanent-council"), null), BEN);
        switch (state) {
            case RETURNED -> done(new Return("why"), BEN);
            case REJECTED -> done(new Reject("no"), BEN);
            case APPROVED -> done(approve(), BEN);
            case ENACTED -> {
                done(approve(), BEN);
                record(enacted(present()), CARLA);
            }
            default -> {}
        }
    }

    private static ProposalEvent enacted(Proposal proposal) {
        return new ProposalEnacted(
                PROPOSAL,
                ORG,
                requireNonNull(proposal.approval()).contentHash(),
                List.of("event-9"),
                ON,
                ON,
                proposal.authority());
    }

    private Decision.Result draft(@Nullable Actor actor, @Nullable MandateId mandate) {
        Edit says = edit("Office");
        return Decision.draft(
                new ProposalDrafted(PROPOSAL, ORG, mandate, says.title(), says.content(), ON, says.authority()),
                circumstances(actor));
    }

    private void drafted(Actor actor) {
        record(requireNonNull(draft(actor, REPORT_ON_STRUCTURE).fact()), actor);
    }

    private static Edit edit(String name) {
        return new Edit(
                REPORT_ON_STRUCTURE,
                Name.of("en", "Rename the cabinet"),
                new ProposedPackage(
                        ON, List.of(Map.of("type", "RenameUnit", "unit", "cabinet", "name", name)), null, null),
                Authority.of("res-1"));
    }

    private Approve approve() {
        String submitted = present().submittedHash();
        return new Approve(submitted == null ? "sha-256:0" : submitted, null);
    }

    private void done(ProposalOrder order, Actor actor) {
        Decision.Result result = when(order, actor);
        assertThat(result.refusals()).isEmpty();
        record(requireNonNull(result.fact()), actor);
    }

    private Decision.Result when(ProposalOrder order, @Nullable Actor actor) {
        return Decision.on(present(), new Step(order, ON, null), circumstances(actor));
    }

    private Circumstances circumstances(@Nullable Actor actor) {
        return new Circumstances(given.today(), actor, ACTS, given.structures(), given.mandates());
    }

    private void record(ProposalEvent fact, @Nullable Actor actor) {
        proposal = Proposal.after(proposal, fact, actor);
    }

    private Proposal present() {
        return requireNonNull(proposal);
    }
}
