package org.mandatum.verifier.structure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.structure.Fields.Unfit;
import org.mandatum.verifier.structure.Link.Ends;
import org.mandatum.verifier.tree.Hash;

/** What an organisation looks like after the changes so far; the beginning is empty. */
public final class Structure {
    final Map<String, Unit> units = new HashMap<>();
    final Map<String, Unit> ended = new HashMap<>();
    final Map<String, Duty> duties = new HashMap<>();
    final TreeMap<Ends, Link> links = new TreeMap<>();

    // Where to look for what refers to a unit, each in the order of ids, since the fold must not depend on any other.
    private final Map<String, SortedSet<String>> heldBy = new HashMap<>();
    private final Map<String, SortedSet<String>> under = new HashMap<>();
    private final Map<String, SortedSet<String>> linesTo = new HashMap<>();
    private final Map<String, SortedSet<Ends>> linksOf = new HashMap<>();

    Unit unit(String id) throws Unfit {
        Unit unit = units.get(id);
        if (unit == null) throw new Unfit("unit " + id + " is not in force");
        return unit;
    }

    Duty duty(String id) throws Unfit {
        Duty duty = duties.get(id);
        if (duty == null) throw new Unfit("function " + id + " is held by nobody");
        return duty;
    }

    void add(Unit unit) throws Unfit {
        if (units.putIfAbsent(unit.id, unit) != null) throw new Unfit("unit " + unit.id + " is in force already");
        register(unit);
    }

    void end(Unit unit) {
        forget(unit);
        units.remove(unit.id);
        ended.put(unit.id, unit);
    }

    void move(Unit unit, @Nullable String parent, Cause cause) {
        forget(unit);
        unit.parent = parent;
        unit.changed = cause;
        register(unit);
    }

    void setLines(Unit unit, Collection<Unit.Superior> lines, Cause cause) {
        forget(unit);
        unit.reportsTo = List.copyOf(lines);
        unit.changed = cause;
        register(unit);
    }

    void add(Duty duty) throws Unfit {
        if (duties.putIfAbsent(duty.id, duty) != null) throw new Unfit("function " + duty.id + " is held already");
        put(heldBy, duty.holder, duty.id);
    }

    void hand(Duty duty, String holder, Cause cause) {
        remove(heldBy, duty.holder, duty.id);
        duty.holder = holder;
        duty.changed = cause;
        put(heldBy, holder, duty.id);
    }

    void discontinue(Duty duty) {
        remove(heldBy, duty.holder, duty.id);
        duties.remove(duty.id);
    }

    void add(Link link) {
        links.put(link.ends(), link);
        put(linksOf, link.ends().first(), link.ends());
        put(linksOf, link.ends().second(), link.ends());
    }

    @Nullable
    Link unlink(Ends ends) {
        remove(linksOf, ends.first(), ends);
        remove(linksOf, ends.second(), ends);
        return links.remove(ends);
    }

    List<String> heldBy(String unit) {
        return List.copyOf(heldBy.getOrDefault(unit, new TreeSet<>()));
    }

    List<String> under(String unit) {
        return List.copyOf(under.getOrDefault(unit, new TreeSet<>()));
    }

    List<String> withLinesTo(String unit) {
        return List.copyOf(linesTo.getOrDefault(unit, new TreeSet<>()));
    }

    List<Ends> linksOf(String unit) {
        return List.copyOf(linksOf.getOrDefault(unit, new TreeSet<>()));
    }

    private void register(Unit unit) {
        if (unit.parent != null) put(under, unit.parent, unit.id);
        for (Unit.Superior line : unit.reportsTo) if (line.isUnit()) put(linesTo, line.id(), unit.id);
    }

    private void forget(Unit unit) {
        if (unit.parent != null) remove(under, unit.parent, unit.id);
        for (Unit.Superior line : unit.reportsTo) if (line.isUnit()) remove(linesTo, line.id(), unit.id);
    }

    private static <T extends Comparable<T>> void put(Map<String, SortedSet<T>> index, String key, T value) {
        index.computeIfAbsent(key, none -> new TreeSet<>()).add(value);
    }

    private static <T extends Comparable<T>> void remove(Map<String, SortedSet<T>> index, String key, T value) {
        SortedSet<T> values = index.get(key);
        if (values != null && values.remove(value) && values.isEmpty()) index.remove(key);
    }

    public int size() {
        return units.size();
    }

    /** In the stable order of every answer: as first recorded; functions likewise, within their unit. */
    public List<Map<String, @Nullable Object>> unitDocuments() {
        return inOrder().map(this::document).toList();
    }

    private Stream<Unit> inOrder() {
        return units.values().stream().sorted(Comparator.comparing(unit -> unit.rank));
    }

    private Map<String, @Nullable Object> document(Unit unit) {
        Map<String, @Nullable Object> document = unit.document();
        document.put(
                "functions",
                heldBy(unit.id).stream()
                        .map(id -> Objects.requireNonNull(duties.get(id)))
                        .sorted(Comparator.comparing(duty -> duty.rank))
                        .map(Duty::document)
                        .toList());
        return document;
    }

    public List<Map<String, @Nullable Object>> linkDocuments() {
        return links.values().stream().map(Link::document).toList();
    }

    /** {@code sha-256:} and the digest of the canonical JSON of {@code units} and {@code coordination}. */
    public String digest() {
        MessageDigest digest = Hash.sha256();
        // Piece by piece, since the whole may be large: members in the order of their names.
        digest.update("{\"coordination\":[".getBytes(UTF_8));
        update(digest, links.values().stream().map(Link::document));
        digest.update("],\"units\":[".getBytes(UTF_8));
        update(digest, inOrder().map(this::document));
        digest.update("]}".getBytes(UTF_8));
        return "sha-256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, Stream<Map<String, @Nullable Object>> documents) {
        String before = "";
        for (var document : (Iterable<Map<String, @Nullable Object>>) documents::iterator) {
            digest.update((before + Json.canonical(document)).getBytes(UTF_8));
            before = ",";
        }
    }

    /** What no structure may be (domain.md, "Rules"): units under none or in a circle, functions with a holder that is gone. */
    public List<String> contradictions() {
        var found = new ArrayList<String>();
        for (Unit unit : units.values()) {
            Set<String> seen = new HashSet<>(Set.of(unit.id));
            for (String at = unit.parent; at != null; ) {
                Unit parent = units.get(at);
                if (parent == null) {
                    found.add("unit " + unit.id + " stands under " + at + ", which is not in force");
                    break;
                }
                if (!seen.add(at)) {
                    found.add("unit " + unit.id + " stands under itself");
                    break;
                }
                at = parent.parent;
            }
        }
        for (Duty duty : duties.values())
            if (!units.containsKey(duty.holder))
                found.add("function " + duty.id + " is held by " + duty.holder + ", which is not in force");
        found.sort(Comparator.naturalOrder());
        return found;
    }
}
