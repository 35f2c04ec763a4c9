package org.applepie.domain.runbook;

import java.util.List;
import java.util.stream.Collectors;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.runbook.Check.MemberOf;

/** A check in one English sentence, as people read it on the page, on paper and in the audit trail. */
public final class CheckText {

    private CheckText() {}

    /** What must hold, with all facts of the check in it. */
    public static String describe(Check check) {
        return switch (check) {
            case Check.SameMachine c -> "The machine id is " + c.machineId() + ".";
            case Check.DrivePresent c -> drive(c.label(), c.identity()) + " is present and recognised.";
            case Check.TableIs c -> "The DOS table of " + c.label() + " has exactly: " + entries(c.entries()) + ".";
            case Check.DiskIdIs c -> "The disk id of " + c.label() + " is " + c.diskId() + ".";
            case Check.PartitionsBlank c -> "No partition of " + c.label() + " carries any signature or holder.";
            case Check.DriveBlank c ->
                drive(c.label(), c.identity()) + " has no partition table, no signature and no holder.";
            case Check.DriveReleased c ->
                drive(c.label(), c.identity()) + " has no partition table and no signature, or is not there.";
            case Check.PartitionTypeIs c ->
                "Partition %d of %s has type %s.".formatted(c.number(), c.label(), c.type());
            case Check.DriveUnused c ->
                "Nothing of " + c.label() + " is mounted, used as swap or held by another device.";
            case Check.ArrayIs c -> arrayIs(c);
            case Check.ArrayHas c -> "%s is a member of array %s.".formatted(member(c.member()), c.uuid());
            case Check.ArrayAbsent c ->
                "No array " + (c.uuid().startsWith("md") ? "" : "with UUID ") + c.uuid() + " runs.";
            case Check.NoMismatch c -> "mismatch_cnt of array " + c.uuid() + " is 0 and no check is running.";
            case Check.ArrayHolds c ->
                "Array %s holds %s%s."
                        .formatted(
                                c.arrayUuid(),
                                c.type(),
                                c.contentUuid().isEmpty() ? "" : " with UUID " + c.contentUuid());
            case Check.MountedFromArray c -> c.mountPoint() + " is mounted from array " + c.arrayUuid() + ".";
            case Check.MountedFromPartition c -> c.mountPoint() + " is mounted from " + member(c.partition()) + ".";
            case Check.NeverHadAttributes c ->
                "No file at %s ever had an access control list or an extended attribute (%s has no feature %s)."
                        .formatted(c.mountPoint(), member(c.partition()), SargeAttributes.MARK);
            case Check.NotMounted c -> "Nothing is mounted on " + c.mountPoint() + ".";
            case Check.SwapIsArray c -> "Swap in use is exactly array " + c.arrayUuid() + ".";
            case Check.FileIs c ->
                "%s reads exactly as planned (%d characters)."
                        .formatted(c.path(), c.content().length());
            case Check.FileAbsent c -> c.path() + " does not exist.";
            case Check.ToolsPresent c -> "Installed: " + String.join(", ", c.tools()) + ".";
            case Check.UnitsStopped c -> "Not active: " + String.join(", ", c.units()) + ".";
            case Check.UnitsActive c -> "Active: " + String.join(", ", c.units()) + ".";
            case Check.GrubOn c -> "The first sector of " + c.label() + " starts GRUB.";
            case Check.LiloOn c -> "The first sector of " + c.label() + " starts LILO.";
            case Check.PersonalityLoaded c -> "The kernel can run " + c.level() + " (/proc/mdstat, Personalities).";
            case Check.MdadmConfLists c ->
                "mdadm.conf names exactly %s, each by the UUID it has, without a list of devices."
                        .formatted(String.join(", ", c.arrays()));
            case Check.MdadmStartsArrays c -> "AUTOSTART is true in /etc/default/mdadm.";
            case Check.LiloDid c -> liloDid(c);
            case Check.SwapIsBoth c ->
                "Swap in use is exactly %s and array %s.".formatted(member(c.partition()), c.array());
            case Check.NextEntryIs c -> nextEntry(c.entry());
            case Check.KernelWord c -> "The kernel command line has the word " + c.word() + ".";
            case Check.PackageManagerReady c -> "The package manager is free and nothing is half-installed.";
            case Check.Alone c ->
                "%s is present and recognised; %s is away.".formatted(drive(c.label(), c.identity()), c.away());
            case Check.RanAlone c ->
                "The superblock of %s says that array %s runs without its other half."
                        .formatted(member(c.half()), c.array());
            case Check.StaleHalf c ->
                "%s is a half of array %s like %s, has fewer events, and never ran alone."
                        .formatted(capital(member(c.stale())), c.array(), member(c.fresh()));
            case Check.NewestRuns c ->
                "Array %s runs on the newest half; %s and %s did not both run alone."
                        .formatted(c.array(), member(c.one()), member(c.other()));
            case Check.Probe c -> probe(c);
        };
    }

    private static String arrayIs(Check.ArrayIs check) {
        String members = check.inSync().stream().map(CheckText::member).collect(Collectors.joining(" and "));
        return "Array %s runs with exactly %s in sync%s."
                .formatted(check.uuid(), members, check.whole() ? ", no slot empty" : "");
    }

    private static String liloDid(Check.LiloDid check) {
        String entries = check.entries().stream()
                .map(e -> e.label() + (e.optional() ? " (if its kernel is there)" : ""))
                .collect(Collectors.joining(", "));
        return "LILO said that it added exactly %s, by default %s%s; a line that nobody knows is no success (%s)."
                .formatted(
                        entries,
                        check.byDefault(),
                        check.records().isEmpty()
                                ? ""
                                : ", and wrote the boot records of " + String.join(", ", check.records()),
                        check.output());
    }

    private static String nextEntry(String entry) {
        return entry.isEmpty() ? "GRUB has no one-time entry set." : "GRUB's one-time entry is " + entry + ".";
    }

    private static String probe(Check.Probe check) {
        String answer = check.stdout().isEmpty() ? "nothing" : "exactly \"" + check.stdout() + "\"";
        return "%s (%s prints %s)".formatted(check.says(), check.command().display(), answer);
    }

    private static String member(MemberOf member) {
        return "partition " + member.partition() + " of " + member.label();
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String drive(String label, DriveIdentity identity) {
        String who = identity.isWeak() ? "at " + identity.position() : "serial " + known(identity.serial());
        return "Drive %s (%s, %s, %d bytes)".formatted(label, known(identity.model()), who, identity.sizeBytes());
    }

    private static String known(String fact) {
        return fact.isEmpty() ? "unknown" : fact;
    }

    private static String entries(List<TableEntry> entries) {
        return entries.stream().map(CheckText::entry).collect(Collectors.joining("; "));
    }

    private static String entry(TableEntry entry) {
        return "%d: start %d, size %d, type %s%s"
                .formatted(
                        entry.number(),
                        entry.start(),
                        entry.size(),
                        entry.type(),
                        entry.bootable() ? ", bootable" : "");
    }
}
