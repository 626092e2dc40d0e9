package org.mandatum.query.projection;

import java.nio.charset.StandardCharsets;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.Unit;
import tools.jackson.databind.node.ObjectNode;

/** Units, functions and links as trees of JSON, names by language. {@link DocumentWriter} says what is in them. */
public final class Documents {
    private Documents() {}

    /** A unit without its functions, which have rows of their own. */
    public static ObjectNode unit(Unit unit) {
        return tree(unit);
    }

    public static ObjectNode function(Function function) {
        return tree(function);
    }

    public static ObjectNode link(CoordinationLink link) {
        return tree(link);
    }

    /** The change behind a part of the structure: event, day, authority, evidence, note. */
    public static ObjectNode cause(Cause cause) {
        return tree(cause);
    }

    private static ObjectNode tree(Object part) {
        return (ObjectNode)
                EventJson.MAPPER.readTree(DocumentWriter.Encoder.shown().encoded(part));
    }

    /** The document of a unit, a function or a link, as text. */
    public static String text(Object part) {
        return new String(DocumentWriter.Encoder.shown().encoded(part), StandardCharsets.UTF_8);
    }
}
