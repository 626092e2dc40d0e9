package org.mandatum.verifier.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.mandatum.verifier.audit.Audit.Kept;
import org.mandatum.verifier.export.Export;
import org.mandatum.verifier.export.Unreadable;
import org.mandatum.verifier.log.ExportText;
import org.mandatum.verifier.log.Histories;
import org.mandatum.verifier.log.LogKey;
import org.mandatum.verifier.log.Recorded;
import org.mandatum.verifier.note.Checkpoint;
import org.mandatum.verifier.note.PublicKey;
import org.mandatum.verifier.note.Unsigned;
import org.mandatum.verifier.tree.GrowingTree;
import org.mandatum.verifier.tree.Hash;

/**
 * Whatever somebody with full access to the database does to a log of 10,000 events, an auditor finds it. The log's own
 * checkpoints stay as they were signed, unless it is said otherwise: whoever tampers has no key.
 */
class TamperingTest {
    private static final int SIZE = 10_000;
    private static final int EVERY = 50;
    /** In the middle of the log, and of what one checkpoint covers. */
    private static final int VICTIM = 5_020;

    private static final LogKey KEY = new LogKey("mandatum.example/log");
    private static final List<Recorded> EVENTS = Histories.of(SIZE, 7);
    private static final Map<Integer, String> SIGNED = ExportText.signed(EVENTS, KEY, EVERY);

    @TempDir
    Path directory = Path.of("");

