package org.mandatum.verifier.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mandatum.verifier.log.Recorded;
import org.mandatum.verifier.structure.Changes.Impossible;
import org.mandatum.verifier.structure.Fields.Unfit;

/** The verifier's own reading of domain.md: what each change does, in which order, as known when. */
class FoldTest {
    private static final String GROUNDS = ",\"grounds\":{\"authority\":{\"resolution\":\"cp-res-2036\"}}";

    private final Changes changes = known(Long.MAX_VALUE);
    private long sequence;

    @AfterEach
    void close() throws IOException {
        changes.close();
    }

    @Test
    void units_stand_where_they_were_created_and_functions_with_their_unit() throws Exception {
        recorded("UnitCreated", "2015-01-01", "\"unit\":\"osg\",\"kind\":\"office\",\"name\":{\"en\":\"Office\"}");
        recorded(
                "SecretariatCreated",
                "2015-02-01",
                "\"unit\":\"ser\",\"kind\":\"secretariat\",\"name\":{\"en\":\"External Relations\"},\"parent\":\"osg\","
                        + "\"reportsTo\":[{\"unit\":\"osg\"},{\"organ\":\"permanent-council\"}],\"autonomous\":true,"
                        + "\"pillar\":\"democracy\",\"functions\":[{\"id\":\"press\",\"name\":{\"en\":\"Press\"},"
                        + "\"evidence\":{\"source\":\"assumed\"}}]");

        Map<?, ?> secretariat = unit("ser", "2015-12-31");
        assertThat(secretariat.get("parent")).isEqualTo("osg");
        assertThat(secretariat.get("reportsTo")).isEqualTo(List.of("osg", "permanent-council"));
        assertThat(secretariat.get("autonomous")).isEqualTo(true);
        assertThat(secretariat.get("pillar")).isEqualTo("democracy");
        assertThat(secretariat.get("since")).isEqualTo("2015-02-01");
        assertThat(String.valueOf(secretariat.get("functions"))).contains("press", "assumed");
        assertThat(on("2015-01-31").size()).isEqualTo(1);
    }

    @Test
    void the_eliminated_hand_over_what_they_held_and_lines_to_them_pass_on() throws Exception {
        unitCreated("old", null);
        unitCreated("new", null);
        unitCreated("section", "old");
        recorded(
                "FunctionAssigned",
                "2015-01-01",
                "\"function\":\"press\",\"name\":{\"en\":\"Press\"},\"unit\":\"old\"");
        recorded("ReportingLinesSet", "2015-01-02", "\"unit\":\"section\",\"reportsTo\":[{\"unit\":\"old\"}]");
        recorded(
                "UnitEliminated",
                "2015-06-01",
                "\"unit\":\"old\",\"successor\":\"new\",\"redistribution\":[{\"function\":\"press\",\"to\":\"new\"}],"
                        + "\"subordinates\":[{\"unit\":\"section\",\"to\":\"oas\"}]");

        assertThat(String.valueOf(unit("new", "2015-06-01").get("functions"))).contains("press");
        assertThat(unit("section", "2015-06-01").get("parent")).isNull();
        assertThat(unit("section", "2015-06-01").get("reportsTo")).isEqualTo(List.of("new"));
        assertThat(on("2015-06-01").contradictions()).isEmpty();
        assertThat(String.valueOf(unit("old", "2015-05-31").get("functions"))).contains("press");
    }

    @Test
    void an_elimination_that_leaves_something_behind_leads_to_contradictions() throws Exception {
        unitCreated("old", null);
        unitCreated("section", "old");
        recorded(
                "FunctionAssigned",
                "2015-01-01",
                "\"function\":\"press\",\"name\":{\"en\":\"Press\"},\"unit\":\"old\"");
        recorded("UnitEliminated", "2015-06-01", "\"unit\":\"old\"");

        assertThat(on("2015-06-01").contradictions())
                .containsExactly(
                        "function press is held by old, which is not in force",
                        "unit section stands under old, which is not in force");
    }

    @Test
    void the_converted_goes_on_under_another_identity() throws Exception {
        unitCreated("advisor", null);
        unitCreated("section", "advisor");
        unitCreated("other", null);
        recorded("CoordinationLinked", "2015-02-01", "\"units\":[\"other\",\"advisor\"],\"purpose\":\"strategy\"");
        recorded(
                "UnitConverted",
                "2015-06-01",
                "\"unit\":\"advisor\",\"into\":{\"unit\":\"counsel\",\"name\":{\"en\":\"Counsel\"}}");

        Map<?, ?> counsel = unit("counsel", "2015-06-01");
        assertThat(counsel.get("predecessors")).isEqualTo(List.of("advisor"));
        assertThat(counsel.get("kind")).isEqualTo("office");
        assertThat(unit("section", "2015-06-01").get("parent")).isEqualTo("counsel");
        assertThat(on("2015-06-01").linkDocuments()).singleElement().satisfies(link -> {
            assertThat(link.get("units")).isEqualTo(List.of("counsel", "other"));
            assertThat(link.get("purpose")).isEqualTo("strategy");
        });
    }

