package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.applepie.agent.simulated.debian.Typist.Result;
import org.applepie.domain.raid.mdadm.Half;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a drill does with the arrays: bitmaps off and on, and the story that each half tells. */
class MdadmGrowTest {

    private Partitioned at;

    @BeforeEach
    void mirrored() throws Exception {
        at = new Partitioned();
        at.type("mdadm --create /dev/md0 --run --level=1 --raid-devices=2 --metadata=1.2 --bitmap=internal"
                + " --uuid=592ad309:7d984a5d:a5b3f440:be1a4792 /dev/sdb1 missing");
        at.nodes();
    }

    private Half half(String device) throws Exception {
        return Half.parse(at.type("mdadm --examine " + device).out());
    }

    @Test
    void takesABitmapOffAndGivesItBack() throws Exception {
        assertThat(at.type("cat /proc/mdstat").out()).contains("bitmap:");
        assertThat(at.type("mdadm --grow --bitmap=none /dev/md0")).isEqualTo(new Result("", "", 0));
        assertThat(at.type("cat /proc/mdstat").out()).doesNotContain("bitmap:");
        assertThat(at.type("mdadm --grow --bitmap=none /dev/md0"))
                .isEqualTo(new Result("", "mdadm: no bitmap found on /dev/md0\n", 1));

        assertThat(at.type("mdadm --grow --bitmap=internal /dev/md0")).isEqualTo(new Result("", "", 0));
        assertThat(at.type("cat /proc/mdstat").out()).contains("bitmap:");
        assertThat(at.type("mdadm --grow --bitmap=internal /dev/md0"))
                .isEqualTo(new Result("", "mdadm: bitmap already present on /dev/md0\n", 1));
    }

    @Test
    void tellsInEachSuperblockWhoRanAlone() throws Exception {
        assertThat(half("/dev/sdb1").ranAlone()).isTrue();

        at.giveUpBoot();
        at.type("mdadm --manage /dev/md0 --add /dev/sda1");
        at.seconds(60);

        assertThat(half("/dev/sdb1").ranAlone()).isFalse();
        assertThat(half("/dev/sda1").uuid()).isEqualTo("592ad309:7d984a5d:a5b3f440:be1a4792");
        assertThat(half("/dev/sda1").events()).isEqualTo(half("/dev/sdb1").events());
    }
}
