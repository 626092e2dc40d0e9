package org.mandatum.organisation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.value.Name;

/**
 * What an organisation looks like on one day: an immutable value. {@link #after(Change)} is the fold; it shares what a
 * change leaves alone, so that a thousand structures cost little more than one.
 */
public final class Structure {
    final OrganisationId organisation;
    final PersistentMap<UnitId, Unit> units;
    final PersistentMap<UnitId, EndedUnit> ended;
    final PersistentMap<FunctionId, Function> functions;
    final PersistentMap<FunctionId, EndedFunction> discontinued;
    final PersistentMap<Ends, EndedLink> dissolved;
    final PersistentMap<Ends, CoordinationLink> links;
    // What follows is an index of the above, kept so that a rule costs the same in an organisation of ten thousand
    // units.
    final PersistentMap<Place, PersistentSet<UnitId>> subordinates;
    final PersistentMap<SiblingName, PersistentSet<UnitId>> siblingNames;
    final PersistentMap<UnitId, PersistentSet<FunctionId>> held;
    final PersistentMap<UnitId, PersistentSet<UnitId>> linesFrom;
    final PersistentMap<UnitId, PersistentSet<Ends>> linksOf;
    final Touched touched;

    /** Where a unit hangs; an absent parent is the organisation itself. */
    record Place(@Nullable UnitId parent) {}

    /** One name in one language at one place. */
    record SiblingName(Place place, String language, String text) {
        SiblingName {
            text = Name.compared(text);
        }
    }

    /** What the last change touched: the ids whose entry is another one now, has come or has gone. */
    public record Touched(Set<UnitId> units, Set<FunctionId> functions, Set<Ends> links) {
        static final Touched NOTHING = new Touched(Set.of(), Set.of(), Set.of());
    }

    private Structure(
            OrganisationId organisation,
            PersistentMap<UnitId, Unit> units,
            PersistentMap<UnitId, EndedUnit> ended,
            PersistentMap<FunctionId, Function> functions,
            PersistentMap<FunctionId, EndedFunction> discontinued,
            PersistentMap<Ends, CoordinationLink> links,
            PersistentMap<Ends, EndedLink> dissolved) {
        this.organisation = organisation;
        this.units = units;
        this.ended = ended;
        this.functions = functions;
        this.discontinued = discontinued;
        this.links = links;
        this.dissolved = dissolved;
        subordinates = ExtensionsKt.persistentHashMapOf();
        siblingNames = ExtensionsKt.persistentHashMapOf();
        held = ExtensionsKt.persistentHashMapOf();
        linesFrom = ExtensionsKt.persistentHashMapOf();
        linksOf = ExtensionsKt.persistentHashMapOf();
        touched = Touched.NOTHING;
    }

    Structure(StructureEdit edit) {
        organisation = edit.organisation;
        units = edit.units;
        ended = edit.ended;
        functions = edit.functions;
        discontinued = edit.discontinued;
        dissolved = edit.dissolved;
        links = edit.links;
        subordinates = edit.subordinates;
        siblingNames = edit.siblingNames;
        held = edit.held;
        linesFrom = edit.linesFrom;
        linksOf = edit.linksOf;
        touched = new Touched(edit.touchedUnits, edit.touchedFunctions, edit.touchedLinks);
    }

    /**
     * These parts alone, as they are here; what is not here is left out. Enough to follow changes that concern no other
     * part, at a cost that does not depend on the size of the organisation.
     */
    public Structure only(
            Collection<UnitId> someUnits, Collection<FunctionId> someFunctions, Collection<Ends> someLinks) {
        return new Structure(
                organisation,
                some(units, someUnits),
                some(ended, someUnits),
                some(functions, someFunctions),
                some(discontinued, someFunctions),
                some(links, someLinks),
                some(dissolved, someLinks));
    }

    /**
     * This structure, made otherwise where {@code other} says otherwise than {@code one} about these parts, which are here as they
     * are in {@code one}. Neither need hold any further parts.
     */
    public Structure revised(
            Structure one,
            Structure other,
            Collection<UnitId> someUnits,
            Collection<FunctionId> someFunctions,
            Collection<Ends> someLinks) {
        var edit = new StructureEdit(this);
        differing(someUnits, one.units, other.units, edit::take);
        differing(someUnits, one.ended, other.ended, edit::takeEnded);
        differing(someFunctions, one.functions, other.functions, edit::take);
        differing(someFunctions, one.discontinued, other.discontinued, edit::takeDiscontinued);
        differing(someLinks, one.links, other.links, edit::take);
        differing(someLinks, one.dissolved, other.dissolved, edit::takeDissolved);
        return new Structure(edit);
    }