    @Test
    void who_absorbs_its_own_superior_moves_up() throws Exception {
        unitCreated("root", null);
        unitCreated("upper", "root");
        unitCreated("lower", "upper");
        unitCreated("sibling", "upper");
        recorded("UnitsMerged", "2015-06-01", "\"units\":[\"upper\",\"lower\"],\"into\":\"lower\"");

        assertThat(unit("lower", "2015-06-01").get("parent")).isEqualTo("root");
        assertThat(unit("lower", "2015-06-01").get("predecessors")).isEqualTo(List.of("upper"));
        assertThat(unit("sibling", "2015-06-01").get("parent")).isEqualTo("lower");
    }

    @Test
    void superiors_are_absorbed_in_whichever_order_they_are_named() throws Exception {
        unitCreated("root", null);
        unitCreated("upper", "root");
        unitCreated("middle", "upper");
        unitCreated("lower", "middle");
        unitCreated("sibling", "middle");
        recorded("UnitsMerged", "2015-06-01", "\"units\":[\"lower\",\"upper\",\"middle\"],\"into\":\"lower\"");

        assertThat(unit("lower", "2015-06-01").get("parent")).isEqualTo("root");
        assertThat(unit("sibling", "2015-06-01").get("parent")).isEqualTo("lower");
    }

    @Test
    void who_is_absorbed_twice_is_one_predecessor() throws Exception {
        unitCreated("press", null);
        unitCreated("media", null);
        recorded("UnitsMerged", "2015-06-01", "\"units\":[\"press\",\"media\"],\"into\":\"media\"");
        recorded("UnitReinstated", "2016-06-01", "\"unit\":\"press\"");
        recorded("UnitsMerged", "2017-06-01", "\"units\":[\"press\",\"media\"],\"into\":\"media\"");

        assertThat(unit("media", "2017-06-01").get("predecessors")).isEqualTo(List.of("press"));
    }

    @Test
    void the_parts_of_a_split_take_what_they_name() throws Exception {
        unitCreated("whole", null);
        recorded(
                "FunctionAssigned",
                "2015-01-01",
                "\"function\":\"press\",\"name\":{\"en\":\"Press\"},\"unit\":\"whole\"");
        recorded(
                "UnitSplit",
                "2015-06-01",
                "\"unit\":\"whole\",\"keeps\":true,\"into\":[{\"unit\":\"part\",\"name\":{\"en\":\"Part\"},\"functions\":[\"press\"]}]");

        assertThat(String.valueOf(unit("part", "2015-06-01").get("functions"))).contains("press");
        assertThat(unit("whole", "2015-06-01").get("functions")).isEqualTo(List.of());
    }

    @Test
    void the_reinstated_is_the_same_and_begins_anew() throws Exception {
        unitCreated("root", null);
        unitCreated("office", "root");
        recorded("UnitSuspended", "2015-02-01", "\"unit\":\"office\",\"reason\":\"pending\"");
        recorded("UnitEliminated", "2015-03-01", "\"unit\":\"office\"");
        recorded("UnitReinstated", "2015-04-01", "\"unit\":\"office\"");

        assertThat(String.valueOf(unit("office", "2015-02-01").get("suspended")))
                .contains("pending");
        assertThat(unit("office", "2015-04-01").get("parent")).isEqualTo("root");
        assertThat(unit("office", "2015-04-01").get("since")).isEqualTo("2015-04-01");
        assertThat(unit("office", "2015-04-01").containsKey("suspended")).isFalse();
    }

    @Test
    void a_back_dated_change_counts_where_it_belongs() throws Exception {
        unitCreated("office", null);
        recorded("UnitRenamed", "2015-06-01", "\"unit\":\"office\",\"name\":{\"en\":\"Second\"}");
        recorded("UnitRenamed", "2015-03-01", "\"unit\":\"office\",\"name\":{\"en\":\"First\"}");

        assertThat(unit("office", "2015-04-01").get("name")).hasToString("{\"en\":\"First\"}");
        assertThat(unit("office", "2015-07-01").get("name")).hasToString("{\"en\":\"Second\"}");
    }

