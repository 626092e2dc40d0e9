package org.mandatum.journal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mandatum.event.Event;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.proposal.ProposalEvent;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionEvent.ResolutionAmended;
import org.mandatum.resolution.ResolutionEvent.ResolutionRescinded;
import tools.jackson.databind.JsonNode;

/** A recorded event as CloudEvents 1.0 JSON (structured mode), the form in which Kafka and the stream carry it. */
public final class CloudEvent {
    private CloudEvent() {}

    @JsonPropertyOrder({"specversion", "id", "source", "type", "subject", "time", "datacontenttype"})
    private record Out(
            String specversion,
            String id,
            String source,
            String type,
            String subject,
            Instant time,
            String datacontenttype,
            @Nullable LocalDate effectiveon,
            long position,
            long sequence,
            int remaining,
            @Nullable String correlationid,
            @Nullable String causationid,
            @Nullable String actorissuer,
            @Nullable String actor,
            @Nullable String actorname,
            @JsonRawValue String data) {}

    /** Receivers of CloudEvents must ignore extensions that they do not know, so this one is not strict. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record In(
            String id,
            String source,
            String type,
            Instant time,
            long position,
            long sequence,
            int remaining,
            @Nullable String correlationid,
            @Nullable String causationid,
            @Nullable String actorissuer,
            @Nullable String actor,
            @Nullable String actorname,
            JsonNode data) {
        private @Nullable Actor by() {
            return actorissuer == null || actor == null ? null : new Actor(actorissuer, actor, actorname);
        }
    }

    public static String write(RecordedEvent recorded) {
        Actor actor = recorded.actor();
        return EventJson.MAPPER.writeValueAsString(new Out(
                "1.0",
                recorded.id(),
                recorded.source(),
                EventTypes.of(recorded.event().getClass()).cloudEventType(),
                Subject.of(recorded.event()),
                recorded.recordedAt(),
                "application/json",
                effectiveOn(recorded.event()),
                recorded.position(),
                recorded.sequence(),
                recorded.remaining(),
                recorded.correlation(),
                recorded.causation(),
                actor == null ? null : actor.issuer(),
                actor == null ? null : actor.subject(),
                actor == null ? null : actor.name(),
                EventJson.write(recorded.event())));
    }

    public static RecordedEvent read(String json) {
        In in = EventJson.MAPPER.readValue(json, In.class);
        var event = EventJson.MAPPER.treeToValue(
                in.data(), EventTypes.ofCloudEvent(in.type()).event());
        String stream = in.source().substring(in.source().lastIndexOf('/') + 1);
        return new RecordedEvent(
                in.id(),
                stream,
                in.sequence(),
                in.position(),
                in.remaining(),
                in.time(),
                in.correlationid(),
                in.causationid(),
                in.by(),
                event);
    }

    /** From which day it holds; null for what is no fact of a day, such as the annulment of a change. */
    public static @Nullable LocalDate effectiveOn(Event event) {
        return switch (event) {
            case StructuralEvent e -> e.effectiveOn();
            case EffectiveDateCorrected e -> e.effectiveOn();
            case ResolutionAdopted e -> e.adoptedOn();
            case ResolutionAmended e -> e.effectiveOn();
            case ResolutionRescinded e -> e.effectiveOn();
            case MandateEvent e -> e.effectiveOn();
            case ProposalEvent e -> e.effectiveOn();
            default -> null;
        };
    }
}
