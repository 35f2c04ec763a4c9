package org.applepie.domain.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.applepie.domain.conffile.TextSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FstabTest {

    private static final String TEXT = """
            # /etc/fstab: static file system information.
            #UUID=old / ext3 defaults 0 1
            UUID=aaa	/               ext4    errors=remount-ro 0       1
              LABEL=boot  /boot ext4 defaults 0 2   # kept
            /dev/sda7 /srv/a\\040b ext4

            UUID=sss none swap sw 0 0
            odd line
            /dev/sr0 /media/cdrom0 udf,iso9660 user,noauto 0 0""";

    @Test
    void readsEntriesAndNothingElse() {
        assertThat(Fstab.parse(TEXT).entries())
                .containsExactly(
                        new Fstab.Entry("UUID=aaa", "/", "ext4", "errors=remount-ro"),
                        new Fstab.Entry("LABEL=boot", "/boot", "ext4", "defaults"),
                        new Fstab.Entry("/dev/sda7", "/srv/a b", "ext4", "defaults"),
                        new Fstab.Entry("UUID=sss", "none", "swap", "sw"),
                        new Fstab.Entry("/dev/sr0", "/media/cdrom0", "udf,iso9660", "user,noauto"));
    }

    @Test
    void replacesADeviceAndNoOtherByte() {
        assertThat(Fstab.parse(TEXT).withDevice("/", "UUID=new").text())
                .isEqualTo(TEXT.replace("UUID=aaa", "UUID=new"));
        assertThat(Fstab.parse(TEXT).withDevice("/boot", "UUID=new").text())
                .isEqualTo(TEXT.replace("LABEL=boot", "UUID=new"));
        assertThat(Fstab.parse(TEXT).withDevice("/srv/a b", "UUID=new").text())
                .isEqualTo(TEXT.replace("/dev/sda7", "UUID=new"));
        assertThat(Fstab.parse(TEXT).withSwapDevice("UUID=new").text()).isEqualTo(TEXT.replace("UUID=sss", "UUID=new"));
        assertThat(Fstab.parse(TEXT).withDevice("/nowhere", "UUID=new").text()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyTextComesOutByteForByte(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String text = TextSamples.text(random);
            Fstab fstab = Fstab.parse(text);
            assertThat(fstab.text()).as("seed %s", seed).isEqualTo(text);
            assertThat(fstab.withDevice("UUID=new", e -> false).text()).isEqualTo(text);
            int entries = fstab.entries().size();
            assertThat(fstab.withDevice("UUID=new", e -> true).entries())
                    .as("seed %s: %s", seed, text)
                    .hasSize(entries)
                    .allMatch(e -> e.device().equals("UUID=new"));
        }
    }
}
