package org.mandatum.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mandatum.event.Event;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.proposal.ProposalEvent;
import org.mandatum.resolution.ResolutionEvent;

/**
 * The stable name and revision under which each event is kept. A name is never reused, and a class may be renamed
 * without renaming it. A new shape of an event is a new revision with an upcaster; its golden file joins the old ones.
 */
public final class EventTypes {
    /** A stable type name and its revision, in CloudEvents {@code org.mandatum.<name>.v<revision>}. */
    public record EventType(String name, int revision, Class<? extends Event> event) {
        public String cloudEventType() {
            return "org.mandatum." + name + ".v" + revision;
        }
    }

    private static final List<EventType> ALL = Stream.concat(
                    Stream.of(OrganisationOpened.class),
                    Stream.of(
                                    StructuralEvent.class,
                                    Correction.class,
                                    ResolutionEvent.class,
                                    MandateEvent.class,
                                    ProposalEvent.class)
                            .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses())))
            .map(event -> new EventType(event.getSimpleName(), 1, event.asSubclass(Event.class)))
            .toList();

    private static final Map<Class<?>, EventType> BY_CLASS =
            ALL.stream().collect(Collectors.toMap(EventType::event, Function.identity()));
    private static final Map<String, EventType> BY_CLOUD_EVENT_TYPE =
            ALL.stream().collect(Collectors.toMap(EventType::cloudEventType, Function.identity()));

    private EventTypes() {}

    public static List<EventType> all() {
        return ALL;
    }

    /** The type under which events of this class are kept; a class that is no event is a bug. */
    public static EventType of(Class<?> event) {
        EventType type = BY_CLASS.get(event);
        if (type == null) throw new IllegalArgumentException(event + " is not a registered event");
        return type;
    }

    /** The type that was kept under this name and revision; an unknown one needs a newer release to read it. */
    public static EventType of(String name, int revision) {
        return ofCloudEvent("org.mandatum." + name + ".v" + revision);
    }

    static EventType ofCloudEvent(String cloudEventType) {
        EventType type = BY_CLOUD_EVENT_TYPE.get(cloudEventType);
        if (type == null)
            throw new IllegalArgumentException(
                    "this release does not know the event type " + cloudEventType + "; a newer one wrote it");
        return type;
    }
}
