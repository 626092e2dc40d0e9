package org.mandatum.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.mandatum.tracing.Correlation;
import org.mandatum.tracing.Traces;
import org.springframework.dao.DuplicateKeyException;

/**
 * Follows each order, on whatever thread it is carried out, until what it records is durable: log lines tell for which request,
 * a span how long, and {@code mandatum.commands} what came of it. An order that lost a race and is tried again counts twice.
 */
final class FollowedCommandBus extends SimpleCommandBus {
    private final Traces traces;
    private final MeterRegistry meters;

    /** No transaction around an order: all that it writes is one append, which others share (ADR 0013). */
    FollowedCommandBus(Traces traces, MeterRegistry meters) {
        super(SimpleCommandBus.builder());
        this.traces = traces;
        this.meters = meters;
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        String type = command.getPayloadType().getSimpleName();
        Timer.Sample sample = Timer.start(meters);
        CommandCallback<C, R> counted = (order, result) -> {
            sample.stop(meters.timer("mandatum.commands", "type", type, "outcome", outcome(result)));
            callback.onResult(order, result);
        };
        Correlation.during(
                (String) command.getMetaData().get("correlation"),
                () -> traces.during(type, (String) command.getMetaData().get("causation"), () -> {
                    super.handle(command, handler, counted);
                    return Boolean.TRUE;
                }));
    }

    private static String outcome(CommandResultMessage<?> result) {
        if (!result.isExceptional()) {
            Object outcome = result.getPayload();
            return outcome == null ? "none" : outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
        return switch (result.exceptionResult()) {
            case DuplicateKeyException keyIsKnown -> "repeated";
            case ConcurrencyException raceLost -> "overtaken";
            case AggregateNotFoundException absent -> "unknown";
            default -> "failed";
        };
    }
}
