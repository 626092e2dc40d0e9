package org.mandatum.verifier.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.note.PublicKey;
import org.mandatum.verifier.tree.Hash;

/**
 * What an audit came to.
 *
 * @param events in the export
 * @param root over all of them, as computed here
 * @param checkpoints in the export
 * @param proven how many events the last checkpoint covers that is signed and agrees
 * @param kept checkpoints from elsewhere that were compared
 * @param signed how many checkpoints each key has signed
 * @param fourEyes approvals and verifications by other people than the authors
 * @param anonymous those of which it is not recorded who did them
 * @param openPackages streams in whose last package the export ends
 * @param findings the first of them
 * @param found how many there are
 */
public record Verdict(
        String origin,
        long events,
        Hash root,
        int streams,
        long checkpoints,
        long proven,
        long kept,
        Map<PublicKey, Long> signed,
        long fourEyes,
        long anonymous,
        long openPackages,
        List<Finding> findings,
        long found) {

    public boolean good() {
        return found == 0;
    }

    /** For programs; numbers as decimals are written as they are. */
    public Map<String, @Nullable Object> document() {
        var document = new java.util.LinkedHashMap<String, @Nullable Object>();
        document.put("verified", good());
        document.put("origin", origin);
        document.put("size", events);
        document.put("root", root.toString());
        document.put("proven", proven);
        document.put("streams", streams);
        document.put("checkpoints", checkpoints);
        document.put("keptCheckpoints", kept);
        var signers = new TreeMap<String, Object>();
        signed.forEach((key, count) -> signers.put(key.name() + "+" + key.id(), count));
        document.put("signed", signers);
        document.put("fourEyes", fourEyes);
        document.put("anonymous", anonymous);
        document.put("openPackages", openPackages);
        document.put("found", found);
        document.put("findings", findings.stream().map(Finding::document).toList());
        return document;
    }
}
