package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.ReadingParser;
import org.applepie.domain.inventory.ReadingScript;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console reads of a simulated machine is what it read of a real one at the same stage. */
class ReadingTest {

    private static final Path CAPTURED = Path.of("../domain/src/test/resources/org/applepie/domain/inventory/reading");
    private static final String PIE = "/dev/disk/by-id/scsi-0QEMU_QEMU_HARDDISK_PIE001";
    private static final String WORD = "SENTINEL";

    private final DebianServer server = DebianServers.postoffice(
            SimulatedTime.scaled(Instant.parse("2026-11-22T12:00:00Z"), 1), new Random(7), 20_000);
    private final Typist typist = new Typist(server);

    @BeforeEach
    void boot() throws IOException {
        server.powerOn();
        server.files().orElseThrow().write("/tmp/reading.sh", ReadingScript.text());
        type("echo mail1 >/etc/hostname");
    }

    private void type(String line) {
        assertThat(typist.type(line)).as(line).extracting(Typist.Result::code).isEqualTo(0);
    }

    private Reading read() {
        Typist.Result result = typist.type("sh /tmp/reading.sh " + WORD);
        assertThat(result.err()).isEmpty();
        return parsed(result.out().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Reading parsed(byte[] answer) {
        return ReadingParser.parse(answer, WORD, Instant.EPOCH);
    }

    private static Reading captured(String name) throws IOException {
        return parsed(Files.readAllBytes(CAPTURED.resolve("debian-12-" + name + ".txt")));
    }

    private static List<String> mounts(Reading reading) {
        return reading.mounts().orElse(List.of()).stream()
                .map(ReadingTest::told)
                .sorted()
                .toList();
    }

    private static String told(Mount mount) {
        // How much memory there is differs a little from boot to boot, as does the number of a pipe.
        String options = mount.options().replaceAll("size=[0-9]+k,nr_inodes=[0-9]+,|pipe_ino=[0-9]+", "");
        return String.join(" ", mount.mountPoint(), mount.source(), mount.sourceKernelName(), mount.type(), options);
    }

    @Test
    void theInstalledMachineIsTheCapturedOne() throws Exception {
        Reading real = captured("mbr-single");
        Reading here = read();

        assertThat(here.disks()).isEqualTo(real.disks());
        assertThat(here.mapped()).isEqualTo(real.mapped());
        assertThat(here.arrays()).isEqualTo(real.arrays());
        assertThat(mounts(here)).isEqualTo(mounts(real));
        assertThat(here.swaps()).isEqualTo(real.swaps());
        assertThat(here.tools()).isEqualTo(real.tools());
        assertThat(here.packages()).isEqualTo(real.packages());
        assertThat(here.bootloader()).isEqualTo(real.bootloader());
        assertThat(here.host().kernelCommandLine()).isEqualTo(real.host().kernelCommandLine());
        assertThat(here.host().firmware()).isEqualTo(real.host().firmware());
    }

    @Test
    void degradedArraysWithFileSystemsAreTheCapturedOnes() throws Exception {
        degradedCopy();
        Reading real = captured("degraded-copy");
        Reading here = read();

        assertThat(here.disks()).isEqualTo(real.disks());
        assertThat(here.mapped()).isEqualTo(real.mapped());
        assertThat(here.arrays()).isEqualTo(real.arrays());
    }

    private void degradedCopy() {
        type("DEBIAN_FRONTEND=noninteractive apt-get install --yes mdadm");
        type(
                "printf 'label: dos\\nlabel-id: 0x02770b39\\nunit: sectors\\n\\n1 : start=2048, size=327680, type=fd, bootable\\n"
                        + "2 : start=329728, size=3864576, type=5\\n5 : start=331776, size=262144, type=fd\\n"
                        + "6 : start=595968, size=3598336, type=fd\\n' | sfdisk --wipe always --wipe-partitions always "
                        + PIE);
        create(0, 1, "592ad309:7d984a5d:a5b3f440:be1a4792");
        create(1, 5, "1ee88ee9:40ae4fdf:9993e7be:b252edfc");
        create(2, 6, "a440e265:1db344e9:88e60506:bdf81cb7");
        type("mkfs.ext4 -q -I 256 -U b54b1904-91b3-4a5d-9a17-15fff3e147a1 -N 40960 /dev/md0");
        type("mkswap --uuid 154de301-afca-44e5-adc2-6f161bfba4ce /dev/md1");
        type("mkfs.ext4 -q -I 256 -U 96c697fb-b258-4069-b914-dd2d973295f1 -N 112448 /dev/md2");
    }

    private void create(int minor, int partition, String uuid) {
        type(
                "mdadm --create /dev/md%d --run --level=1 --raid-devices=2 --metadata=1.2 --bitmap=internal --uuid=%s %s missing"
                        .formatted(minor, uuid, PIE + "-part" + partition));
    }
}