    private static <K, V> void differing(
            Collection<K> some, PersistentMap<K, V> one, PersistentMap<K, V> other, BiConsumer<K, @Nullable V> take) {
        for (K key : some) {
            V value = other.get(key);
            if (!Objects.equals(one.get(key), value)) take.accept(key, value);
        }
    }

    /** An organisation before its first change. */
    public static Structure empty(OrganisationId organisation) {
        return new Structure(
                organisation,
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf());
    }

    /**
     * The structure once this change has taken effect.
     *
     * @throws IllegalStateException when the change is impossible here: it should have been refused, so this is a bug
     */
    public Structure after(Change change) {
        return new StructureStep(this, change).taken();
    }

    /** Units in force, in their lasting order. */
    public List<Unit> units() {
        return units.values().stream().sorted(Comparator.comparing(Unit::rank)).toList();
    }

    /** Functions that are held, in their lasting order. */
    public List<Function> functions() {
        return functions.values().stream()
                .sorted(Comparator.comparing(Function::rank))
                .toList();
    }

    /** Coordination links in force, by their ends. */
    public List<CoordinationLink> links() {
        return links.values().stream()
                .sorted(Comparator.comparing(CoordinationLink::ends))
                .toList();
    }

    public int size() {
        return units.size();
    }

    public boolean inForce(UnitId unit) {
        return units.containsKey(unit);
    }

    public @Nullable Unit unit(UnitId unit) {
        return units.get(unit);
    }

    public @Nullable EndedUnit ended(UnitId unit) {
        return ended.get(unit);
    }

    public @Nullable Function function(FunctionId function) {
        return functions.get(function);
    }

    public @Nullable EndedFunction discontinued(FunctionId function) {
        return discontinued.get(function);
    }

    public @Nullable CoordinationLink link(Ends ends) {
        return links.get(ends);
    }

    public @Nullable EndedLink dissolved(Ends ends) {
        return dissolved.get(ends);
    }

    /** The units directly under this one. */
    public Set<UnitId> subordinates(UnitId unit) {
        return values(subordinates, new Place(unit));
    }

    /** The functions that this unit holds. */
    public Set<FunctionId> functionsOf(UnitId unit) {
        return values(held, unit);
    }

    /** The units under {@code parent} that bear this name, or one that reads the same, in this language. */
    public Set<UnitId> siblingsNamed(@Nullable UnitId parent, String language, String text) {
        return values(siblingNames, new SiblingName(new Place(placed(parent)), language, text));
    }

    /** Whether {@code unit} is {@code ancestor} or stands under it on the principal lines. */
    public boolean isUnder(@Nullable UnitId unit, UnitId ancestor) {
        UnitId at = placed(unit);
        // No way up is longer, unless it goes round; then it has been everywhere.
        for (int steps = units.size(); at != null && steps >= 0; steps--) {
            if (at.equals(ancestor)) return true;
            Unit here = units.get(at);
            at = here == null ? null : here.parent();
        }
        return false;
    }

    /** The parent itself; absent when it is the organisation, whose own id also means "directly under it". */
    public @Nullable UnitId placed(@Nullable UnitId parent) {
        return parent == null || parent.value().equals(organisation.value()) ? null : parent;
    }

    /** What the last change touched. */
    public Touched touched() {
        return touched;
    }

    /** Equal when they hold the same units, functions and links, whatever led to them. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Structure that
                && organisation.equals(that.organisation)
                && units.equals(that.units)
                && functions.equals(that.functions)
                && links.equals(that.links);
    }

    @Override
    public int hashCode() {
        return Objects.hash(organisation, units, functions, links);
    }

    @Override
    public String toString() {
        return "structure of " + organisation + ": " + units.size() + " units, " + functions.size() + " functions";
    }

    private static <K, V> PersistentMap<K, V> some(PersistentMap<K, V> all, Collection<K> keys) {
        PersistentMap<K, V> some = ExtensionsKt.persistentHashMapOf();
        for (K key : keys) {
            V value = all.get(key);
            if (value != null) some = some.put(key, value);
        }
        return some;
    }

    static <K, V> PersistentSet<V> values(PersistentMap<K, PersistentSet<V>> index, K key) {
        PersistentSet<V> values = index.get(key);
        return values == null ? ExtensionsKt.persistentHashSetOf() : values;
    }

    static <K, V> PersistentMap<K, PersistentSet<V>> with(PersistentMap<K, PersistentSet<V>> index, K key, V value) {
        return index.put(key, values(index, key).add(value));
    }

    static <K, V> PersistentMap<K, PersistentSet<V>> without(PersistentMap<K, PersistentSet<V>> index, K key, V value) {
        PersistentSet<V> left = values(index, key).remove(value);
        return left.isEmpty() ? index.remove(key) : index.put(key, left);
    }

    static <T> List<T> sorted(Collection<? extends T> values, Comparator<? super T> order) {
        return values.stream().<T>map(value -> value).sorted(order).toList();
    }
}
