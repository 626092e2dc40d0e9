package org.mandatum.command.journal;

import org.mandatum.value.Slug;
import org.springframework.stereotype.Component;

/** Ids for what is named, and given no id, by whoever orders it. */
@Component
public final class UnusedIds {
    private final Journal journal;

    UnusedIds(Journal journal) {
        this.journal = journal;
    }

    /**
     * The first of {@code annual-report}, {@code annual-report-2} … that nothing bears.
     *
     * @param kind such as {@code mandates}
     */
    public String of(String kind, String name) {
        String base = Slug.of(name);
        String id = base;
        for (int n = 2; !journal.stream(kind + '/' + id, 0, 0).isEmpty(); n++) id = base + '-' + n;
        return id;
    }
}
