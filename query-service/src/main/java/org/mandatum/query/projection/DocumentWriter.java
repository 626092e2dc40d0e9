package org.mandatum.query.projection;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.Pillar;
import org.mandatum.organisation.Respect;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.value.Evidence;
import org.mandatum.value.Name;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

/**
 * Writes units, functions, links and causes as the answers show them. The contract's field names are here. Many documents are
 * written one after the other, without a tree of each.
 */
public final class DocumentWriter {
    // Of every cause, and encoded once: they are half of what is written.
    private static final SerializedString EFFECTIVE_ON = new SerializedString("effectiveOn");
    private static final SerializedString AUTHORITY = new SerializedString("authority");
    private static final SerializedString RESOLUTION = new SerializedString("resolution");
    private static final SerializedString PARAGRAPH = new SerializedString("paragraph");
    private static final SerializedString EVENT = new SerializedString("event");

    /** At the end of a document that is read back: what the answers do not show. */
    static final String UNSHOWN = "unshown";

    private final JsonGenerator json;
    private final Naming naming;
    private final boolean readBack;

    /** How a name is written: by language, or as a text in one of them. */
    @FunctionalInterface
    public interface Naming {
        void write(JsonGenerator json, String field, Name name);

        /** In all languages in which it is known. */
        static void byLanguage(JsonGenerator json, String field, Name name) {
            json.writeObjectPropertyStart(field);
            name.byLanguage().forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    /** Of documents that are shown. */
    public DocumentWriter(JsonGenerator json, Naming naming) {
        this(json, naming, false);
    }

    private DocumentWriter(JsonGenerator json, Naming naming, boolean readBack) {
        this.json = json;
        this.naming = naming;
        this.readBack = readBack;
    }

    /** Documents as UTF-8, each for itself; names by language. Used by one thread. */
    static final class Encoder {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        private final JsonGenerator json =
                EventJson.MAPPER.writer().withRootValueSeparator("").createGenerator(bytes);
        private final DocumentWriter writer;

        private Encoder(boolean readBack) {
            writer = new DocumentWriter(json, Naming::byLanguage, readBack);
        }

        /** As the answers show them. */
        static Encoder shown() {
            return new Encoder(false);
        }

        /** As rows keep them: {@link DocumentReader} makes equal parts of them. */
        static Encoder kept() {
            return new Encoder(true);
        }

        byte[] encoded(Object part) {
            bytes.reset();
            writer.write(part);
            json.flush();
            return bytes.toByteArray();
        }
    }

    /** @param part a Unit, EndedUnit, Function, EndedFunction, CoordinationLink, EndedLink or Cause */
    void write(Object part) {
        json.writeStartObject();
        switch (part) {
            case Unit unit -> unit(unit);
            case EndedUnit ended -> {
                json.writeObjectPropertyStart("unit");
                unit(ended.last());
                json.writeEndObject();
                ids("successors", ended.successors());
                cause("ended", ended.ended());
            }
            case Function function -> function(function);
            case EndedFunction ended -> {
                json.writeObjectPropertyStart("function");
                function(ended.last());
                json.writeEndObject();
                cause("ended", ended.ended());
            }
            case CoordinationLink link -> link(link);
            case EndedLink ended -> {
                json.writeObjectPropertyStart("link");
                link(ended.last());
                json.writeEndObject();
                cause("ended", ended.ended());
            }
            case Cause cause -> fields(cause);
            default -> throw new IllegalArgumentException(part.getClass() + " is no part of a structure");
        }
        json.writeEndObject();
    }

    /** The fields of a unit without its functions, which have documents of their own. */
    public void unit(Unit unit) {
        json.writeStringProperty("id", unit.id().value());
        json.writeStringProperty("kind", unit.kind().value());
        naming.write(json, "name", unit.name());
        UnitId parent = unit.parent();
        if (parent == null) json.writeNullProperty("parent");
        else json.writeStringProperty("parent", parent.value());
        json.writeArrayPropertyStart("reportsTo");
        for (Superior superior : unit.reportsTo()) json.writeString(superior.id());
        json.writeEndArray();
        Pillar pillar = unit.pillar();
        if (pillar != null) json.writeStringProperty("pillar", pillar.code());
        if (unit.autonomous()) json.writeBooleanProperty("autonomous", true);
        Unit.Suspension suspension = unit.suspension();
        if (suspension != null) {
            json.writeObjectPropertyStart("suspended");
            json.writeStringProperty("since", suspension.cause().effectiveOn().toString());
            optional("reason", suspension.reason());
            grounds(suspension.cause());
            json.writeEndObject();
        }
        if (!unit.predecessors().isEmpty()) ids("predecessors", unit.predecessors());
        since(unit.established());
        changed(unit.changed(), unit.established(), unit.causes());
        if (readBack) organs(unit.reportsTo());
    }

    /** Which superiors are organs; of the others, units bear the id. */
    private void organs(List<Superior> superiors) {
        List<String> organs = superiors.stream()
                .filter(superior -> superior.organ() != null)
                .map(Superior::id)
                .toList();
        if (organs.isEmpty()) return;
        json.writeObjectPropertyStart(UNSHOWN);
        json.writeArrayPropertyStart("organs");
        organs.forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void function(Function function) {
        json.writeStringProperty("id", function.id().value());
        naming.write(json, "name", function.name());
        json.writeStringProperty("unit", function.holder().value());
        json.writeStringProperty("since", function.assigned().effectiveOn().toString());
        grounds(function.assigned(), function.evidence());
        changed(function.changed(), function.assigned(), function.causes());
        if (readBack && function.evidence() != null) {
            // Its own is shown in the place of this.
            Evidence ofTheChange = function.assigned().grounds().evidence();
            json.writeObjectPropertyStart(UNSHOWN);
            if (ofTheChange == null) json.writeNullProperty("evidence");
            else evidence(ofTheChange);
            json.writeEndObject();
        }
    }

    /** The fields of a link. */
    public void link(CoordinationLink link) {
        json.writeArrayPropertyStart("units");
        json.writeString(link.ends().first().value());
        json.writeString(link.ends().second().value());
        json.writeEndArray();
        optional("purpose", link.purpose());
        since(link.linked());
    }

    private void since(Cause cause) {
        json.writeStringProperty("since", cause.effectiveOn().toString());
        grounds(cause);
    }

    private void changed(Cause changed, Cause first, Map<Respect, Cause> causes) {
        if (!changed.equals(first)) cause("changed", changed);
        if (causes.isEmpty()) return;
        // Respects in which it is not as at first; only the event's id where that is the last change.
        json.writeObjectPropertyStart("causes");
        causes.forEach((respect, cause) -> {
            if (cause.equals(changed)) json.writeStringProperty(respect.field(), cause.event());
            else cause(respect.field(), cause);
        });
        json.writeEndObject();
    }

    /** The change behind a part of the structure: event, day, authority, evidence, note. */
    public void cause(String field, Cause cause) {
        json.writeObjectPropertyStart(field);
        fields(cause);
        json.writeEndObject();
    }

    private void fields(Cause cause) {
        text(EFFECTIVE_ON, cause.effectiveOn().toString());
        grounds(cause);
    }

    private void grounds(Cause cause) {
        grounds(cause, null);
    }

    /** @param stated of a part itself: it takes the place of the change's evidence, or follows where the change has none */
    private void grounds(Cause cause, @Nullable Evidence stated) {
        Authority authority = cause.grounds().authority();
        json.writeName(AUTHORITY);
        json.writeStartObject();
        text(RESOLUTION, authority.resolution().value());
        if (authority.paragraph() != null) text(PARAGRAPH, authority.paragraph());
        optional("mandate", authority.mandate());
        optional("proposal", authority.proposal());
        json.writeEndObject();
        Evidence evidence = cause.grounds().evidence();
        if (evidence != null) evidence(stated == null ? evidence : stated);
        optional("note", cause.grounds().note());
        text(EVENT, cause.event());
        if (evidence == null && stated != null) evidence(stated);
    }

    private void evidence(Evidence evidence) {
        json.writeObjectPropertyStart("evidence");
        json.writeStringProperty("source", evidence.source().code());
        optional("reference", evidence.reference());
        json.writeEndObject();
    }

    /** A list of units by their ids. */
    public void ids(String field, List<UnitId> ids) {
        json.writeArrayPropertyStart(field);
        for (UnitId id : ids) json.writeString(id.value());
        json.writeEndArray();
    }

    private void text(SerializedString field, String text) {
        json.writeName(field);
        json.writeString(text);
    }

    private void optional(String field, @Nullable String text) {
        if (text != null) json.writeStringProperty(field, text);
    }
}
