package org.applepie.domain.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.applepie.domain.inventory.Host.Firmware;
import org.applepie.domain.inventory.Host.OsRelease;
import org.applepie.domain.remote.FramedAnswer;

/** Reads what a server says of itself. */
final class HostReading {

    private HostReading() {}

    static Host of(FramedAnswer answer) {
        return new Host(
                Facts.of(answer, "os-release", HostReading::osRelease),
                Facts.of(answer, "hostname", String::strip),
                Facts.of(answer, "kernel", String::strip),
                Facts.of(answer, "firmware", HostReading::firmware),
                Facts.of(answer, "machine-id", HostReading::machineId),
                Facts.of(answer, "boot-id", HostReading::bootId),
                Facts.of(answer, "cmdline", text -> List.of(text.strip().split("\\s+"))),
                Facts.of(answer, "uid", text -> Integer.parseInt(text.strip())));
    }

    /** A system of kernel 2.4 has no os-release and was started by a BIOS. */
    static Host legacy(FramedAnswer answer) {
        Host told = of(answer);
        return new Host(
                Facts.of(answer, "debian-version", HostReading::debian),
                told.hostname(),
                told.kernel(),
                Fact.of(Firmware.BIOS),
                told.machineId(),
                told.bootId(),
                told.kernelCommandLine(),
                told.uid());
    }

    private static OsRelease debian(String version) {
        String number = version.strip();
        if (!number.matches("[0-9A-Za-z./]{1,30}")) {
            throw new IllegalArgumentException("/etc/debian_version holds no version");
        }
        return new OsRelease("debian", number, number.startsWith("3.1") ? "sarge" : "", "Debian GNU/Linux " + number);
    }

    private static OsRelease osRelease(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> {
                    values.put(pair[0].strip(), unquoted(pair[1].strip()));
                });
        return new OsRelease(
                values.getOrDefault("ID", ""),
                values.getOrDefault("VERSION_ID", ""),
                values.getOrDefault("VERSION_CODENAME", ""),
                values.getOrDefault("PRETTY_NAME", ""));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\([\"$`\\\\])", "$1") : value;
    }

    private static Firmware firmware(String text) {
        return switch (text) {
            case "bios" -> Firmware.BIOS;
            case "uefi" -> Firmware.UEFI;
            default -> throw new IllegalArgumentException("neither BIOS nor UEFI");
        };
    }

    private static String machineId(String text) {
        if (!text.strip().matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("the machine id is not 32 hexadecimal digits");
        }
        return text.strip();
    }

    private static String bootId(String text) {
        if (!text.strip().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new IllegalArgumentException("the boot id is not a UUID");
        }
        return text.strip();
    }
}
