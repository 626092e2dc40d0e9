package org.mandatum.command.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mandatum.command.organisation.Facts.DAY;
import static org.mandatum.command.organisation.Facts.FOUNDED;
import static org.mandatum.command.organisation.Facts.ORG;
import static org.mandatum.command.organisation.Facts.by;
import static org.mandatum.command.organisation.Facts.office;
import static org.mandatum.command.organisation.Facts.opened;
import static org.mandatum.command.organisation.Facts.secretariat;

import org.junit.jupiter.api.Test;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.Timeline;

class OrganisationSnapshotTest {
    private final OrganisationSnapshot.Form form = new OrganisationSnapshot.Form();

    @Test
    void what_was_written_is_read_as_the_same_time_line() {
        // given a time line with a change whose date was corrected, and without one that was annulled
        var timeline = new Timeline(ORG);
        timeline.add(Change.of("e-1", 1, secretariat("health", "vaccines")));
        timeline.add(Change.of("e-2", 2, office("press", "health", "releases")));
        timeline.add(Change.of("e-3", 3, office("archive")));
        timeline.correct(new EffectiveDateCorrected(ORG, "e-2", DAY, by("charter")));
        timeline.correct(new ChangeAnnulled(ORG, "e-3", "recorded by mistake", by("charter")));
        var snapshot = new OrganisationSnapshot(
                opened(),
                6,
                timeline.changes().stream().map(OrganisationSnapshot.Entry::of).toList(),
                timeline.annulled().stream().toList());

        // when it is written down and read
        String text = form.write(snapshot);
        Organisation read = form.read("organisations/org", text);

        // then it is the same time line, and would be written down alike
        OrganisationSnapshot again = read.snapshot();
        assertThat(again.version()).isEqualTo(6);
        assertThat(again.opened()).isEqualTo(opened());
        assertThat(again.timeline().changes()).isEqualTo(timeline.changes());
        assertThat(again.timeline().annulled()).containsExactly("e-3");
        assertThat(again.timeline().on(DAY)).isEqualTo(timeline.on(DAY));
        assertThat(form.write(again)).isEqualTo(text);

        // and each fact stands as the log has it
        var entries = EventJson.MAPPER.readTree(text).get("changes");
        assertThat(entries.get(0).get("fact"))
                .isEqualTo(EventJson.MAPPER.valueToTree(secretariat("health", "vaccines")));
        assertThat(entries.get(0).has("effectiveOn")).isFalse();
        assertThat(entries.get(1).get("effectiveOn").asString()).isEqualTo(DAY.toString());
        assertThat(entries.get(1).at("/fact/effectiveOn").asString()).isEqualTo(FOUNDED.toString());
    }
}
