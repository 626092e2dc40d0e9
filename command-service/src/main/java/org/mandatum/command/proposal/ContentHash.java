package org.mandatum.command.proposal;

import org.mandatum.journal.CanonicalJson;
import org.mandatum.journal.EventJson;
import org.mandatum.proposal.ProposedPackage;

/** The digest to which an approval is bound: SHA-256 over the canonical JSON (RFC 8785) of a proposal's package. */
final class ContentHash {
    private ContentHash() {}

    static String of(ProposedPackage content) {
        return CanonicalJson.digest(EventJson.MAPPER.valueToTree(content));
    }
}
