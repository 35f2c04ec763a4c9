package org.applepie.domain.raid;

import java.util.List;
import java.util.Map;
import org.applepie.domain.raid.Member.State;

/** Arrays of superblock 0.90 as /proc/mdstat of Linux 2.4 tells of them, where there is no sysfs. */
public final class MdstatArrays {

    private static final String METADATA = "0.90";

    private MdstatArrays() {}

    /**
     * The arrays in the order of mdstat. A member in service has its place as number; a spare that waits or is being filled
     * has a number above the places.
     *
     * @param uuids by kernel name, as mdadm tells them; an array without one has an empty UUID
     * @throws IllegalArgumentException if the marks of the places do not fit the members
     */
    public static List<MdArray> of(Mdstat mdstat, Map<String, String> uuids) {
        return mdstat.arrays().stream()
                .map(entry -> array(entry, uuids.getOrDefault(entry.kernelName(), "")))
                .toList();
    }

    private static MdArray array(Mdstat.Entry entry, String uuid) {
        List<Member> members =
                entry.members().stream().map(device -> member(device, entry)).toList();
        long inSync = members.stream().filter(m -> m.state() == State.IN_SYNC).count();
        if (entry.active()
                && inSync != entry.slots().chars().filter(c -> c == 'U').count()) {
            throw new IllegalArgumentException("/proc/mdstat shows " + entry.slots() + " for " + entry.kernelName()
                    + ", which does not fit its members");
        }
        return new MdArray(
                entry.kernelName(),
                uuid,
                entry.level(),
                METADATA,
                entry.slots().length(),
                entry.active() ? "active" : "inactive",
                !entry.readOnly().isEmpty(),
                members,
                entry.recovery(),
                -1);
    }

    private static Member member(Mdstat.Device device, Mdstat.Entry entry) {
        if (device.isFaulty()) {
            return new Member(device.name(), -1, State.FAULTY);
        }
        if (!entry.active()) {
            return new Member(device.name(), -1, State.UNKNOWN);
        }
        if (device.number() >= entry.slots().length()) {
            boolean filling = entry.recovery()
                    .map(Recovery::action)
                    .filter("recover"::equals)
                    .isPresent();
            return new Member(device.name(), -1, filling ? State.REBUILDING : State.SPARE);
        }
        boolean up = entry.slots().charAt(device.number()) == 'U';
        return new Member(device.name(), device.number(), up ? State.IN_SYNC : State.UNKNOWN);
    }
}
