package org.mandatum.command.organisation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.organisation.StructuralCommand.NewUnit;
import org.mandatum.command.resolution.LegalAct;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.Organ;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.OrganisationRules.AuthorityRule;
import org.mandatum.organisation.StructuralEvent.SecretariatCreated;
import org.mandatum.organisation.StructuralEvent.UnitCreated;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.resolution.Delegation;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Name;

/** The words in which the tests of this package speak. */
final class Facts {
    static final OrganisationId ORG = new OrganisationId("org");
    static final LocalDate FOUNDED = LocalDate.parse("2010-01-01");
    static final LocalDate DAY = LocalDate.parse("2015-10-01");
    /** When orders are given. */
    static final LocalDate TODAY = LocalDate.parse("2021-06-01");

    static final Clock CLOCK = Clock.fixed(TODAY.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    /** From this day on every act has a second paragraph. */
    static final LocalDate AMENDED = LocalDate.parse("2012-01-01");

    static final OrganId ASSEMBLY = new OrganId("assembly");
    static final OrganId COUNCIL = new OrganId("council");
    static final OrganId SECRETARY = new OrganId("secretary");

    /** The acts that every test may cite. */
    private static final Map<String, LegalAct> ACTS = Map.of(
            "charter", act("charter", "resolution", ASSEMBLY, "2000-01-01", null, List.of(), null),
            "order", act("order", "executive-order", SECRETARY, "2000-01-01", null, List.of(), null),
            "late", act("late", "resolution", ASSEMBLY, "2020-01-01", null, List.of(), null),
            "coming", act("coming", "resolution", ASSEMBLY, "2030-01-01", null, List.of(), null),
            "rescinded",
                    act(
                            "rescinded",
                            "resolution",
                            ASSEMBLY,
                            "2000-01-01",
                            "2012-01-01",
                            List.of(new Delegation(COUNCIL, List.of("CreateSecretariat"))),
                            null),
            "formerly-delegated",
                    act("formerly-delegated", "resolution", COUNCIL, "2000-01-01", null, List.of(), "rescinded"),
            "delegating",
                    act(
                            "delegating",
                            "resolution",
                            ASSEMBLY,
                            "2000-01-01",
                            null,
                            List.of(new Delegation(COUNCIL, List.of("CreateSecretariat", "EliminateSecretariat"))),
                            null),
            "delegated", act("delegated", "resolution", COUNCIL, "2000-01-01", null, List.of(), "delegating"));

    static final LegalActs LEGAL_ACTS = id -> ACTS.get(id.value());

    private Facts() {}

    private static LegalAct act(
            String id,
            String kind,
            OrganId organ,
            String adoptedOn,
            @Nullable String rescindedOn,
            List<Delegation> delegations,
            @Nullable String under) {
        return new LegalAct(
                new ResolutionId(id),
                kind,
                organ,
                LocalDate.parse(adoptedOn),
                rescindedOn == null ? null : LocalDate.parse(rescindedOn),
                new TreeMap<>(Map.of("1", LocalDate.parse(adoptedOn), "2", AMENDED)),
                delegations,
                under == null ? null : new ResolutionId(under));
    }

    static OrganisationOpened opened() {
        return opened(OrganisationRules.DEFAULT);
    }

    static OrganisationOpened opened(OrganisationRules rules) {
        return new OrganisationOpened(
                ORG, Name.of("en", "Organisation"), "en", rules, List.of(new Organ(COUNCIL, Name.of("en", "Council"))));
    }

    /** Secretariats only by the assembly, or by those to whom it delegates. */
    static OrganisationRules secretariatsByTheAssembly() {
        return new OrganisationRules(
                true,
                List.of(new AuthorityRule(
                        List.of("CreateSecretariat", "EliminateSecretariat"),
                        List.of(ASSEMBLY),
                        List.of("resolution"))));
    }

    static Grounds by(String act) {
        return new Grounds(Authority.of(act), null, null);
    }

    static UnitId unit(String id) {
        return new UnitId(id);
    }

    static FunctionId function(String id) {
        return new FunctionId(id);
    }

    static Name named(String text) {
        return Name.of("en", text);
    }

    static UnitCreated office(String id) {
        return office(id, null);
    }

    /** An office, in force since the founding, named after its id. */
    static UnitCreated office(String id, @Nullable String parent, String... functions) {
        return new UnitCreated(
                ORG,
                unit(id),
                new UnitKind("office"),
                named(id),
                parent == null ? null : unit(parent),
                List.of(),
                null,
                false,
                statements(functions),
                FOUNDED,
                by("charter"));
    }

    static SecretariatCreated secretariat(String id, String... functions) {
        return new SecretariatCreated(
                ORG,
                unit(id),
                UnitKind.SECRETARIAT,
                named(id),
                null,
                List.of(),
                null,
                false,
                statements(functions),
                FOUNDED,
                by("charter"));
    }

    private static List<FunctionStatement> statements(String... functions) {
        var statements = new ArrayList<FunctionStatement>();
        for (String id : functions) statements.add(new FunctionStatement(function(id), named(id), null));
        return statements;
    }

    static NewUnit newUnit(String id) {
        return new NewUnit(unit(id), null, named(id), null, List.of(), List.of());
    }

    /** These orders together, on {@link #DAY}, by the charter. */
    static SubmitChanges orders(StructuralCommand... commands) {
        return orders("charter", DAY, commands);
    }

    static SubmitChanges orders(String act, LocalDate day, StructuralCommand... commands) {
        var items = new ArrayList<ChangePackage.Item>();
        for (StructuralCommand command : commands)
            items.add(new ChangePackage.Item(items.size(), command, day, by(act)));
        return new SubmitChanges(ORG, new ChangePackage(items, List.of()), null, false);
    }

    /** These corrections together, by the charter. */
    static SubmitChanges correcting(CorrectiveCommand... commands) {
        return correcting("charter", commands);
    }

    static SubmitChanges correcting(String act, CorrectiveCommand... commands) {
        var corrections = new ArrayList<ChangePackage.Mending>();
        for (CorrectiveCommand command : commands)
            corrections.add(new ChangePackage.Mending(corrections.size(), command, by(act)));
        return new SubmitChanges(ORG, new ChangePackage(List.of(), corrections), null, false);
    }
}
