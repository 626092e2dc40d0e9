package org.mandatum.command.mandate;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.Outcome.Reason;
import org.mandatum.command.mandate.MandateOrder.*;
import org.mandatum.command.organisation.ChangePackage;
import org.mandatum.command.organisation.Structures;
import org.mandatum.command.resolution.LegalAct;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.journal.Actor;
import org.mandatum.mandate.Attributes;
import org.mandatum.mandate.Document;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.mandate.MandateEvent.MandateIssued;
import org.mandatum.mandate.MandateId;
import org.mandatum.mandate.ReportedStatus;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.UnitCreated;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Name;

/** A mandate, an organisation of a few offices, and the people around them; no framework. */
public final class Given {
    public static final OrganisationId ORG = new OrganisationId("org");
    public static final MandateId REPORT_ON_STRUCTURE = new MandateId("report-on-structure");
    public static final MandateId OTHER = new MandateId("other");
    public static final LocalDate ADOPTED = LocalDate.parse("2015-06-15");
    public static final LocalDate DUE = LocalDate.parse("2015-07-31");
    public static final Actor ANA = new Actor("https://id.example", "ana", "Ana");
    public static final Actor BEN = new Actor("https://id.example", "ben", "Ben");
    static final Document PROOF = new Document("CP/doc.5113/15", null);

    /** The acts: one that issued the mandate, a later one, one that is rescinded. */
    public static final LegalActs ACTS = new LegalActs() {
        @Override
        public @Nullable LegalAct find(ResolutionId id) {
            return switch (id.value()) {
                case "res-1" -> act(id, "2015-06-15", null);
                case "res-2" -> act(id, "2016-06-15", null);
                case "rescinded" -> act(id, "2010-01-01", "2012-01-01");
                default -> null;
            };
        }
    };

    private final Map<MandateId, Mandate> mandates = new HashMap<>();
    public final Organisation organisation = new Organisation();
    private LocalDate today = LocalDate.parse("2016-12-31");

    private static LegalAct act(ResolutionId id, String adoptedOn, @Nullable String rescindedOn) {
        return new LegalAct(
                id,
                "resolution",
                new OrganId("assembly"),
                LocalDate.parse(adoptedOn),
                rescindedOn == null ? null : LocalDate.parse(rescindedOn),
                new TreeMap<>(Map.of("1", LocalDate.parse(adoptedOn))),
                List.of(),
                null);
    }

    public static UnitId unit(String id) {
        return new UnitId(id);
    }

    public static Grounds by(String act) {
        return new Grounds(Authority.of(act), null, null);
    }

    public static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    public Given on(String day) {
        today = LocalDate.parse(day);
        return this;
    }

    public LocalDate today() {
        return today;
    }

    /** An office in force since 2010, with functions. */
    public Given office(String id, String... functions) {
        organisation.record(new UnitCreated(
                ORG,
                unit(id),
                new UnitKind("office"),
                Name.of("en", id),
                null,
                List.of(),
                null,
                false,
                List.of(functions).stream()
                        .map(function -> new FunctionStatement(new FunctionId(function), Name.of("en", function), null))
                        .toList(),
                LocalDate.parse("2010-01-01"),
                by("res-1")));
        return this;
    }

    /** The mandate, as issued on the day of adoption. */
    public Given issued() {
        return issued(REPORT_ON_STRUCTURE, Attributes.NONE);
    }

    public Given issued(MandateId id, Attributes attributes) {
        record(new MandateIssued(id, ORG, Name.of("en", "Report"), null, DUE, attributes, ADOPTED, by("res-1")), null);
        return this;
    }

    public Given assigned(String lead, String... units) {
        return done(assign(lead, units), "2015-06-20", ANA);
    }

    public Given reported() {
        return done(report(), "2015-07-01", ANA);
    }

    public Given claimed() {
        return done(claim(), "2015-07-20", ANA);
    }

    public Given verified() {
        return done(new Verify(true, null, null), "2015-07-25", BEN);
    }

    public Given closed() {
        return done(new Close(null), "2015-07-30", BEN);
    }

    static Assign assign(String lead, String... units) {
        return new Assign(unit(lead), List.of(units).stream().map(UnitId::new).toList());
    }

    static Report report() {
        return new Report(null, ReportedStatus.IN_PROGRESS, null, List.of(), List.of(), List.of(), null, null);
    }

    static ClaimImplementation claim() {
        return new ClaimImplementation(null, null, List.of(), List.of(PROOF));
    }

    /** It was ordered, and nothing spoke against it. */
    Given done(MandateOrder order, String day, Actor actor) {
        Decision.Result result = when(order, day, actor);
        if (!result.refusals().isEmpty()) throw new AssertionError(order + " is refused: " + result.refusals());
        result.facts().forEach(fact -> record(fact, actor));
        return this;
    }

    void record(MandateEvent fact, @Nullable Actor actor) {
        mandates.put(fact.mandate(), Mandate.after(mandates.get(fact.mandate()), fact, actor));
    }

    Mandate mandate() {
        return requireNonNull(mandates.get(REPORT_ON_STRUCTURE));
    }

    Mandate mandate(MandateId id) {
        return requireNonNull(mandates.get(id));
    }

    Decision.Result when(MandateOrder order, String day, @Nullable Actor actor) {
        return when(order, day, actor, order.needsAct() ? "res-1" : null);
    }

    Decision.Result when(MandateOrder order, String day, @Nullable Actor actor, @Nullable String act) {
        var step = new Step(order, LocalDate.parse(day), act == null ? null : Authority.of(act), null, null);
        return Decision.on(mandate(), step, circumstances(actor));
    }

    Circumstances circumstances(@Nullable Actor actor) {
        return new Circumstances(today, actor, ACTS, structures(), mandates(), false);
    }

    public Structures structures() {
        return id -> id.equals(ORG) ? organisation : null;
    }

    public Mandates mandates() {
        return mandates::get;
    }

    /** What the register makes of it, told by the event that made it look. */
    @Nullable
    MandateEvent passedOn(@Nullable String trigger) {
        MandateEvent fact = Succession.of(mandate(), organisation, today, trigger);
        if (fact != null) record(fact, null);
        return fact;
    }

    /** An organisation's time line, recorded into as a test goes on. */
    public static final class Organisation implements Structures.At {
        private final Timeline timeline = new Timeline(ORG);
        private long sequence;

        /** The id of the event. */
        public String record(OrganisationEvent event) {
            String id = "event-" + ++sequence;
            switch (event) {
                case StructuralEvent e -> timeline.add(Change.of(id, sequence, e));
                case Correction e -> timeline.correct(e);
                case OrganisationOpened e -> throw new IllegalArgumentException("it is open");
            }
            return id;
        }

        @Override
        public OrganisationOpened opened() {
            return new OrganisationOpened(ORG, Name.of("en", "Org"), "en", OrganisationRules.DEFAULT, List.of());
        }

        @Override
        public long version() {
            return sequence;
        }

        @Override
        public Structure on(LocalDate day) {
            return timeline.on(day);
        }

        @Override
        public boolean holds(String change) {
            return timeline.change(change) != null;
        }

        @Override
        public Structures.Attempt attempt(
                ChangePackage orders, LegalActs acts, LocalDate today, @Nullable LocalDate day) {
            return new Structures.Attempt(List.<Reason>of(), today, on(today), null);
        }
    }
}
