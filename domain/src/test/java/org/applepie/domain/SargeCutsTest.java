package org.applepie.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.applepie.domain.bootloader.lilo.LiloConf;
import org.applepie.domain.bootloader.lilo.LiloOutput;
import org.applepie.domain.disk.BootSector;
import org.applepie.domain.disk.DeviceNames;
import org.applepie.domain.disk.ProcIde;
import org.applepie.domain.disk.ProcPartitions;
import org.applepie.domain.disk.ProcScsi;
import org.applepie.domain.disk.ReportedIdentity;
import org.applepie.domain.disk.sfdisk.SfdiskDump;
import org.applepie.domain.filesystem.Fstab;
import org.applepie.domain.filesystem.PosixDf;
import org.applepie.domain.filesystem.ProcMounts;
import org.applepie.domain.filesystem.Swaps;
import org.applepie.domain.initramfs.MkinitrdConf;
import org.applepie.domain.initramfs.ModulesFile;
import org.applepie.domain.raid.Mdstat;
import org.applepie.domain.raid.MdstatArrays;
import org.applepie.domain.raid.mdadm.ArrayLine;
import org.applepie.domain.raid.mdadm.MdadmConf;
import org.applepie.domain.raid.mdadm.MdadmDefaults;
import org.applepie.domain.raid.mdadm.MdadmExamine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server sends, a parser answers with a value or with an IllegalArgumentException that says why not. */
class SargeCutsTest {

    private static final DeviceNames NAMES =
            ProcPartitions.parse(SargeSamples.text("partitions.both")).names();

    /** By the part of a sample's name before the full stop. */
    private static final Map<String, Function<String, Object>> PARSERS = parsers();

    private static Map<String, Function<String, Object>> parsers() {
        Map<String, Function<String, Object>> parsers = new TreeMap<>();
        parsers.put("partitions", ProcPartitions::parse);
        parsers.put("mdstat", text -> MdstatArrays.of(Mdstat.parseWhole(text).named(NAMES), Map.of()));
        parsers.put("scsi", ProcScsi::parse);
        parsers.put("identify", ReportedIdentity::ofIdentify);
        parsers.put("ide-model", ProcIde::model);
        parsers.put("ide-capacity", ProcIde::sizeBytes);
        parsers.put("ide-media", ProcIde::isDrive);
        parsers.put("hdparm", ReportedIdentity::ofHdparm);
        parsers.put("smartctl", ReportedIdentity::ofSmartctl);
        parsers.put("sector", BootSector::parse);
        parsers.put("sfdisk-d", text -> SfdiskDump.parse(text).table());
        parsers.put("mdadm-examine", MdadmExamine::parse);
        parsers.put("mdadm-scan", ArrayLine::parseScan);
        parsers.put("mdadm-conf", text -> MdadmConf.parse(text).definitions());
        parsers.put("mdadm-create", text -> MdadmExamine.parse(text));
        parsers.put("default-mdadm", text -> MdadmDefaults.parse(text).started().text());
        parsers.put("mounts", text -> ProcMounts.parse(text, new PosixDf(List.of()), NAMES, "sda6"));
        parsers.put("mount", text -> ProcMounts.parse(text, new PosixDf(List.of()), NAMES, "sda6"));
        parsers.put("swaps", text -> Swaps.parse(text, NAMES));
        parsers.put("df", PosixDf::parse);
        parsers.put("lilo", LiloOutput::parse);
        parsers.put(
                "lilo-conf",
                text -> LiloConf.parse(text)
                        .withMenu(50)
                        .withGlobal("root", "/dev/md2")
                        .stanzas());
        parsers.put("fstab", text -> Fstab.parse(text).entries());
        parsers.put("modules", text -> ModulesFile.parse(text).withRaid().text());
        parsers.put(
                "mkinitrd-modules", text -> ModulesFile.parse(text).withRaid().text());
        parsers.put(
                "mkinitrd-conf",
                text -> MkinitrdConf.parse(text).withRoot("/dev/md2", "ext3").text());
        return parsers;
    }

    static List<String> samples() throws IOException, URISyntaxException {
        Path directory = Path.of(Objects.requireNonNull(SargeCutsTest.class.getResource("/sarge"))
                .toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String kind(String sample) {
        return sample.substring(0, sample.indexOf('.'));
    }

    /** What nobody here reads on purpose goes to everybody. */
    private static Collection<Function<String, Object>> parsersOf(String sample) {
        Function<String, Object> own = PARSERS.get(kind(sample));
        return own == null ? PARSERS.values() : List.of(own);
    }

    private static boolean isAnswered(Function<String, Object> parser, String text) {
        try {
            assertThat(parser.apply(text)).isNotNull();
            return true;
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s).{3,}");
            return false;
        }
    }

    @Test
    void everyParserHasASample() throws Exception {
        assertThat(samples().stream().map(SargeCutsTest::kind).toList()).containsAll(PARSERS.keySet());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyCutIsAValueOrARefusal(String sample) {
        byte[] whole = SargeSamples.text(sample).getBytes(StandardCharsets.UTF_8);
        for (Function<String, Object> parser : parsersOf(sample)) {
            for (int end = 0; end <= whole.length; end++) {
                isAnswered(parser, new String(whole, 0, end, StandardCharsets.UTF_8));
                isAnswered(parser, new String(whole, end, whole.length - end, StandardCharsets.UTF_8));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mdstat.whole",
                "mdstat.rebuilding",
                "sfdisk-d.sda",
                "identify.ide",
                "sector.lilo",
                "ide-capacity.hda",
                "mdadm-examine.none"
            })
    void noCutOfTheseIsTakenForTheWhole(String sample) {
        String whole = SargeSamples.text(sample).stripTrailing();
        Function<String, Object> parser = parsersOf(sample).iterator().next();
        List<Integer> taken = new ArrayList<>();
        int last = sample.startsWith("sfdisk-d") ? whole.indexOf("/dev/sda4") : whole.length() - 1;
        for (int end = 1; end <= last; end++) {
            if (isAnswered(parser, whole.substring(0, end))) {
                taken.add(end);
            }
        }
        assertThat(taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyFlippedByteIsAValueOrARefusal(long seed) throws Exception {
        Random random = new Random(seed);
        for (String sample : samples()) {
            byte[] whole = SargeSamples.text(sample).getBytes(StandardCharsets.UTF_8);
            for (int round = 0; round < 200; round++) {
                byte[] flipped = whole.clone();
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                String text = new String(flipped, StandardCharsets.UTF_8);
                parsersOf(sample).forEach(parser -> isAnswered(parser, text));
            }
        }
    }

    @Test
    void everyParserTakesEverySample() throws Exception {
        for (String sample : samples()) {
            PARSERS.values().forEach(parser -> isAnswered(parser, SargeSamples.text(sample)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1 ", "a=\"", "\\\"", "[1](F)", " md0[0]", "\n", "99999999999999999999", "=", "\t:", "(", "' "})
    void everyParserTakesMoreThanAnyServerSends(String piece) {
        String flood = piece.repeat(50_000);
        for (Map.Entry<String, Function<String, Object>> parser : PARSERS.entrySet()) {
            isAnswered(parser.getValue(), flood);
            isAnswered(parser.getValue(), flood + "\n");
        }
    }
}
