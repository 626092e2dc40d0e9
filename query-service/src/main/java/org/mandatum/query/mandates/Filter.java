package org.mandatum.query.mandates;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mandatum.access.OrganisationScope;
import org.mandatum.mandate.MandateClass;
import org.mandatum.mandate.MandateState;
import org.mandatum.mandate.Priority;
import org.mandatum.organisation.Pillar;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.value.InvalidValue;

/** Which mandates are wanted, on a day as known at a moment, as a condition on their rows. */
final class Filter {
    /** Every parameter by which mandates are chosen. */
    static final String[] PARAMETERS = {
        "organisation",
        "status",
        "open",
        "overdue",
        "unassigned",
        "recurring",
        "unit",
        "lead",
        "resolution",
        "organ",
        "function",
        "priority",
        "class",
        "pillar",
        "keyword",
        "text",
        "dueBefore",
        "age",
        "notRenewedFor"
    };

    private static final long MOST_YEARS = 1_000;
    private static final String ADOPTED_BY = "select substr(stream, 14) from event"
            + " where type = 'ResolutionAdopted' and cloud_event::jsonb #>> '{data,organ}' = ?";

    private final StringBuilder condition = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    private Filter(AsOf asOf) {
        and("effective @> ?::date", asOf.effectiveOn());
        and("recorded @> ?::timestamptz", asOf.knownAt().atOffset(ZoneOffset.UTC));
    }

    /** All mandates of an organisation. */
    static Filter of(String organisation, AsOf asOf) {
        return new Filter(asOf).and("organisation = ?", organisation);
    }

    /** Those that an act issued, renewed or adapted. */
    static Filter under(String resolution, AsOf asOf) {
        return new Filter(asOf).and("? = any(acts)", resolution);
    }

    /** As asked for; what is not understood is refused by name. */
    static Filter of(Question question, AsOf asOf) {
        LocalDate day = asOf.effectiveOn();
        var filter = new Filter(asOf);
        filter.text(question, "organisation", "organisation = ?");
        filter.codes(question, "status", "status = any(?)", MandateState::of, MandateState::code);
        filter.codes(question, "class", "class = any(?)", MandateClass::of, MandateClass::code);
        filter.codes(question, "pillar", "pillar = any(?)", Pillar::of, Pillar::code);
        filter.codes(question, "priority", "priority = any(?)", Priority::of, Priority::code);
        filter.flag(question, "open", "open", "not open");
        filter.flag(question, "unassigned", "unassigned", "not unassigned");
        filter.flag(question, "recurring", "recurring", "not recurring");
        if (question.text("overdue") != null)
            if (question.flag("overdue")) filter.and("awaited and due_on < ?", day);
            else filter.and("not (awaited and coalesce(due_on < ?, false))", day);
        filter.text(question, "unit", "? = any(units)");
        filter.text(question, "lead", "lead = ?");
        filter.text(question, "function", "function = ?");
        filter.text(question, "resolution", "? = any(acts)");
        filter.text(question, "organ", "acts && array(" + ADOPTED_BY + ")");
        String keyword = question.text("keyword");
        if (keyword != null) filter.and("? = any(keywords)", MandateRows.plain(keyword));
        String words = question.text("text");
        // A subquery, so that it is read once and not for every row.
        if (words != null)
            filter.and("search @@ (select mandate_query(?, ?))", usable(words), MandateRows.plain(words));
        LocalDate dueBefore = question.day("dueBefore");
        if (dueBefore != null) filter.and("due_on < ?", dueBefore);
        if (question.text("age") != null)
            filter.and("issued_on <= ?", day.minusYears(question.number("age", 0, 0, MOST_YEARS)));
        if (question.text("notRenewedFor") != null)
            filter.notRenewedFor(question.number("notRenewedFor", 0, 0, MOST_YEARS), day);
        return filter;
    }

    /** Only in organisations that the person's token reaches. */
    Filter within(OrganisationScope scope) {
        return scope.all()
                ? this
                : and("organisation = any(?)", (Object) scope.organisations().toArray(String[]::new));
    }

    Filter notRenewedFor(long years, LocalDate day) {
        return and("renewed_on <= ?", day.minusYears(years));
    }

    Filter and(String more, Object... values) {
        condition.append(condition.isEmpty() ? "" : " and ").append(more);
        arguments.addAll(Arrays.asList(values));
        return this;
    }

    String condition() {
        return condition.toString();
    }

    Object[] arguments(Object... more) {
        return Stream.concat(arguments.stream(), Arrays.stream(more)).toArray();
    }

    /** With one for what stands before the condition. */
    Object[] argumentsAfter(Object first) {
        return Stream.concat(Stream.of(first), arguments.stream()).toArray();
    }

    private void text(Question question, String name, String more) {
        String value = question.text(name);
        if (value != null) and(more, usable(value));
    }

    private void flag(Question question, String name, String yes, String no) {
        if (question.text(name) != null) and(question.flag(name) ? yes : no);
    }

    /** Several, with commas between them, mean any of them. */
    private <E> void codes(
            Question question, String name, String more, Function<String, E> read, Function<E, String> write) {
        String value = question.text(name);
        if (value == null) return;
        try {
            and(more, (Object)
                    Stream.of(value.split(",", -1)).map(read).map(write).toArray(String[]::new));
        } catch (InvalidValue unknown) {
            throw Problem.badParameter(name, name + " " + unknown.getMessage() + ".");
        }
    }

    private static String usable(String text) {
        return text.replace('\0', ' ');
    }
}
