package org.mandatum.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mandatum.event.Event;
import org.mandatum.journal.EventTypes.EventType;
import org.mandatum.mandate.Attributes;
import org.mandatum.mandate.Cost;
import org.mandatum.mandate.Document;
import org.mandatum.mandate.MandateClass;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.mandate.MandateEvent.*;
import org.mandatum.mandate.MandateId;
import org.mandatum.mandate.Priority;
import org.mandatum.mandate.Recurrence;
import org.mandatum.mandate.ReportedStatus;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.Organ;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.OrganisationRules.AuthorityRule;
import org.mandatum.organisation.Pillar;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.proposal.Clash;
import org.mandatum.proposal.ProposalEvent;
import org.mandatum.proposal.ProposalEvent.*;
import org.mandatum.proposal.ProposalId;
import org.mandatum.proposal.ProposedPackage;
import org.mandatum.resolution.Delegation;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.Paragraph;
import org.mandatum.resolution.ResolutionEvent;
import org.mandatum.resolution.ResolutionEvent.*;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Evidence;
import org.mandatum.value.Name;

/** Events are for ever: what was written once is read for ever, and is written the same. */
class GoldenFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final OrganisationId OAS = new OrganisationId("oas");
    private static final LocalDate DAY = LocalDate.parse("2015-10-01");
    private static final Grounds GROUNDS = new Grounds(
            new Authority(new ResolutionId("cp-res-2036"), "1", "m-1"),
            new Evidence(Evidence.Source.DOCUMENT, "SCOPE"),
            "noted");
    private static final UnitId SARE = new UnitId("secretariat-for-access-to-rights-and-equity");
    private static final UnitId OSG = new UnitId("office-of-the-secretary-general");
    private static final FunctionId PRESS = new FunctionId("press");
    private static final Name NAME = new Name(Map.of("en", "Press", "es", "Prensa"));
    private static final EstablishedUnit NEW_UNIT = new EstablishedUnit(
            new UnitId("counsel"), new UnitKind("office"), NAME, OSG, List.of(PRESS), List.of(SARE));

    private static final MandateId M_1 = new MandateId("m-1");
    private static final MandateId M_2 = new MandateId("m-2");
    private static final ProposalId P_1 = new ProposalId("p-1");
    private static final LocalDate DUE = LocalDate.parse("2015-12-31");
    private static final Document DOCUMENT = new Document("CP/doc.5113/15", "https://example.org/cp-doc-5113");
    private static final Attributes ATTRIBUTES = new Attributes(
            Priority.VERY_HIGH,
            MandateClass.OPERATIONAL,
            Pillar.DEMOCRACY,
            "Chapter 3",
            new Cost(120_000, "USD"),
            List.of("structure", "budget"),
            new Recurrence("regular session", new OrganId("general-assembly"), Period.ofYears(1)),
            PRESS);
    private static final Authority AUTHORITY = new Authority(new ResolutionId("cp-res-2036"), "1", "m-1", "p-1");
    private static final String HASH = "sha-256:" + "0a".repeat(32);
    private static final ProposedPackage CONTENT = new ProposedPackage(
            DAY,
            List.of(new TreeMap<>(Map.of("type", "RenameUnit", "unit", "office", "name", Map.of("en", "Press")))),
            Evidence.of("document"),
            "noted");
    private static final Actor ACTOR = new Actor("https://id.oas.example", "7f3a", "Officer");
    private static final Map<Class<?>, Event> SAMPLES = Stream.<Event>of(
                    new OrganisationOpened(
                            OAS,
                            NAME,
                            "en",
                            new OrganisationRules(
                                    true,
                                    List.of(new AuthorityRule(
                                            List.of("CreateSecretariat"),
                                            List.of(new OrganId("general-assembly")),
                                            List.of("resolution")))),
                            List.of(new Organ(new OrganId("permanent-council"), NAME))),
                    new SecretariatCreated(
                            OAS,
                            SARE,
                            UnitKind.SECRETARIAT,
                            NAME,
                            OSG,
                            List.of(Superior.of("office"), Superior.organ("permanent-council")),
                            Pillar.HUMAN_RIGHTS,
                            false,
                            List.of(new FunctionStatement(PRESS, NAME, Evidence.of("assumed"))),
                            DAY,
                            GROUNDS),
                    new UnitCreated(
                            OAS,
                            OSG,
                            new UnitKind("office"),
                            NAME,
                            null,
                            List.of(),
                            null,
                            true,
                            List.of(),
                            DAY,
                            GROUNDS),
                    new SecretariatEliminated(
                            OAS,
                            SARE,
                            OSG,
                            List.of(new PlacedFunction(PRESS, OSG)),
                            List.of(new PlacedUnit(new UnitId("section"), OSG)),
                            DAY,
                            GROUNDS),
                    new UnitEliminated(OAS, OSG, null, List.of(), List.of(), DAY, GROUNDS),
                    new UnitRenamed(OAS, OSG, NAME, DAY, GROUNDS),
                    new UnitMoved(OAS, SARE, OSG, DAY, GROUNDS),
                    new ReportingLinesSet(OAS, SARE, List.of(Superior.of("office")), DAY, GROUNDS),
                    new UnitConverted(OAS, OSG, NEW_UNIT, DAY, GROUNDS),
                    new UnitsMerged(OAS, List.of(OSG, SARE), new UnitId("counsel"), NEW_UNIT, DAY, GROUNDS),
                    new UnitSplit(OAS, OSG, List.of(NEW_UNIT), true, DAY, GROUNDS),
                    new UnitSuspended(OAS, OSG, "pending approval", DAY, GROUNDS),
                    new UnitReactivated(OAS, OSG, "approved", DAY, GROUNDS),
                    new UnitReinstated(OAS, OSG, SARE, DAY, GROUNDS),
                    new FunctionAssigned(OAS, PRESS, NAME, OSG, DAY, GROUNDS),
                    new FunctionRedistributed(OAS, PRESS, OSG, SARE, DAY, GROUNDS),
                    new FunctionRevised(OAS, PRESS, NAME, DAY, GROUNDS),
                    new FunctionDiscontinued(OAS, PRESS, DAY, GROUNDS),
                    new UnitAlignedWithPillar(OAS, OSG, Pillar.DEMOCRACY, DAY, GROUNDS),
                    new CoordinationLinked(OAS, List.of(OSG, SARE), "without duplicating", DAY, GROUNDS),
                    new CoordinationUnlinked(OAS, List.of(OSG, SARE), DAY, GROUNDS),
                    new EffectiveDateCorrected(OAS, "change-1", DAY, GROUNDS),
                    new ChangeAnnulled(OAS, "change-1", "recorded twice", GROUNDS),
                    new ResolutionAdopted(
                            new ResolutionId("ag-res-2876"),
                            "resolution",
                            "AG/RES. 2876 (XLV-O/15)",
                            new OrganId("general-assembly"),
                            "XLV-O/15",
                            NAME,
                            LocalDate.parse("2015-06-15"),
                            "https://example.org/ag-res-2876",
                            List.of(new Paragraph("1", "To instruct the Secretary General.")),
                            new ResolutionId("ag-res-2814"),
                            List.of(new Delegation(new OrganId("permanent-council"), List.of("CreateSecretariat"))),
                            Evidence.of("document"),
                            "noted"),
                    new ResolutionAmended(
                            new ResolutionId("ag-res-2876"),
                            new ResolutionId("ag-res-2900"),
                            List.of(new Paragraph("1", "To request the Secretary General.")),
                            DAY,
                            null,
                            null),
                    new ResolutionRescinded(
                            new ResolutionId("ag-res-2876"), new ResolutionId("ag-res-2900"), DAY, null, null),
                    new MandateIssued(M_1, OAS, NAME, NAME, DUE, ATTRIBUTES, DAY, GROUNDS),
                    new MandateAssigned(M_1, OAS, OSG, List.of(SARE), DAY, GROUNDS),
                    new ProgressReported(
                            M_1,
                            OAS,
                            OSG,
                            ReportedStatus.IN_PROGRESS,
                            "half done",
                            List.of("change-1"),
                            List.of(DOCUMENT),
                            List.of(P_1),
                            "XLVI-O/16",
                            DUE,
                            DAY,
                            GROUNDS),
                    new ImplementationClaimed(
                            M_1, OAS, OSG, "done", List.of("change-1"), List.of(DOCUMENT), DAY, GROUNDS),
                    new ImplementationVerified(M_1, OAS, "so it is", DAY, GROUNDS),
                    new VerificationRefused(M_1, OAS, "half of it is missing", DAY, GROUNDS),
                    new MandateClosed(M_1, OAS, "done", DAY, GROUNDS),
                    new MandateReopened(M_1, OAS, "closed too early", DAY, GROUNDS),
                    new MandateRenewed(M_1, OAS, DUE, DAY, GROUNDS),
                    new MandateAdapted(M_1, OAS, NAME, NAME, DUE, ATTRIBUTES, DAY, GROUNDS),
                    new MandateMerged(M_1, OAS, M_2, DAY, GROUNDS),
                    new MandateReplaced(M_1, OAS, M_2, DAY, GROUNDS),
                    new MandateRetired(M_1, OAS, "no longer asked for", DAY, GROUNDS),
                    new MandateLapsed(M_1, OAS, "the year is over", DAY, GROUNDS),
                    new MandateDischarged(M_1, OAS, "released", DAY, GROUNDS),
                    new DueDateReminderRaised(M_1, OAS, DUE, DAY, GROUNDS),
                    new OverdueRaised(M_1, OAS, DUE, DAY, GROUNDS),
                    new MandateTransferred(M_1, OAS, OSG, SARE, List.of(OSG), "change-1", DAY, GROUNDS),
                    new MandateLeftUnassigned(M_1, OAS, OSG, List.of(SARE), "change-1", DAY, GROUNDS),
                    new ProposalDrafted(P_1, OAS, M_1, NAME, CONTENT, DAY, AUTHORITY),
                    new ProposalEdited(P_1, OAS, M_1, NAME, CONTENT, DAY, AUTHORITY),
                    new ProposalSubmitted(P_1, OAS, HASH, DAY, AUTHORITY),
                    new ConsiderationBegun(P_1, OAS, new OrganId("permanent-council"), "21 October", DAY, AUTHORITY),
                    new ProposalApproved(P_1, OAS, HASH, "as submitted", DAY, AUTHORITY),
                    new ProposalReturned(
                            P_1,
                            OAS,
                            "the unit is gone",
                            List.of(new Clash(0, "unit-not-in-force", "office ended on 2015-09-01.")),
                            DAY,
                            AUTHORITY),
                    new ProposalRejected(P_1, OAS, "not wanted", DAY, AUTHORITY),
                    new ProposalWithdrawn(P_1, OAS, "overtaken", DAY, AUTHORITY),
                    new ProposalEnacted(P_1, OAS, HASH, List.of("change-1"), DAY, DAY, AUTHORITY))
            .collect(Collectors.toMap(Event::getClass, sample -> sample));

    static List<EventType> types() {
        return EventTypes.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_event_is_written_as_in_its_golden_file_and_read_from_it(EventType type) throws IOException {
        Event sample = Objects.requireNonNull(SAMPLES.get(type.event()), "a sample of " + type.name());
        Path file = GOLDEN.resolve(type.name() + ".v" + type.revision() + ".json");
        String pretty = EventJson.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(EventJson.MAPPER.readTree(EventJson.write(sample)));
        if (!Files.exists(file)) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, pretty + "\n");
            fail(file + " did not exist and was written now: read it, and commit it if it is right");
        }

        String golden = Files.readString(file);

        assertThat(golden.strip()).isEqualTo(pretty);
        assertThat(EventJson.read(type, golden)).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_event_comes_through_a_cloud_event_unchanged(EventType type) {
        Event sample = Objects.requireNonNull(SAMPLES.get(type.event()));
        String stream = switch (sample) {
            case ResolutionEvent e -> e.resolution().value();
            case MandateEvent e -> e.mandate().value();
            case ProposalEvent e -> e.proposal().value();
            default -> "oas";
        };
        var recorded = new RecordedEvent(
                "id-1", stream, 7, 42, 0, Instant.parse("2015-10-01T08:00:00.000001Z"), "c", "d", ACTOR, sample);

        assertThat(CloudEvent.read(CloudEvent.write(recorded))).isEqualTo(recorded);
    }

    @Test
    void the_table_of_names_is_that_of_the_golden_files() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            List<String> golden =
                    files.map(file -> file.getFileName().toString()).toList();
            assertThat(EventTypes.all())
                    .extracting(type -> type.name() + ".v" + type.revision() + ".json")
                    .containsExactlyInAnyOrderElementsOf(golden);
        }
    }

    @Test
    void every_class_of_event_has_a_name_of_its_own() {
        assertThat(EventTypes.all()).extracting(EventType::event).doesNotHaveDuplicates();
        assertThat(EventTypes.all())
                .extracting(EventType::event)
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                OrganisationEvent.class, ResolutionEvent.class, MandateEvent.class, ProposalEvent.class)
                        .flatMap(GoldenFilesTest::classes)
                        .toList());
    }

    private static Stream<Class<? extends Event>> classes(Class<? extends Event> kind) {
        if (!kind.isSealed()) return Stream.of(kind);
        return Arrays.stream(kind.getPermittedSubclasses()).flatMap(each -> classes(each.asSubclass(Event.class)));
    }
}
