package org.applepie.domain.raid.mdadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfTest {

    private static final String UUID = "0a18b095:fca8eb98:818abfe9:52f5019b";

    /** As mdadm 1.9 prints a half that knows both, and one that was left alone. */
    private static final String TOGETHER = """
            /dev/sda1:
                      Magic : a92b4efc
                    Version : 00.90.00
                       UUID : 0a18b095:fca8eb98:818abfe9:52f5019b
              Creation Time : Mon Apr 24 18:04:30 2006
                 Raid Level : raid1
                Device Size : 289024 (282.25 MiB 295.96 MB)
               Raid Devices : 2
              Total Devices : 3
            Preferred Minor : 0

                Update Time : Mon Apr 24 18:40:14 2006
                      State : dirty
             Active Devices : 2
            Working Devices : 2
             Failed Devices : 1
              Spare Devices : 0
                   Checksum : 24ea4959 - correct
                     Events : 0.13


                  Number   Major   Minor   RaidDevice State
            this     0       8        1        0      active sync   /dev/sda1

               0     0       8        1        0      active sync   /dev/sda1
               1     1       8       17        1      active sync   /dev/sdb1
               2     2       0        0        2      faulty
            """;

    private static final String ALONE = TOGETHER.replace(
                    "1     1       8       17        1      active sync   /dev/sdb1",
                    "1     1       0        0        1      faulty removed")
            .replace("Events : 0.13", "Events : 1.2");

    private static final String CURRENT = """
            /dev/sda1:
                      Magic : a92b4efc
                    Version : 1.2
                Feature Map : 0x0
                 Array UUID : 0a18b095:fca8eb98:818abfe9:52f5019b
                       Name : mail1:0
              Creation Time : Sun Nov 22 08:00:00 2026
                 Raid Level : raid1
               Raid Devices : 2

             Avail Dev Size : 325632 sectors (159.00 MiB 166.72 MB)
                 Array Size : 162816 KiB (159.00 MiB 166.72 MB)
                Data Offset : 2048 sectors
               Super Offset : 8 sectors
               Unused Space : before=1968 sectors, after=0 sectors
                      State : clean
                Device UUID : 8a3c5b1e:1a2b3c4d:5e6f7081:92a3b4c5

                Update Time : Sun Nov 22 08:10:00 2026
              Bad Block Log : 512 entries available at offset 16 sectors
                   Checksum : bda5d4b - correct
                     Events : 19


               Device Role : Active device 1
               Array State : AA ('A' == active, '.' == missing, 'R' == replacing)
            """;

    @Test
    void readsASuperblockOfVersion0() {
        assertThat(Half.parse(TOGETHER)).isEqualTo(new Half(UUID, 13, 0, Set.of(0, 1)));
        assertThat(Half.parse(TOGETHER).ranAlone()).isFalse();
    }

    @Test
    void seesThatAHalfRanAloneAndCountsEventsInBothWords() {
        Half half = Half.parse(ALONE);

        assertThat(half).isEqualTo(new Half(UUID, (1L << 32) + 2, 0, Set.of(0)));
        assertThat(half.ranAlone()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"AA, false", ".A, true", "A., false", "AR, false"})
    void readsASuperblockOfVersion1(String state, boolean alone) {
        Half half = Half.parse(CURRENT.replace(": AA (", ": " + state + " ("));

        assertThat(half.uuid()).isEqualTo(UUID);
        assertThat(half.events()).isEqualTo(19);
        assertThat(half.slot()).isEqualTo(1);
        assertThat(half.ranAlone()).isEqualTo(alone);
    }

    @Test
    void doesNotBelieveADamagedSuperblock() {
        for (String text : new String[] {TOGETHER, CURRENT}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Half.parse(text.replace("- correct", "- expected 1234")));
        }
    }

    /** Whatever is cut off, a half is read whole or not at all. */
    @Test
    void neverTakesACutForASmallerStory() {
        for (String text : new String[] {TOGETHER, ALONE, CURRENT}) {
            Half whole = Half.parse(text);
            for (int end = 0; end < text.length(); end++) {
                try {
                    Half cut = Half.parse(text.substring(0, end));
                    assertThat(cut).as("cut at " + end).isEqualTo(whole);
                } catch (IllegalArgumentException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
    }
}
