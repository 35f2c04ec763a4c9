package org.applepie.domain.runbook;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which units are stopped so that nothing writes while the second copy is made. What carries the connection, the
 * consoles, devices and logs is never stopped; one-shot units are left alone because stopping one undoes its work.
 */
final class Quiesce {

    private static final Pattern SSH = Pattern.compile("sshd?(@.*)?\\.(service|socket)");

    private static final Pattern KEPT = Pattern.compile(
            "(sshd?|dropbear|systemd-|dbus|getty@|serial-getty@|console-getty|user@"
                    + "|user-runtime-dir@|networking|network|NetworkManager|ifup@|wpa_supplicant|dhcp|isc-dhcp|connman|resolvconf"
                    + "|openvpn|wg-quick@|tailscaled|strongswan|ipsec|zerotier|nftables|ufw|firewalld|iptables|netfilter"
                    + "|polkit|mdmonitor|mdadm|lvm2|dm-event|multipath|rpcbind|nfs|autofs|open-vm-tools|qemu-guest-agent|udev|init).*");

    /** The time keeper writes its clock file every few minutes, so it is stopped though its name says systemd. */
    private static final String TIME_KEEPER = "systemd-timesyncd.service";

    private Quiesce() {}

    /** Units to stop, in their order, of those that are active. */
    static List<String> unitsToStop(List<String> activeUnits) {
        return activeUnits.stream()
                .filter(unit -> unit.equals(TIME_KEEPER)
                        || unit.endsWith(".timer")
                        || !KEPT.matcher(unit).matches())
                .sorted()
                .distinct()
                .toList();
    }

    /** Units that carry the SSH server. */
    static List<String> sshUnits(List<String> activeUnits) {
        return activeUnits.stream()
                .filter(unit -> SSH.matcher(unit).matches() && !unit.contains("@"))
                .sorted()
                .toList();
    }
}
