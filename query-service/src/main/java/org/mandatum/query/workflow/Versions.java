package org.mandatum.query.workflow;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.RecordedEvent;

/**
 * How the knowledge of one mandate or proposal moves on with its log: on which days it stood how, as known from when until
 * when. What begins and ends within one batch is there once, ended.
 *
 * @param begun those that begin to be known
 * @param ended by first day, those known before and from when they are known otherwise
 */
record Versions<T>(List<Version<T>> begun, Map<LocalDate, Instant> ended) {
    /** It stood so from {@code from} until the eve of {@code until}; null: without end. */
    record Version<T>(
            LocalDate from,
            @Nullable LocalDate until,
            Instant recordedFrom,
            @Nullable Instant recordedUntil,
            T value) {
        private boolean saysTheSameAs(Version<T> other) {
            return from.equals(other.from) && Objects.equals(until, other.until) && value.equals(other.value);
        }
    }

    /**
     * @param log the whole log so far
     * @param fresh how many of its last events are new
     * @param effectiveOn the day of an event
     */
    static <T> Versions<T> of(
            List<RecordedEvent> log,
            int fresh,
            Function<RecordedEvent, LocalDate> effectiveOn,
            VersionTable.Fold<T> fold) {
        int old = log.size() - fresh;
        List<Version<T>> known = periods(log.subList(0, old), effectiveOn, fold);
        var asBefore = new ArrayList<>(known);
        var begun = new ArrayList<Version<T>>();
        var ended = new LinkedHashMap<LocalDate, Instant>();
        for (int i = old; i < log.size(); i++) {
            if (log.get(i).remaining() > 0) continue;
            Instant recordedAt = log.get(i).recordedAt();
            List<Version<T>> next = periods(log.subList(0, i + 1), effectiveOn, fold);
            for (Version<T> version : known) {
                if (next.stream().anyMatch(version::saysTheSameAs)) continue;
                if (asBefore.removeIf(version::equals)) ended.put(version.from(), recordedAt);
                else end(begun, version, recordedAt);
            }
            var still = new ArrayList<Version<T>>();
            for (Version<T> version : next) {
                Version<T> same = known.stream()
                        .filter(version::saysTheSameAs)
                        .findFirst()
                        .orElse(null);
                if (same == null) begun.add(version);
                still.add(same == null ? version : same);
            }
            known = still;
        }
        return new Versions<>(begun, ended);
    }

    private static <T> void end(List<Version<T>> begun, Version<T> version, Instant recordedAt) {
        begun.remove(version);
        // Two packages of one log never share a moment; if they did, nobody could have asked in between.
        if (version.recordedFrom().isBefore(recordedAt))
            begun.add(new Version<>(
                    version.from(), version.until(), version.recordedFrom(), recordedAt, version.value()));
    }

    /** As it is known at the end of this log; between the days of its events it does not move. */
    private static <T> List<Version<T>> periods(
            List<RecordedEvent> log, Function<RecordedEvent, LocalDate> effectiveOn, VersionTable.Fold<T> fold) {
        var periods = new ArrayList<Version<T>>();
        if (log.isEmpty()) return periods;
        Instant known = log.getLast().recordedAt();
        var days = new TreeSet<LocalDate>();
        log.forEach(event -> days.add(effectiveOn.apply(event)));
        for (LocalDate day : days) {
            T value = fold.at(log, day, known);
            if (value != null) periods.add(new Version<>(day, days.higher(day), known, null, value));
        }
        return periods;
    }
}
