package org.mandatum.command.organisation;

import java.util.Set;
import org.mandatum.command.resolution.Powers;
import org.springframework.stereotype.Component;

/** Whatever can be ordered can be delegated. */
@Component
final class PowersToOrder implements Powers {
    @Override
    public Set<String> names() {
        return ChangeTypes.names();
    }
}
