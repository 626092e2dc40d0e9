package org.mandatum.query.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.Pillar;
import org.mandatum.organisation.Rank;
import org.mandatum.organisation.Respect;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.query.projection.Revision.Kind;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Evidence;
import org.mandatum.value.Name;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the documents of rows back into what they were made of; {@link DocumentWriter} says what is in them. Millions are read one
 * after the other, so no tree is made of each, and equal values become one, since a register repeats itself. For any number of threads.
 */
public final class DocumentReader {
    private final Map<Object, Object> known = new ConcurrentHashMap<>();
    // By their texts, so that each is looked at once.
    private final Map<String, UnitId> unitIds = new ConcurrentHashMap<>();
    private final Map<String, ResolutionId> resolutions = new ConcurrentHashMap<>();
    private final Map<String, UnitKind> kinds = new ConcurrentHashMap<>();
    private final Map<String, LocalDate> days = new ConcurrentHashMap<>();

    /**
     * The part that a row of this kind holds.
     *
     * @param rank links have none
     * @throws RuntimeException when the document is none of that kind
     */
    public Object read(Kind kind, String document, Rank rank) {
        Fields fields;
        try (JsonParser json = EventJson.MAPPER.createParser(document)) {
            json.nextToken();
            fields = new Fields(json);
        }
        return switch (kind) {
            case UNIT -> unit(fields, rank);
            case ENDED_UNIT ->
                new EndedUnit(
                        unit(required(fields.last), rank), unitIds(fields.successors), cause(required(fields.ended)));
            case FUNCTION -> function(fields, rank);
            case ENDED_FUNCTION ->
                new EndedFunction(function(required(fields.last), rank), cause(required(fields.ended)));
            case LINK -> link(fields);
            case ENDED_LINK -> new EndedLink(link(required(fields.last)), cause(required(fields.ended)));
        };
    }

    private Unit unit(Fields fields, Rank rank) {
        Cause established = cause(fields);
        Cause changed = fields.changed == null ? established : cause(fields.changed);
        Fields suspended = fields.suspended;
        return new Unit(
                unitId(required(fields.id)),
                kinds.computeIfAbsent(required(fields.kind), UnitKind::new),
                required(fields.name),
                fields.parent == null ? null : unitId(fields.parent),
                superiors(fields),
                fields.pillar == null ? null : Pillar.of(fields.pillar),
                fields.autonomous,
                suspended == null ? null : new Unit.Suspension(suspended.reason, cause(suspended)),
                unitIds(fields.predecessors),
                rank,
                established,
                changed,
                causes(fields, changed));
    }

    private Function function(Fields fields, Rank rank) {
        // What is shown is then the function's own, and the change's is not shown.
        Fields unshown = fields.unshown;
        Cause assigned = unshown == null ? cause(fields) : cause(fields, unshown.evidence);
        Cause changed = fields.changed == null ? assigned : cause(fields.changed);
        return new Function(
                new FunctionId(required(fields.id)),
                required(fields.name),
                unitId(required(fields.holder)),
                unshown == null ? null : fields.evidence,
                rank,
                assigned,
                changed,
                causes(fields, changed));
    }

    private CoordinationLink link(Fields fields) {
        return new CoordinationLink(
                Ends.of(unitId(fields.units.get(0)), unitId(fields.units.get(1))), fields.purpose, cause(fields));
    }

    private Map<Respect, Cause> causes(Fields fields, Cause changed) {
        if (fields.causes.isEmpty()) return Map.of();
        var causes = new EnumMap<Respect, Cause>(Respect.class);
        for (Fields.CauseOf one : fields.causes)
            causes.put(one.respect(), one.own() == null ? changed : cause(one.own()));
        return one(Collections.unmodifiableMap(causes));
    }

    private Cause cause(Fields fields) {
        return cause(fields, fields.evidence);
    }

    private Cause cause(Fields fields, @Nullable Evidence evidence) {
        return one(new Cause(
                required(fields.event),
                required(fields.day),
                one(new Grounds(required(fields.authority), evidence, fields.note))));
    }

    private List<Superior> superiors(Fields fields) {
        List<String> organs = fields.unshown == null ? List.of() : fields.unshown.organs;
        var superiors = new ArrayList<Superior>(fields.reportsTo.size());
        for (String id : fields.reportsTo)
            superiors.add(organs.contains(id) ? Superior.organ(id) : new Superior(unitId(id), null));
        return one(List.copyOf(superiors));
    }

    private List<UnitId> unitIds(List<String> texts) {
        return texts.isEmpty()
                ? List.of()
                : one(texts.stream().map(this::unitId).toList());
    }

    private UnitId unitId(String text) {
        return unitIds.computeIfAbsent(text, UnitId::new);
    }

