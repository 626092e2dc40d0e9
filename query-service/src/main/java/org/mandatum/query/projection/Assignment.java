package org.mandatum.query.projection;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.mandatum.organisation.OrganisationId;
import org.springframework.stereotype.Component;

/** Which organisations this instance projects; the others are projected by other instances. */
@Component
public class Assignment {
    private record Share(int partitions, Set<Integer> mine) {}

    private volatile Share share = new Share(0, Set.of());

    void is(int partitions, Set<Integer> mine) {
        share = new Share(partitions, Set.copyOf(mine));
    }

    /** Whether news of this organisation reaches this instance before anybody else. */
    public boolean covers(OrganisationId organisation) {
        Share now = share;
        if (now.partitions() == 0) return false;
        byte[] key = organisation.value().getBytes(StandardCharsets.UTF_8);
        return now.mine().contains(Utils.toPositive(Utils.murmur2(key)) % now.partitions());
    }
}
