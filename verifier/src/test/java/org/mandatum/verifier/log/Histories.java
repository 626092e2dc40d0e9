package org.mandatum.verifier.log;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json;

/**
 * A register's events, made as they are read: one organisation that is built up to a thousand units and then changed, a second
 * one beside it, acts, and proposals with their people. Packages of one to four changes; some dated ahead, some corrected,
 * some annulled.
 */
public final class Histories implements Iterator<Recorded> {
    public static final String ORGANISATION = "oas";
    private static final LocalDate FIRST_DAY = LocalDate.of(1966, 1, 1);
    private static final int MOST_UNITS = 1_000;

    private final Random random;
    private final long events;
    private final Queue<Recorded> ready = new ArrayDeque<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<String> units = new ArrayList<>();
    private final List<String> functions = new ArrayList<>();
    private final Map<String, String> holders = new HashMap<>();
    private final List<String> renamings = new ArrayList<>();
    private long made;
    private long position;
    private long now = 1_700_000_000_000_000L;

    public Histories(long events, long seed) {
        this.events = events;
        random = new Random(seed);
    }

    public static List<Recorded> of(int events, long seed) {
        var all = new ArrayList<Recorded>(events);
        new Histories(events, seed).forEachRemaining(all::add);
        return all;
    }

    @Override
    public boolean hasNext() {
        return made < events;
    }

    @Override
    public Recorded next() {
        if (!hasNext()) throw new NoSuchElementException();
        while (ready.isEmpty()) more();
        made++;
        // The last package may be cut short by the end; then nothing is left of it.
        Recorded event = ready.remove();
        long left = events - made;
        return event.remaining() > left ? event.withRemaining((int) left) : event;
    }

    private record Fact(String type, Map<String, @Nullable Object> payload) {}

    private void more() {
        if (position == 0) {
            act();
            record("organisations/" + ORGANISATION, List.of(opened(ORGANISATION)), 1);
            record("organisations/other", List.of(opened("other")), 2);
            return;
        }
        int chance = random.nextInt(1_000);
        if (chance < 5) act();
        else if (chance < 15) proposal();
        else if (chance < 30) mandate();
        else structural();
    }

