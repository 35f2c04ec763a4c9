package org.applepie.domain.raid.mdadm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.applepie.domain.conffile.TextSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MdadmConfTest {

    private static final String LINE = "ARRAY /dev/md0 metadata=1.2 UUID=36c921d8:3371cdc3:3cb85622:144143aa";

    private static final String TEXT = """
            # mdadm.conf
            HOMEHOST <system>
            array /dev/md7 level=raid1
               num-devices=2 UUID=11111111:22222222:33333333:44444444
            MAILADDR root
            Arr /dev/md8
            # definitions of existing MD arrays
            DEVICE partitions
            	containers
            """;

    @Test
    void readsArraysWithTheirContinuations() {
        assertThat(MdadmConf.parse(TEXT).arrays())
                .containsExactly(
                        "array /dev/md7 level=raid1 num-devices=2 UUID=11111111:22222222:33333333:44444444",
                        "Arr /dev/md8");
        assertThat(MdadmConf.parse(TEXT).uuids()).containsExactly("11111111:22222222:33333333:44444444");
    }

    @Test
    void replacesArraysAndKeepsEveryOtherLine() {
        assertThat(MdadmConf.parse(TEXT).withArrays(List.of(LINE)).text()).isEqualTo("""
                        # mdadm.conf
                        HOMEHOST <system>
                        MAILADDR root
                        # definitions of existing MD arrays
                        DEVICE partitions
                        	containers
                        """ + LINE + "\n");
    }

    @Test
    void addsToAFileWithoutALastNewline() {
        assertThat(MdadmConf.parse("MAILADDR root").withArrays(List.of(LINE)).text())
                .isEqualTo("MAILADDR root\n" + LINE + "\n");
        assertThat(MdadmConf.standard().withArrays(List.of(LINE)).text())
                .isEqualTo("HOMEHOST <system>\nMAILADDR root\n" + LINE + "\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyTextComesOutByteForByte(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String text = TextSamples.text(random);
            assertThat(MdadmConf.parse(text).text()).as("seed %s", seed).isEqualTo(text);
            MdadmConf changed = MdadmConf.parse(text).withArrays(List.of(LINE));
            assertThat(changed.arrays()).as("seed %s: %s", seed, text).containsExactly(LINE);
            assertThat(changed.withArrays(List.of(LINE)).text()).isEqualTo(changed.text());
            MdadmConf scanned = MdadmConf.parse(text).withScan(List.of(LINE, "   devices=/dev/sda1,/dev/sdb1"));
            assertThat(scanned.text()).endsWith("DEVICE partitions\n" + LINE + "\n   devices=/dev/sda1,/dev/sdb1\n");
            assertThat(scanned.withScan(List.of(LINE, "   devices=/dev/sda1,/dev/sdb1"))
                            .text())
                    .as("seed %s: %s", seed, text)
                    .isEqualTo(scanned.text());
        }
    }
}