    @Test
    void a_corrected_date_and_an_annulment_count_from_when_they_were_known() throws Exception {
        unitCreated("office", null);
        String renamed = recorded("UnitRenamed", "2015-06-01", "\"unit\":\"office\",\"name\":{\"en\":\"Renamed\"}");
        recorded("EffectiveDateCorrected", "2015-09-01", "\"change\":\"" + renamed + "\"");
        assertThat(unit("office", "2015-08-31").get("name")).hasToString("{\"en\":\"office\"}");
        assertThat(unit("office", "2015-09-01").get("name")).hasToString("{\"en\":\"Renamed\"}");
        assertThat(String.valueOf(unit("office", "2015-09-01").get("changed"))).contains("2015-09-01");

        recorded("ChangeAnnulled", null, "\"change\":\"" + renamed + "\",\"reason\":\"twice\"");
        assertThat(unit("office", "2015-09-01").get("name")).hasToString("{\"en\":\"office\"}");
    }

    @Test
    void what_was_recorded_later_is_not_known() throws Exception {
        try (Changes early = known(1)) {
            early.add(event("UnitCreated", "2015-01-01", body("a", null))
                    .withRecordedAt(1)
                    .entry(0));
            early.add(event("UnitCreated", "2015-01-01", body("b", null))
                    .withRecordedAt(2)
                    .entry(1));

            assertThat(early.on(LocalDate.parse("2015-12-31"), null).size()).isEqualTo(1);
            assertThat(early.lastRecordedAt()).isEqualTo(1);
        }
    }

    @Test
    void the_impossible_is_named() throws Exception {
        String renamed = recorded("UnitRenamed", "2015-06-01", "\"unit\":\"ghost\",\"name\":{\"en\":\"?\"}");

        assertThatThrownBy(() -> on("2015-06-01")).isInstanceOfSatisfying(Impossible.class, impossible -> {
            assertThat(impossible.event()).isEqualTo(renamed);
            assertThat(impossible.why()).contains("ghost is not in force");
        });
    }

    @Test
    void a_change_that_is_not_there_cannot_be_mended() {
        assertThatThrownBy(() ->
                        recorded("ChangeAnnulled", null, "\"change\":\"" + UUID.randomUUID() + "\",\"reason\":\"x\""))
                .isInstanceOf(Unfit.class);
        assertThatThrownBy(() ->
                        recorded("ChangeAnnulled", null, "\"change\":\"" + "z".repeat(36) + "\",\"reason\":\"x\""))
                .isInstanceOf(Unfit.class);
    }

    @Test
    void a_type_or_revision_of_a_later_release_is_told_rather_than_ignored() throws Exception {
        recorded("UnitPainted", "2015-06-01", "\"unit\":\"office\"");
        assertThatThrownBy(() -> on("2015-06-01")).hasMessageContaining("does not know the change UnitPainted");
        assertThatThrownBy(() -> changes.add(event("UnitCreated", "2015-01-01", body("a", null))
                        .withRevision(2)
                        .entry(9)))
                .isInstanceOf(Unfit.class);
    }

    @Test
    void the_digest_depends_on_what_is_there_and_not_on_how_it_came_about() throws Exception {
        unitCreated("a", null);
        String digest = on("2015-12-31").digest();
        String annulled = recorded("UnitRenamed", "2015-02-01", "\"unit\":\"a\",\"name\":{\"en\":\"Other\"}");
        assertThat(on("2015-12-31").digest()).isNotEqualTo(digest).startsWith("sha-256:");
        recorded("ChangeAnnulled", null, "\"change\":\"" + annulled + "\",\"reason\":\"twice\"");
        assertThat(on("2015-12-31").digest()).isEqualTo(digest);
    }

    private static String body(String unit, @Nullable String parent) {
        return "\"unit\":\"" + unit + "\",\"kind\":\"office\",\"name\":{\"en\":\"" + unit + "\"}"
                + (parent == null ? "" : ",\"parent\":\"" + parent + "\"");
    }

    private void unitCreated(String unit, @Nullable String parent) throws Unfit, IOException {
        recorded("UnitCreated", "2015-01-01", body(unit, parent));
    }

    /** Returns the event's id. */
    private String recorded(String type, @Nullable String effectiveOn, String fields) throws Unfit, IOException {
        Recorded event = event(type, effectiveOn, fields);
        changes.add(event.entry(sequence));
        sequence++;
        return event.id();
    }

    private Recorded event(String type, @Nullable String effectiveOn, String fields) {
        String day = effectiveOn == null ? "" : ",\"effectiveOn\":\"" + effectiveOn + "\"";
        return new Recorded(
                UUID.randomUUID().toString(),
                "organisations/oas",
                sequence,
                sequence + 1,
                0,
                type,
                1,
                sequence + 1,
                "{\"organisation\":\"oas\"," + fields + day + GROUNDS + "}",
                "{}");
    }

    private Structure on(String day) throws Impossible, IOException {
        return changes.on(LocalDate.parse(day), null);
    }

    private Map<?, ?> unit(String id, String day) throws Impossible, IOException {
        return on(day).unitDocuments().stream()
                .filter(unit -> id.equals(unit.get("id")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not in force on " + day));
    }

    private static Changes known(long at) {
        try {
            return new Changes("oas", at);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
