package org.mandatum.command.mandate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.mandate.MandateEvent.DueDateReminderRaised;
import org.mandatum.mandate.MandateEvent.OverdueRaised;
import org.mandatum.organisation.Grounds;

/**
 * What a due date gives cause for. Each due date is reminded of and raised as overdue once: the mandate itself remembers, so
 * it does not matter how often it is asked.
 */
final class DueDate {
    private DueDate() {}

    /**
     * What has to be raised today; null when there is nothing, or it was raised already.
     *
     * @param reminderDays how many days before the due date somebody is reminded; 0: not at all
     */
    static @Nullable MandateEvent raised(Mandate mandate, LocalDate today, int reminderDays) {
        LocalDate due = mandate.dueOn();
        if (due == null || !mandate.awaited()) return null;
        var grounds = new Grounds(mandate.authority(), null, null);
        if (mandate.overdue(today))
            return due.equals(mandate.overdueRaisedOf())
                    ? null
                    : new OverdueRaised(mandate.id(), mandate.organisation(), due, due.plusDays(1), grounds);
        if (reminderDays == 0 || today.isBefore(due.minusDays(reminderDays)) || due.equals(mandate.remindedOf()))
            return null;
        return new DueDateReminderRaised(mandate.id(), mandate.organisation(), due, today, grounds);
    }

    /** The next day on which there may be something to raise; null when there is none in sight. */
    static @Nullable LocalDate nextLook(Mandate mandate, int reminderDays) {
        LocalDate due = mandate.dueOn();
        if (due == null || !mandate.awaited() || due.equals(mandate.overdueRaisedOf())) return null;
        return reminderDays == 0 || due.equals(mandate.remindedOf()) ? due.plusDays(1) : due.minusDays(reminderDays);
    }
}
