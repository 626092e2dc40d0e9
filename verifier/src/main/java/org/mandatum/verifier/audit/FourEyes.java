package org.mandatum.verifier.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json;
import org.mandatum.verifier.export.Line.Entry;
import org.mandatum.verifier.export.Line.Placed;
import org.mandatum.verifier.structure.Fields;
import org.mandatum.verifier.structure.Fields.Unfit;
import org.mandatum.verifier.tree.Hash;

/**
 * Four eyes, in the history: nobody approved what they drafted, edited or submitted, or verified what they claimed; and what was
 * submitted, approved and enacted is one and the same.
 */
final class FourEyes {
    private final Map<String, Proposal> proposals = new HashMap<>();
    /** Who claimed, by the mandate's stream. */
    private final Map<String, Person> claimed = new HashMap<>();
    /** Mandates that were issued with a history, as long as it is being told: whoever captured it did none of it. */
    private final Set<String> captured = new HashSet<>();

    private final Findings findings;
    private long checked;
    private long anonymous;

    FourEyes(Findings findings) {
        this.findings = findings;
    }

    /** The provider that vouches for the person, and the person's id there. The name may change. */
    private record Person(String issuer, String subject) {
        @Override
        public String toString() {
            return subject + " of " + issuer;
        }
    }

    private static final class Proposal {
        private final Set<Person> authors = new HashSet<>();
        private @Nullable String content;
        private @Nullable String submitted;
        private @Nullable String approved;
    }

    void take(Placed placed, Entry entry) {
        try {
            switch (entry.type()) {
                case "ProposalDrafted", "ProposalEdited" -> {
                    Proposal proposal = proposal(entry);
                    author(proposal, entry);
                    proposal.content = digest(Fields.of(entry.payload()).required("content"));
                    proposal.submitted = null;
                    proposal.approved = null;
                }
                case "ProposalSubmitted" -> submit(placed, entry);
                case "ProposalApproved" -> approve(placed, entry);
                case "ProposalReturned", "ProposalRejected", "ProposalWithdrawn" -> {
                    Proposal proposal = proposal(entry);
                    proposal.submitted = null;
                    proposal.approved = null;
                }
                case "ProposalEnacted" -> {
                    String hash = Fields.of(entry.payload()).text("contentHash");
                    if (!hash.equals(proposal(entry).approved))
                        findings.event("approval", placed, entry, "what was enacted is not what was approved");
                }
                case "MandateIssued" -> {
                    if (entry.remaining() > 0) captured.add(entry.stream());
                }
                case "ImplementationClaimed" -> {
                    Person person = person(entry);
                    if (person != null) claimed.put(entry.stream(), person);
                    else claimed.remove(entry.stream());
                }
                case "ImplementationVerified" -> verify(placed, entry);
                default -> {}
            }
            if (entry.remaining() == 0) captured.remove(entry.stream());
        } catch (Unfit unfit) {
            findings.event("payload", placed, entry, "a " + entry.type() + " cannot be like this: " + unfit.why());
        }
    }

    private void submit(Placed placed, Entry entry) throws Unfit {
        Proposal proposal = proposal(entry);
        author(proposal, entry);
        String hash = Fields.of(entry.payload()).text("contentHash");
        if (!hash.equals(proposal.content))
            findings.event("approval", placed, entry, "what was submitted is not what the draft says");
        proposal.submitted = hash;
    }

    private void approve(Placed placed, Entry entry) throws Unfit {
        Proposal proposal = proposal(entry);
        Person person = person(entry);
        String hash = Fields.of(entry.payload()).text("contentHash");
        if (!hash.equals(proposal.submitted))
            findings.event("approval", placed, entry, "what was approved is not what was submitted");
        if (person != null && proposal.authors.contains(person))
            findings.event("four-eyes", placed, entry, person + " approved what they drafted, edited or submitted");
        count(person);
        proposal.approved = hash;
    }

    private void verify(Placed placed, Entry entry) throws Unfit {
        if (captured.contains(entry.stream())) {
            anonymous++;
            return;
        }
        Person person = person(entry);
        Person claimant = claimed.get(entry.stream());
        if (person != null && person.equals(claimant))
            findings.event("four-eyes", placed, entry, person + " verified what they had claimed");
        count(claimant == null ? null : person);
    }

    private void count(@Nullable Person person) {
        if (person == null) anonymous++;
        else checked++;
    }

    /** Approvals and verifications by a person who is known. */
    long checked() {
        return checked;
    }

    /** Those of which it is not recorded who did one or the other, as of a history that was captured: they show nothing. */
    long anonymous() {
        return anonymous;
    }

    private Proposal proposal(Entry entry) {
        return proposals.computeIfAbsent(entry.stream(), unknown -> new Proposal());
    }

    private static void author(Proposal proposal, Entry entry) throws Unfit {
        Person person = person(entry);
        if (person != null) proposal.authors.add(person);
    }

    private static @Nullable Person person(Entry entry) throws Unfit {
        Fields metadata = Fields.of(entry.metadata());
        if (!metadata.has("actor")) return null;
        Fields actor = metadata.object("actor");
        return new Person(actor.text("issuer"), actor.text("subject"));
    }

    private static String digest(Object content) {
        byte[] canonical = Json.canonical(content).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return "sha-256:" + HexFormat.of().formatHex(Hash.sha256().digest(canonical));
    }
}