    private Fact opened(String organisation) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("organisation", organisation);
        payload.put("name", Map.of("en", "Organisation " + organisation));
        payload.put("language", "en");
        return new Fact("OrganisationOpened", payload);
    }

    private void act() {
        String id = "act-" + position;
        record(
                "resolutions/" + id,
                List.of(new Fact("ResolutionAdopted", new LinkedHashMap<>(Map.of("resolution", id)))),
                1);
    }

    private void proposal() {
        String stream = "proposals/p-" + position;
        Object content = Map.of("changes", List.of(Map.of("type", "RenameUnit", "unit", "u0")));
        String hash = digest(content);
        record(stream, List.of(new Fact("ProposalDrafted", new LinkedHashMap<>(Map.of("content", content)))), 1);
        record(stream, List.of(new Fact("ProposalSubmitted", new LinkedHashMap<>(Map.of("contentHash", hash)))), 1);
        record(stream, List.of(new Fact("ProposalApproved", new LinkedHashMap<>(Map.of("contentHash", hash)))), 2);
    }

    private void mandate() {
        String stream = "mandates/m-" + position;
        record(stream, List.of(new Fact("ImplementationClaimed", new LinkedHashMap<>())), 1);
        record(stream, List.of(new Fact("ImplementationVerified", new LinkedHashMap<>())), 2);
    }

    private static String digest(Object content) {
        byte[] bytes = Json.canonical(content).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return "sha-256:"
                + java.util.HexFormat.of()
                        .formatHex(org.mandatum.verifier.tree.Hash.sha256().digest(bytes));
    }

    private void structural() {
        int size = random.nextInt(5) > 0 ? 1 : 2 + random.nextInt(3);
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < size; i++) facts.add(fact());
        List<String> ids = record("organisations/" + ORGANISATION, facts, 1 + random.nextInt(3));
        for (int i = 0; i < facts.size(); i++) if (facts.get(i).type().equals("UnitRenamed")) renamings.add(ids.get(i));
    }

    private Fact fact() {
        LocalDate today = FIRST_DAY.plusDays(position / 50);
        int chance = random.nextInt(100);
        if (units.size() < 3 || (units.size() < MOST_UNITS && chance < 30)) return created(today);
        if (functions.isEmpty() || chance < 40) return assigned(today);
        if (chance < 60) return renamed(today.plusDays(random.nextInt(10) == 0 ? random.nextInt(90) : 0));
        if (chance < 75) return redistributed(today);
        if (chance < 78 && renamings.size() > 10) return corrected(today);
        if (chance < 80 && renamings.size() > 10) return annulled();
        if (chance < 90) return moved(today);
        return linked(today);
    }

    private Fact created(LocalDate day) {
        String unit = "u" + units.size();
        var payload = base(day);
        payload.put("unit", unit);
        payload.put("kind", "department");
        payload.put("name", name("Department " + unit));
        if (!units.isEmpty()) payload.put("parent", units.get(random.nextInt(units.size())));
        payload.put("reportsTo", units.isEmpty() ? List.of() : List.of(Map.of("unit", units.getFirst())));
        payload.put("autonomous", false);
        payload.put("functions", List.of());
        units.add(unit);
        return new Fact("UnitCreated", payload);
    }

    private Fact assigned(LocalDate day) {
        String function = "f" + functions.size();
        var payload = base(day);
        payload.put("function", function);
        payload.put("name", name("Function " + function));
        payload.put("unit", unit());
        functions.add(function);
        holders.put(function, String.valueOf(payload.get("unit")));
        return new Fact("FunctionAssigned", payload);
    }

    private Fact redistributed(LocalDate day) {
        String function = functions.get(random.nextInt(functions.size()));
        var payload = base(day);
        payload.put("function", function);
        payload.put("from", holders.get(function));
        payload.put("to", unit());
        holders.put(function, String.valueOf(payload.get("to")));
        return new Fact("FunctionRedistributed", payload);
    }

    private Fact renamed(LocalDate day) {
        var payload = base(day);
        payload.put("unit", unit());
        payload.put("name", name("Department named at " + position + " and again «" + random.nextInt(100) + "»"));
        return new Fact("UnitRenamed", payload);
    }

    private Fact moved(LocalDate day) {
        // Only leaves of the tree move, and only to the root, so that no circle can come about.
        var payload = base(day);
        payload.put("unit", units.getLast());
        payload.put("parent", units.getFirst().equals(units.getLast()) ? ORGANISATION : units.getFirst());
        return new Fact("UnitMoved", payload);
    }

    private Fact linked(LocalDate day) {
        var payload = base(day);
        payload.put("units", List.of(units.getFirst(), units.get(1 + random.nextInt(units.size() - 1))));
        payload.put("purpose", "without duplicating");
        return new Fact("CoordinationLinked", payload);
    }

    private Fact corrected(LocalDate day) {
        var payload = base(day.plusDays(1));
        payload.put("change", renamings.get(random.nextInt(renamings.size())));
        return new Fact("EffectiveDateCorrected", payload);
    }

    private Fact annulled() {
        var payload = base(null);
        payload.put("change", renamings.remove(random.nextInt(renamings.size())));
        payload.put("reason", "recorded twice");
        return new Fact("ChangeAnnulled", payload);
    }

    private String unit() {
        return units.get(random.nextInt(units.size()));
    }

    private static Object name(String english) {
        return Map.of("en", english, "es", "Unidad: " + english);
    }

    private Map<String, @Nullable Object> base(@Nullable LocalDate effectiveOn) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("organisation", ORGANISATION);
        if (effectiveOn != null) payload.put("effectiveOn", effectiveOn.toString());
        payload.put(
                "grounds",
                Map.of(
                        "authority", Map.of("resolution", "ag-res-2876", "paragraph", "1"),
                        "evidence", Map.of("source", "document", "reference", "SCOPE"),
                        "note", "as the report of the session says"));
        return payload;
    }

    /** Records one package. */
    private List<String> record(String stream, List<Fact> facts, int person) {
        now += 1 + random.nextInt(2_000_000);
        String metadata = Json.canonical(Map.of(
                "actor",
                Map.of("issuer", "https://id.example", "subject", "person-" + person, "name", "Ana"),
                "correlation",
                "request-" + position));
        var ids = new ArrayList<String>();
        for (int i = 0; i < facts.size(); i++) {
            // Gaps are ordinary: a writer gave up.
            position += random.nextInt(20) == 0 ? 2 : 1;
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            ids.add(id);
            long sequence = sequences.merge(stream, 1L, Long::sum) - 1;
            ready.add(new Recorded(
                    id,
                    stream,
                    sequence,
                    position,
                    facts.size() - 1 - i,
                    facts.get(i).type(),
                    1,
                    now,
                    Json.canonical(facts.get(i).payload()),
                    metadata));
        }
        return ids;
    }
}
