package org.applepie.domain.runbook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.applepie.domain.Later;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.ServerId;

/**
 * A reading and a goal, compiled. Immutable.
 *
 * @param binding what it was compiled for; if any of it changes, an approval is void
 * @param wayBack steps that bring the old system back, valid until the point of no return
 */
public record Runbook(
        RunbookId id,
        ServerId server,
        String serverName,
        UUID reading,
        Goal goal,
        Binding binding,
        Instant compiledAt,
        Layout layout,
        List<Phase> phases,
        List<Step> wayBack,
        @Later(absent = "CURRENT") Family family) {

    private static final KnownDigests DIGESTS = new KnownDigests();

    public Runbook {
        phases = List.copyOf(phases);
        wayBack = List.copyOf(wayBack);
    }

    /** For a server with a current Debian. */
    public Runbook(
            RunbookId id,
            ServerId server,
            String serverName,
            UUID reading,
            Goal goal,
            Binding binding,
            Instant compiledAt,
            Layout layout,
            List<Phase> phases,
            List<Step> wayBack) {
        this(id, server, serverName, reading, goal, binding, compiledAt, layout, phases, wayBack, Family.CURRENT);
    }

    /** The kind of server whose commands a runbook speaks. */
    public enum Family {
        /** udev, systemd, initramfs-tools and GRUB 2. */
        CURRENT,
        /** Debian Sarge: devfs names, initrd-tools and LILO. */
        LEGACY;

        /** Told by the release; what else such a server must be is for the rules of its goal. */
        public static Family of(Reading reading) {
            boolean sarge = reading.host()
                    .os()
                    .known()
                    .filter(os -> os.id().equals("debian") && os.versionId().startsWith("3."))
                    .isPresent();
            return sarge ? LEGACY : CURRENT;
        }
    }

    /**
     * What an approval binds besides the steps; the drives are in the layout.
     *
     * @param hostKeyFingerprint fingerprint of the pinned key
     * @param machineId /etc/machine-id
     */
    public record Binding(String hostKeyFingerprint, String machineId) {}

    /** The steps of all phases in order. */
    public List<Step> steps() {
        return phases.stream().flatMap(p -> p.steps().stream()).toList();
    }

    /** A step by id, way back included. */
    public Optional<Step> step(String stepId) {
        return Stream.concat(steps().stream(), wayBack.stream())
                .filter(s -> s.id().equals(stepId))
                .findFirst();
    }

    /**
     * The phase a step belongs to; the steps of the way back form one that may write to pie only, and also to apple where LILO
     * has to be run for the old system, or where the server was mirrored before.
     */
    public Optional<Phase> phaseOf(String stepId) {
        Phase back = new Phase(
                "way-back",
                "Way back",
                "Brings the old system back.",
                family == Family.LEGACY || !(goal instanceof Goal.MirrorRoot)
                        ? List.of(layout.pie().label(), layout.apple().label())
                        : List.of(layout.pie().label()),
                Optional.empty(),
                wayBack);
        return Stream.concat(phases.stream(), Stream.of(back))
                .filter(p -> p.steps().stream().anyMatch(s -> s.id().equals(stepId)))
                .findFirst();
    }

    /** SHA-256 of everything in it, in lower-case hexadecimal. */
    public String digest() {
        return DIGESTS.of(this);
    }
}
