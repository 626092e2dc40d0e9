package org.mandatum.command.resolution;

import java.time.LocalDate;
import java.util.List;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Name;

/** Acts for tests of other features. */
public final class Given {
    private Given() {}

    /** The order to record a resolution of the assembly. */
    public static Object adopted(String id, String on) {
        return new Resolution.Adopt(new ResolutionAdopted(
                new ResolutionId(id),
                "resolution",
                id,
                new OrganId("assembly"),
                null,
                Name.of("en", id),
                LocalDate.parse(on),
                null,
                List.of(),
                null,
                List.of(),
                null,
                null));
    }
}
