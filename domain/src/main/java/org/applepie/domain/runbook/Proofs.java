package org.applepie.domain.runbook;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.applepie.domain.inventory.Reading;

/**
 * Judges checks by a fresh reading and by the answers to probes. What is not known does not hold: a proof is never given
 * the benefit of the doubt.
 */
public final class Proofs {

    private Proofs() {}

    /**
     * Whether a check holds.
     *
     * @param detail one sentence for people, with what was expected and what was found
     */
    public record Judgement(boolean held, String detail) {}

    /**
     * What a probe's command gave.
     *
     * @param exitCode -1 if it did not end by itself
     */
    public record ProbeAnswer(int exitCode, String stdout) {}

    /** Judges one check; never fails. A probe without an answer does not hold. */
    public static Judgement judge(Check check, Reading reading, Map<Check.Probe, ProbeAnswer> probes) {
        return switch (check) {
            case Check.SameMachine c -> HostProofs.sameMachine(c, reading);
            case Check.KernelWord c -> HostProofs.kernelWord(c, reading);
            case Check.ToolsPresent c -> HostProofs.toolsPresent(c, reading);
            case Check.UnitsStopped c -> HostProofs.unitsStopped(c, reading);
            case Check.UnitsActive c -> HostProofs.unitsActive(c, reading);
            case Check.PackageManagerReady c -> HostProofs.packageManagerReady(reading);
            case Check.NextEntryIs c -> HostProofs.nextEntryIs(c, reading);
            case Check.FileIs c -> FileProofs.fileIs(c, reading);
            case Check.FileAbsent c -> FileProofs.fileAbsent(c, reading);
            case Check.Probe c -> ProbeProofs.judge(c, probes);
            case Check.DrivePresent c -> DriveProofs.present(c, reading);
            case Check.DriveBlank c -> DriveProofs.blank(c, reading);
            case Check.DriveReleased c -> DriveProofs.released(c, reading);
            case Check.DriveUnused c -> DriveProofs.unused(c, reading);
            case Check.LiloOn c -> DriveProofs.liloOn(c, reading);
            case Check.PersonalityLoaded c -> LegacyProofs.personalityLoaded(c, reading);
            case Check.MdadmConfLists c -> LegacyProofs.mdadmConfLists(c, reading);
            case Check.MdadmStartsArrays c -> LegacyProofs.mdadmStartsArrays(reading);
            case Check.LiloDid c -> LiloProofs.did(c, probes);
            case Check.SwapIsBoth c -> LegacyProofs.swapIsBoth(c, reading);
            case Check.GrubOn c -> DriveProofs.grubOn(c, reading);
            case Check.TableIs c -> TableProofs.tableIs(c, reading);
            case Check.DiskIdIs c -> TableProofs.diskIdIs(c, reading);
            case Check.PartitionTypeIs c -> TableProofs.partitionTypeIs(c, reading);
            case Check.PartitionsBlank c -> TableProofs.partitionsBlank(c, reading);
            case Check.ArrayIs c -> ArrayProofs.is(c, reading);
            case Check.ArrayHas c -> ArrayProofs.has(c, reading);
            case Check.ArrayAbsent c -> ArrayProofs.absent(c, reading);
            case Check.NoMismatch c -> ArrayProofs.noMismatch(c, reading);
            case Check.ArrayHolds c -> ArrayProofs.holds(c, reading);
            case Check.MountedFromArray c -> MountProofs.fromArray(c, reading);
            case Check.MountedFromPartition c -> MountProofs.fromPartition(c, reading);
            case Check.NeverHadAttributes c -> LegacyProofs.neverHadAttributes(c, reading);
            case Check.NotMounted c -> MountProofs.notMounted(c, reading);
            case Check.SwapIsArray c -> MountProofs.swapIsArray(c, reading);
            case Check.Alone c -> DriveProofs.alone(c, reading);
            case Check.RanAlone c -> new HalfProofs(reading, probes).ranAlone(c);
            case Check.StaleHalf c -> new HalfProofs(reading, probes).stale(c);
            case Check.NewestRuns c -> new HalfProofs(reading, probes).newestRuns(c);
        };
    }

    /**
     * What must be asked beside a reading, each question once, in order: the probes among the checks, and the superblocks
     * of halves, under the names that their drives have in this reading.
     */
    public static List<Check.Probe> probesOf(List<Check> checks, Reading reading) {
        return checks.stream()
                .flatMap(check -> switch (check) {
                    case Check.Probe c -> Stream.of(c);
                    case Check.LiloDid c -> Stream.of(c.probe());
                    case Check.RanAlone c -> HalfProofs.questions(reading, c.half());
                    case Check.StaleHalf c -> HalfProofs.questions(reading, c.fresh(), c.stale());
                    case Check.NewestRuns c -> HalfProofs.questions(reading, c.one(), c.other());
                    default -> Stream.empty();
                })
                .distinct()
                .toList();
    }
}
