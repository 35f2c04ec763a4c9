package org.applepie.domain.raid;

import java.util.List;
import java.util.Optional;

/**
 * One md array as the kernel and mdadm see it.
 *
 * @param kernelName such as {@code md0}, valid for one reading only
 * @param uuid as mdadm prints it: four groups of eight hex digits with colons
 * @param level such as {@code raid1}
 * @param raidDevices how many slots it has
 * @param state array_state of sysfs: {@code clean}, {@code active}, {@code inactive}, ...
 * @param recovery what the kernel is doing with it now, if anything
 * @param mismatchCount mismatch_cnt of sysfs, -1 if unknown
 */
public record MdArray(
        String kernelName,
        String uuid,
        String level,
        String metadata,
        int raidDevices,
        String state,
        boolean readOnly,
        List<Member> members,
        Optional<Recovery> recovery,
        long mismatchCount) {

    public MdArray {
        members = List.copyOf(members);
    }

    /** True if this is the array a plan speaks of: by its UUID, or by its name where the name is fixed and the UUID is not. */
    public boolean isCalled(String reference) {
        return !reference.isEmpty() && (uuid.equals(reference) || kernelName.equals(reference));
    }

    /** Members in service: in sync, not faulty, not spare. */
    public List<Member> inSync() {
        return members.stream().filter(m -> m.state() == Member.State.IN_SYNC).toList();
    }

    /** True if each slot has a member in sync and nothing is being rebuilt; never of an array whose slots are unknown. */
    public boolean isWhole() {
        return raidDevices > 0 && inSync().size() == raidDevices && recovery.isEmpty();
    }
}