    @SuppressWarnings("unchecked") // a value is replaced only by an equal one of its own class
    private <T> T one(T value) {
        Object same = known.putIfAbsent(value, value);
        return same == null ? value : (T) same;
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) throw new IllegalStateException("a document lacks a field");
        return value;
    }

    /** The fields of any object within a document. */
    private final class Fields {
        private @Nullable String id;
        private @Nullable String kind;
        private @Nullable Name name;
        private @Nullable String parent;
        private List<String> reportsTo = List.of();
        private @Nullable String pillar;
        private boolean autonomous;
        private @Nullable Fields suspended;
        private @Nullable String reason;
        private List<String> predecessors = List.of();
        private List<String> successors = List.of();
        private @Nullable String holder;
        private List<String> units = List.of();
        private @Nullable String purpose;
        // Of a cause, or of the first cause of a part.
        private @Nullable LocalDate day;
        private @Nullable Authority authority;
        private @Nullable Evidence evidence;
        private @Nullable String note;
        private @Nullable String event;

        private @Nullable Fields changed;
        private final List<CauseOf> causes = new ArrayList<>(0);
        /** What was there before it ended. */
        private @Nullable Fields last;

        private @Nullable Fields ended;
        private @Nullable Fields unshown;
        private List<String> organs = List.of();

        /** @param own null: that of the last change */
        record CauseOf(Respect respect, @Nullable Fields own) {}

        /** Reads from the object's beginning to its end. */
        Fields(JsonParser json) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                JsonToken begin = json.nextToken();
                switch (field) {
                    case "id" -> id = json.getString();
                    case "kind" -> kind = json.getString();
                    case "name" -> name = name(json);
                    case "parent" -> parent = begin == JsonToken.VALUE_NULL ? null : json.getString();
                    case "reportsTo" -> reportsTo = texts(json);
                    case "pillar" -> pillar = json.getString();
                    case "autonomous" -> autonomous = json.getBooleanValue();
                    case "suspended" -> suspended = new Fields(json);
                    case "reason" -> reason = json.getString();
                    case "predecessors" -> predecessors = texts(json);
                    case "successors" -> successors = texts(json);
                    case "units" -> units = texts(json);
                    case "purpose" -> purpose = json.getString();
                    case "since", "effectiveOn" -> day = days.computeIfAbsent(json.getString(), LocalDate::parse);
                    case "authority" -> authority = authority(json);
                    case "evidence" -> evidence = begin == JsonToken.VALUE_NULL ? null : evidence(json);
                    case "note" -> note = json.getString();
                    case "event" -> event = json.getString();
                    case "changed" -> changed = new Fields(json);
                    case "causes" -> readCauses(json);
                    case "ended" -> ended = new Fields(json);
                    case "function", "link" -> last = new Fields(json);
                    case "unit" -> {
                        if (begin == JsonToken.START_OBJECT) last = new Fields(json);
                        else holder = json.getString();
                    }
                    case DocumentWriter.UNSHOWN -> unshown = new Fields(json);
                    case "organs" -> organs = texts(json);
                    default -> throw new IllegalStateException("a document has an unknown field '" + field + "'");
                }
            }
        }

        private void readCauses(JsonParser json) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                Respect respect = Respect.of(json.currentName());
                causes.add(new CauseOf(respect, json.nextToken() == JsonToken.START_OBJECT ? new Fields(json) : null));
            }
        }

        private Name name(JsonParser json) {
            var byLanguage = new TreeMap<String, String>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String language = json.currentName();
                json.nextToken();
                byLanguage.put(language, json.getString());
            }
            return one(new Name(byLanguage));
        }

        private Authority authority(JsonParser json) {
            ResolutionId resolution = null;
            String paragraph = null;
            String mandate = null;
            String proposal = null;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "resolution" -> resolution = resolutions.computeIfAbsent(json.getString(), ResolutionId::new);
                    case "paragraph" -> paragraph = json.getString();
                    case "mandate" -> mandate = json.getString();
                    case "proposal" -> proposal = json.getString();
                    default -> throw new IllegalStateException("an authority has an unknown field '" + field + "'");
                }
            }
            return one(new Authority(required(resolution), paragraph, mandate, proposal));
        }

        private Evidence evidence(JsonParser json) {
            String source = null;
            String reference = null;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "source" -> source = json.getString();
                    case "reference" -> reference = json.getString();
                    default -> throw new IllegalStateException("evidence has an unknown field '" + field + "'");
                }
            }
            return one(new Evidence(Evidence.Source.of(required(source)), reference));
        }

        private static List<String> texts(JsonParser json) {
            var texts = new ArrayList<String>(2);
            while (json.nextToken() != JsonToken.END_ARRAY) texts.add(json.getString());
            return texts;
        }
    }
}
