package org.applepie.domain.bootloader.lilo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.applepie.domain.SargeSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiloConfTest {

    private static final String BACKUP = "/boot/initrd.img-2.4.27-2-386-backup";

    private static LiloConf sample(String name) {
        return LiloConf.parse(SargeSamples.text("lilo-conf." + name));
    }

    @Test
    void readsGlobalsAndStanzas() {
        LiloConf conf = sample("debian");
        assertThat(conf.global("boot")).contains("/dev/sda");
        assertThat(conf.global("ROOT")).isEmpty();
        assertThat(conf.global("prompt")).isEmpty();
        assertThat(conf.stanzas())
                .containsExactly(
                        new LiloStanza(
                                "image",
                                "/vmlinuz",
                                Map.of(
                                        "image",
                                        "/vmlinuz",
                                        "label",
                                        "Linux",
                                        "read-only",
                                        "",
                                        "initrd",
                                        "/initrd.img")),
                        new LiloStanza(
                                "image",
                                "/vmlinuz.old",
                                Map.of(
                                        "image",
                                        "/vmlinuz.old",
                                        "label",
                                        "LinuxOLD",
                                        "read-only",
                                        "",
                                        "optional",
                                        "",
                                        "initrd",
                                        "/initrd.img.old")));
        assertThat(conf.defaultStanza()).contains(conf.stanzas().getFirst());
    }

    @Test
    void uncommentsTheMenuOfTheTemplate() {
        assertThat(sample("debian").withMenu(50).text()).isEqualTo(SargeSamples.text("lilo-conf.debian-menu"));
        assertThat(sample("debian-menu").withMenu(50).text()).isEqualTo(SargeSamples.text("lilo-conf.debian-menu"));
    }

    @Test
    void switchesToTheArrayWithAWayBack() {
        LiloConf switched = sample("debian-menu")
                .withGlobal("root", "/dev/md2")
                .withCopyOfFirst("LinuxNORAID", "/dev/sda6", BACKUP);
        assertThat(switched.text()).isEqualTo(SargeSamples.text("lilo-conf.debian-switched"));
        LiloConf again = switched.withGlobal("root", "/dev/md2").withCopyOfFirst("LinuxNORAID", "/dev/sda6", BACKUP);
        assertThat(again.text()).isEqualTo(switched.text());
        assertThat(switched.stanza("LinuxNORAID").orElseThrow().root()).contains("/dev/sda6");
        assertThat(switched.stanza("LinuxNORAID").orElseThrow().initrd()).contains(BACKUP);
        assertThat(switched.defaultStanza().orElseThrow().label()).isEqualTo("Linux");
    }

    @Test
    void writesBootRecordsToTheArrayAndBothDrives() {
        LiloConf records = sample("debian-switched").withBootRecords("/dev/md0", "mbr");
        assertThat(records.text()).isEqualTo(SargeSamples.text("lilo-conf.debian-records"));
        assertThat(records.withBootRecords("/dev/md0", "mbr").text()).isEqualTo(records.text());
    }

    @Test
    void makesTheWholeWayBackAComment() {
        LiloConf last = sample("debian-records").withoutStanza("LinuxNORAID");
        assertThat(last.text()).isEqualTo(SargeSamples.text("lilo-conf.debian-final"));
        assertThat(last.withoutStanza("LinuxNORAID").text()).isEqualTo(last.text());
        assertThat(last.stanzas()).extracting(LiloStanza::label).containsExactly("Linux", "LinuxOLD");
    }

    @Test
    void editsTheFileOfLiloconfigToo() {
        LiloConf switched = sample("liloconfig")
                .withMenu(50)
                .withGlobal("root", "/dev/md2")
                .withCopyOfFirst("LinuxNORAID", "/dev/hda6", "/initrd.img");
        assertThat(switched.text()).isEqualTo(SargeSamples.text("lilo-conf.liloconfig-switched"));
        assertThat(switched.withBootRecords("/dev/md0", "/dev/hda,/dev/hdc")
                        .withoutStanza("LinuxNORAID")
                        .text())
                .isEqualTo(SargeSamples.text("lilo-conf.liloconfig-final"));
    }

    @Test
    void changesAMenuThatIsOnAlready() {
        assertThat(LiloConf.parse("prompt\n timeout = 100 # ten\nimage=/a\n")
                        .withMenu(50)
                        .text())
                .isEqualTo("prompt\n# timeout = 100 # ten\n timeout=50\nimage=/a\n");
    }

    @Test
    void putsANewSettingBeforeTheFirstStanza() {
        assertThat(LiloConf.parse("image=/a").withGlobal("root", "/dev/md2").text())
                .isEqualTo("root=/dev/md2\nimage=/a");
        assertThat(LiloConf.parse("map=/m\nboot=/dev/sda")
                        .withGlobal("root", "/dev/md2")
                        .text())
                .isEqualTo("map=/m\nboot=/dev/sda\nroot=/dev/md2");
    }

    @Test
    void tellsTheBiosNumberOfADrive() {
        LiloConf told = sample("debian").withGlobal("boot", "/dev/sdb").withDrive("/dev/sdb", 0x80);
        assertThat(told.text())
                .isEqualTo(SargeSamples.text("lilo-conf.debian")
                        .replace("boot=/dev/sda\n", "#boot=/dev/sda\nboot=/dev/sdb\ndisk=/dev/sdb\n\tbios=0x80\n"));
        assertThat(told.withDrive("/dev/sdb", 0x80).text()).isEqualTo(told.text());
        assertThatThrownBy(() -> told.withDrive("/dev/sda", 0x80)).hasMessageContaining("already");
    }

    @Test
    void readsTheTokensOfLilo() {
        LiloConf conf = LiloConf.parse("""
                Boot = "/dev/sda" MAP\t=\\/m#comment = x
                append="a \\"b\\" c\\\\d \\
                   e" lba32
                disk=/dev/sda bios=0x80 disk=/dev/sdb bios=0x81
                image
                 =
                 /vmlinuz root=/dev/hda#1
                other=/dev/hda4 label=a\\ b
                """);
        assertThat(conf.global("boot")).contains("/dev/sda");
        assertThat(conf.global("map")).contains("/m");
        assertThat(conf.global("append")).contains("a \"b\" c\\d  e");
        assertThat(conf.global("lba32")).contains("");
        assertThat(conf.stanzas().getFirst().label()).isEqualTo("vmlinuz");
        assertThat(conf.stanzas().getFirst().root()).contains("/dev/hda");
        assertThat(conf.stanzas().getLast().label()).isEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource({
        "'root=/a\nROOT=/b\n', twice",
        "'image=/a\nlabel=x\nlabel=y\n', twice",
        "'image=/a\nlabel=x\nimage=/b\nlabel=x\n', two stanzas",
        "'root=', no value",
        "'= x', no value",
        "'root==', no value",
        "'label Linux', no value",
        "'prompt=1', which has none",
        "'append=\"x', within quotes",
        "'append=\"a\\b\"', backslash",
        "'append=\"a\nb\"', line end within quotes",
        "'root=$ROOT', environment",
        "'root=x\\', with a backslash",
        "'include=/etc/x', included"
    })
    void refusesWhatLiloRefusesAndWhatNobodyCanTell(String text, String reason) {
        assertThatThrownBy(() -> LiloConf.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesEditsThatWouldTouchOtherSettings() {
        LiloConf crowded = LiloConf.parse("boot=/dev/sda root=/dev/sda6\nimage=/a label=b\n");
        assertThatThrownBy(() -> crowded.withGlobal("root", "/dev/md2")).hasMessageContaining("several settings");
        assertThatThrownBy(() -> crowded.withGlobal("raid-extra-boot", "mbr")).hasMessageContaining("several settings");
        assertThatThrownBy(() -> crowded.withCopyOfFirst("x", "/dev/sda6", "/i"))
                .hasMessageContaining("of its own");
        assertThatThrownBy(() -> crowded.withoutStanza("b")).hasMessageContaining("nobody chooses");
        LiloConf two = LiloConf.parse("image=/a\nlabel=a\nimage=/b label=b\nother=/dev/hda1\n");
        assertThatThrownBy(() -> two.withCopyOfFirst("hda1", "/dev/sda6", "/i")).hasMessageContaining("another stanza");
        assertThatThrownBy(() -> two.withCopyOfFirst("sixteen-letters-", "/dev/sda6", "/i"))
                .hasMessageContaining("no such label");
        assertThatThrownBy(() -> two.withGlobal("root", "/dev/md2\nboot=/dev/sdb"))
                .hasMessageContaining("plain");
    }

    @Test
    void copiesAStanzaThatSaysLessOrMore() {
        assertThat(LiloConf.parse("image=/a")
                        .withCopyOfFirst("x", "/dev/sda6", "/i")
                        .text())
                .isEqualTo("image=/a\n\nimage=/a\n\tlabel=x\n\troot=/dev/sda6\n\tinitrd=/i");
        assertThat(LiloConf.parse("image=/a\n  alias=1\n  root=/dev/md2\n  initrd=/n\n")
                        .withCopyOfFirst("x", "/dev/sda6", "/i")
                        .text())
                .endsWith("\n\nimage=/a\n\tlabel=x\n#  alias=1\n  root=/dev/sda6\n  initrd=/i\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverIsReadComesOutByteForByte(long seed) {
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < 2000; round++) {
            String text = randomConf(random);
            try {
                LiloConf conf = LiloConf.parse(text);
                assertThat(conf.text()).as("seed %s", seed).isEqualTo(text);
                read++;
                LiloConf changed = conf.withGlobal("root", "/dev/md2");
                assertThat(changed.global("root")).as("seed %s: %s", seed, text).contains("/dev/md2");
                assertThat(changed.stanzas()).isEqualTo(conf.stanzas());
                assertThat(changed.withGlobal("root", "/dev/md2").text()).isEqualTo(changed.text());
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("lilo.conf");
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    private static final String[] PIECES = {
        "\n",
        "\n",
        "\n",
        "\r\n",
        " ",
        "\t",
        "#",
        "root=/dev/sda6",
        "boot = /dev/sda",
        "\nimage=/vmlinuz\n",
        "label=",
        "Linux",
        "read-only",
        "prompt\n",
        "\"",
        "\\",
        "=",
        "$",
        "# timeout=100\n",
        "other=/dev/hda4\n",
        "\tinitrd=/i\n",
        "\u00e9"
    };

    private static String randomConf(Random random) {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(14); pieces > 0; pieces--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