    @Test
    void an_honest_log_is_found_good() {
        Verdict verdict = audit(export(EVENTS, SIGNED), List.of());

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.good()).isTrue();
        assertThat(verdict.events()).isEqualTo(SIZE);
        assertThat(verdict.proven()).isEqualTo(SIZE);
        assertThat(verdict.checkpoints()).isEqualTo(SIZE / EVERY);
        assertThat(verdict.fourEyes()).isPositive();
    }

    @Test
    void an_honest_log_agrees_with_every_checkpoint_that_was_kept_of_it() {
        List<Kept> kept = new ArrayList<>();
        for (String note : SIGNED.values()) kept.add(kept(note));

        Verdict verdict = audit(export(EVENTS, SIGNED), kept);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.kept()).isEqualTo(SIGNED.size());
    }

    @TestFactory
    List<DynamicTest> every_field_that_is_edited_is_found() {
        var edits = new LinkedHashMap<String, UnaryOperator<Recorded>>();
        edits.put("id", e -> e.withId(UUID.nameUUIDFromBytes(new byte[] {1}).toString()));
        edits.put("stream", e -> e.withStream(e.stream() + "x"));
        edits.put("sequence", e -> e.withSequence(e.sequence() + 1));
        edits.put("position", e -> e.withPosition(e.position() + 1_000_000));
        edits.put("remaining", e -> e.withRemaining(e.remaining() + 1));
        edits.put("type", e -> e.withType(e.type() + "x"));
        edits.put("revision", e -> e.withRevision(e.revision() + 1));
        edits.put("recordedAt", e -> e.withRecordedAt(e.recordedAt() + 1));
        edits.put("payload", e -> e.withPayload(e.payload().replaceFirst("\\{", "{\"a\":1,")));
        edits.put("metadata", e -> e.withMetadata(e.metadata().replace("person-", "person-x")));
        var tests = new ArrayList<DynamicTest>();
        edits.forEach((field, edit) -> tests.add(DynamicTest.dynamicTest(field, () -> {
            var events = new ArrayList<>(EVENTS);
            events.set(VICTIM, edit.apply(EVENTS.get(VICTIM)));

            Verdict verdict = audit(export(events, SIGNED), List.of());

            assertRootBreaksAround(verdict, VICTIM);
        })));
        return tests;
    }

    @Test
    void with_a_checkpoint_for_each_event_the_edited_one_is_named() {
        List<Recorded> few = EVENTS.subList(0, 200);
        Map<Integer, String> signed = ExportText.signed(few, KEY, 1);
        for (int victim : new int[] {0, 1, 57, 127, 128, 199}) {
            var events = new ArrayList<>(few);
            events.set(victim, few.get(victim).withMetadata("{}"));

            Finding finding = one(audit(export(events, signed), List.of()), "root");

            assertThat(finding.index()).isEqualTo(victim);
            assertThat(finding.event()).isEqualTo(few.get(victim).id());
        }
    }

    @Test
    void a_removed_event_is_found_by_its_neighbours_and_by_the_checkpoint() {
        var events = new ArrayList<>(EVENTS);
        Recorded removed = events.remove(VICTIM);

        Verdict verdict = audit(export(events, SIGNED), List.of());

        Finding gap = first(verdict, "sequence");
        assertThat(gap.detail()).contains(removed.stream()).contains("removed");
        assertRootBreaksAround(verdict, VICTIM);
    }

    @Test
    void a_removed_event_whose_neighbours_were_closed_up_is_found_by_the_checkpoint() {
        var events = new ArrayList<Recorded>();
        Recorded removed = EVENTS.get(VICTIM);
        for (Recorded event : EVENTS) {
            if (event.equals(removed)) continue;
            boolean later = event.stream().equals(removed.stream()) && event.sequence() > removed.sequence();
            events.add(later ? event.withSequence(event.sequence() - 1) : event);
        }
        // The checkpoints stay behind the events that they were behind.
        var moved = new LinkedHashMap<Integer, String>();
        SIGNED.forEach((size, note) -> moved.put(size > VICTIM ? size - 1 : size, note));

        Verdict verdict = audit(export(events, moved), List.of());

        assertThat(first(verdict, "checkpoint-place").checkpoint()).isEqualTo(VICTIM / EVERY * EVERY + EVERY);
    }

    @Test
    void an_event_that_was_slipped_in_is_named() {
        var events = new ArrayList<>(EVENTS);
        Recorded before = EVENTS.get(VICTIM);
        Recorded slippedIn = before.withId(
                        UUID.nameUUIDFromBytes(new byte[] {2}).toString())
                .withRemaining(0)
                .withSequence(before.sequence() + 1)
                .withRecordedAt(before.recordedAt() + 1);
        events.add(VICTIM + 1, slippedIn);

        Verdict verdict = audit(export(events, SIGNED), List.of());

        assertThat(first(verdict, "order").event()).isEqualTo(slippedIn.id());
        assertRootBreaksAround(verdict, VICTIM + 1);
    }

    @Test
    void a_copied_event_is_named() {
        var events = new ArrayList<>(EVENTS);
        events.add(VICTIM + 1, EVENTS.get(VICTIM));

        Finding finding = first(audit(export(events, SIGNED), List.of()), "duplicate");

        assertThat(finding.event()).isEqualTo(EVENTS.get(VICTIM).id());
        assertThat(finding.index()).isEqualTo(VICTIM + 1);
    }

    @Test
    void two_events_that_were_swapped_are_named() {
        var events = new ArrayList<>(EVENTS);
        events.set(VICTIM, EVENTS.get(VICTIM + 1));
        events.set(VICTIM + 1, EVENTS.get(VICTIM));

        Verdict verdict = audit(export(events, SIGNED), List.of());

        assertThat(first(verdict, "order").event()).isEqualTo(EVENTS.get(VICTIM).id());
        assertRootBreaksAround(verdict, VICTIM);
    }

    @Test
    void a_tail_that_was_cut_off_is_found_by_a_checkpoint_from_elsewhere() {
        List<Recorded> events = EVENTS.subList(0, 9_000);
        Map<Integer, String> signed = until(SIGNED, 9_000);

        assertThat(audit(export(events, signed), List.of()).good())
                .as("the file alone cannot show it")
                .isTrue();
        Finding finding = one(audit(export(events, signed), List.of(kept(last(SIGNED)))), "missing-tail");
        assertThat(finding.checkpoint()).isEqualTo(SIZE);
    }

    @Test
    void an_old_backup_in_the_place_of_the_register_is_found_likewise_though_it_goes_on() {
        // Restored at 9,000 events; what was recorded since then is other than what had been recorded before.
        List<Recorded> events = new ArrayList<>(EVENTS.subList(0, 9_000));
        for (int i = 9_000; i < SIZE; i++)
            events.add(EVENTS.get(i)
                    .withId(UUID.nameUUIDFromBytes(("again" + i).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .toString()));
        Map<Integer, String> signed = ExportText.signed(events, KEY, EVERY);

        assertThat(audit(export(events, signed), List.of()).good()).isTrue();
        Finding finding = one(audit(export(events, signed), List.of(kept(last(SIGNED)))), "fork");
        assertThat(finding.checkpoint()).isEqualTo(SIZE);
        assertThat(audit(export(events, signed), List.of(kept(String.valueOf(SIGNED.get(9_000)))))
                        .good())
                .as("what was before the backup is the same")
                .isTrue();
    }

    @Test
    void a_forked_history_that_the_log_itself_signed_is_found_by_a_checkpoint_of_the_other_branch() {
        var events = new ArrayList<>(EVENTS);
        events.set(VICTIM, EVENTS.get(VICTIM).withMetadata("{}"));
        Map<Integer, String> signed = ExportText.signed(events, KEY, EVERY);

        Finding finding = one(audit(export(events, signed), List.of(kept(String.valueOf(SIGNED.get(6_000))))), "fork");

        assertThat(finding.checkpoint()).isEqualTo(6_000);
        assertThat(finding.detail()).contains("another history");
    }

    @Test
    void a_log_that_was_signed_again_with_another_key_is_found_at_its_first_checkpoint() {
        var events = new ArrayList<>(EVENTS);
        events.set(VICTIM, EVENTS.get(VICTIM).withMetadata("{}"));
        Map<Integer, String> forged = ExportText.signed(events, new LogKey("mandatum.example/log"), EVERY);

        Verdict verdict = audit(export(events, forged), List.of());

        assertThat(first(verdict, "signature").checkpoint()).isEqualTo(EVERY);
        assertThat(verdict.found()).isEqualTo(SIZE / EVERY + 1);
        assertThat(verdict.proven()).isZero();
        assertThat(verdict.findings()).extracting(Finding::rule).contains("signature");
    }

    @Test
    void one_checkpoint_that_was_signed_with_another_key_is_named() {
        var forged = new LinkedHashMap<>(SIGNED);
        forged.put(5_050, new LogKey("mandatum.example/log").sign(5_050, root(EVENTS, 5_050)));

        Finding finding = one(audit(export(EVENTS, forged), List.of()), "signature");

        assertThat(finding.checkpoint()).isEqualTo(5_050);
    }

    @Test
    void a_checkpoint_of_another_log_by_the_same_key_holder_is_refused() {
        LogKey other = new LogKey("mandatum.example/other");
        var mixed = new LinkedHashMap<>(SIGNED);
        mixed.put(5_050, other.sign(5_050, root(EVENTS, 5_050)));

        Verdict verdict = audit(export(EVENTS, mixed), List.of(), KEY, other);

        assertThat(one(verdict, "origin").checkpoint()).isEqualTo(5_050);
    }

    @Test
    void after_a_change_of_keys_both_are_trusted() {
        LogKey second = new LogKey("mandatum.example/log");
        var signed = new LinkedHashMap<>(SIGNED);
        SIGNED.keySet().stream()
                .filter(size -> size > 5_000)
                .forEach(size -> signed.put(size, second.sign(size, root(EVENTS, size))));

        assertThat(audit(export(EVENTS, signed), List.of(), KEY, second).good()).isTrue();
        assertThat(audit(export(EVENTS, signed), List.of(), KEY).good()).isFalse();
    }

    @Test
    void a_checkpoint_with_a_flipped_bit_is_named() {
        var flipped = new LinkedHashMap<>(SIGNED);
        String note = String.valueOf(SIGNED.get(5_050));
        flipped.put(5_050, note.replace("\n5050\n", "\n5051\n"));

        assertThat(first(audit(export(EVENTS, flipped), List.of()), "signature").checkpoint())
                .isEqualTo(5_051);
    }

    @Test
    void without_any_checkpoint_nothing_is_proven() {
        assertThat(one(audit(export(EVENTS, Map.of()), List.of()), "unsigned").detail())
                .contains("no checkpoint");
    }

    @Test
    void events_behind_the_last_checkpoint_are_not_proven() {
        Finding finding = one(audit(export(EVENTS, until(SIGNED, 9_950)), List.of()), "last-checkpoint");

        assertThat(finding.detail())
                .contains("50 events")
                .contains(EVENTS.get(9_950).id());
    }

    @Test
    void whoever_approves_their_own_proposal_is_named() {
        int approval = find("ProposalApproved");
        assertFourEyes(approval, e -> e.withMetadata(e.metadata().replace("person-2", "person-1")));
    }

    @Test
    void whoever_verifies_their_own_claim_is_named() {
        int verification = find("ImplementationVerified");
        assertFourEyes(verification, e -> e.withMetadata(e.metadata().replace("person-2", "person-1")));
    }

    @Test
    void approving_something_else_than_was_submitted_is_named() {
        int approval = find("ProposalApproved");
        var events = new ArrayList<>(EVENTS);
        events.set(approval, EVENTS.get(approval).withPayload("{\"contentHash\":\"sha-256:00\"}"));

        Finding finding = first(audit(export(events, ExportText.signed(events, KEY, EVERY)), List.of()), "approval");

        assertThat(finding.event()).isEqualTo(EVENTS.get(approval).id());
    }

    private void assertFourEyes(int index, UnaryOperator<Recorded> edit) {
        var events = new ArrayList<>(EVENTS);
        events.set(index, edit.apply(EVENTS.get(index)));

        // The register itself recorded and signed it so.
        Finding finding = one(audit(export(events, ExportText.signed(events, KEY, EVERY)), List.of()), "four-eyes");

        assertThat(finding.event()).isEqualTo(EVENTS.get(index).id());
    }

    private static int find(String type) {
        for (int i = VICTIM; i < SIZE; i++) if (EVENTS.get(i).type().equals(type)) return i;
        throw new AssertionError("no " + type);
    }

    /** The first root that differs is that of the checkpoint behind the event, and the range that it names holds the event. */
    private static void assertRootBreaksAround(Verdict verdict, int index) {
        assertThat(verdict.good()).isFalse();
        int from = index / EVERY * EVERY;
        assertThat(verdict.proven()).isEqualTo(from);
        Finding finding = first(verdict, "root");
        assertThat(finding.checkpoint()).isEqualTo(from + EVERY);
        assertThat(finding.detail()).contains("the events " + from + " to " + (from + EVERY - 1));
    }

    private static Finding first(Verdict verdict, String rule) {
        return verdict.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + rule + " in " + verdict.findings()));
    }

    /** The one and only. */
    private static Finding one(Verdict verdict, String rule) {
        assertThat(verdict.findings()).extracting(Finding::rule).containsExactly(rule);
        return verdict.findings().getFirst();
    }

    private static Hash root(List<Recorded> events, int size) {
        var tree = new GrowingTree();
        events.subList(0, size).forEach(event -> tree.add(event.leaf()));
        return tree.root();
    }

    private static Map<Integer, String> until(Map<Integer, String> signed, int size) {
        var until = new LinkedHashMap<>(signed);
        until.keySet().removeIf(later -> later > size);
        return until;
    }

    private static String last(Map<Integer, String> signed) {
        return String.valueOf(signed.get(SIZE));
    }

    private static String export(List<Recorded> events, Map<Integer, String> signed) {
        return ExportText.of(events, KEY, signed);
    }

    private static Kept kept(String note) {
        try {
            return new Kept(Checkpoint.parse(note), "kept");
        } catch (Unsigned unfit) {
            throw new IllegalStateException(unfit);
        }
    }

    private Verdict audit(String export, List<Kept> kept, LogKey... keys) {
        try {
            Path file = Files.writeString(Files.createTempFile(directory, "export", ".ndjson"), export);
            var trusted = new ArrayList<PublicKey>();
            for (LogKey key : keys.length == 0 ? new LogKey[] {KEY} : keys) trusted.add(PublicKey.parse(key.text()));
            try (var open = new Export(List.of(file), read -> {})) {
                return new Audit(trusted, kept, null).of(open);
            } finally {
                Files.delete(file);
            }
        } catch (IOException | Unsigned | Unreadable broken) {
            throw new IllegalStateException(broken);
        }
    }
}
