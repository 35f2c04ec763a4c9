package org.applepie.web.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.applepie.domain.inventory.Reading;
import org.applepie.web.demo.DemoReadings;
import org.applepie.web.disk.DiskMap.Bar;
import org.applepie.web.disk.DiskMap.Segment;
import org.applepie.web.disk.MapScale.Stretch;
import org.junit.jupiter.api.Test;

class DiskMapTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void drawsPartitionsWhereTheyAreAndAsLongAsTheyAre() {
        Bar bar = map(DemoReadings.singleDisk(NOW, "mail1", "m")).bars().getFirst();

        assertThat(bar.segments()).extracting(Segment::text).containsExactly("1 /boot", "5 swap", "6 /");
        assertThat(percent(bar.segments().getLast().x())).isCloseTo(100.0 * 18_003_968 / 488_397_168, within(0.01));
        assertThat(percent(bar.segments().getLast().width()))
                .isCloseTo(100.0 * 470_390_784 / 488_397_168, within(0.01));
    }

    @Test
    void drawsAllDrivesToOneScale() {
        MapScale scale = new MapScale(4000);

        assertThat(scale.bar("small", "", 1000, List.of()).width()).isEqualTo("25.000%");
        assertThat(scale.bar("large", "", 4000, List.of()).width()).isEqualTo("100.000%");
    }

    @Test
    void namesSpaceInNoPartition() {
        Bar bar = new MapScale(1000)
                .bar(
                        "d",
                        "",
                        1000,
                        List.of(new Stretch(600, 200, "swap", "2", ""), new Stretch(100, 400, "other", "1", "")));

        assertThat(bar.segments()).extracting(Segment::kind).containsExactly("free", "other", "free", "swap", "free");
        assertThat(bar.segments())
                .extracting(Segment::x)
                .containsExactly("0.000%", "10.000%", "50.000%", "60.000%", "80.000%");
    }

    @Test
    void showsABlankDriveAsOneFreeStretch() {
        assertThat(map(DemoReadings.singleDisk(NOW, "mail1", "m"))
                        .bars()
                        .getLast()
                        .segments())
                .singleElement()
                .matches(Segment::isFree);
    }

    @Test
    void saysOfWhichArrayAMemberIs() {
        assertThat(map(DemoReadings.mirrored(NOW, "web1", "m", false)).bars())
                .allSatisfy(bar -> assertThat(bar.segments())
                        .extracting(Segment::text)
                        .containsExactly("1 md0", "5 md1", "6 md2"));
    }

    @Test
    void showsTheLabelOnTheStickerBeforeTheKernelsName() {
        DiskMap map =
                ReadingMap.draw(DemoReadings.singleDisk(NOW, "mail1", "m"), Map.of(DemoReadings.APPLE.mark(), "apple"));

        assertThat(map.bars()).extracting(Bar::name).containsExactly("apple (sda)", "sdb");
    }

    @Test
    void drawsNothingOfAReadingThatKnowsNoDrives() {
        assertThat(map(DemoReadings.mostlyUnknown(NOW)).bars()).isEmpty();
    }

    private static DiskMap map(Reading reading) {
        return ReadingMap.draw(reading, Map.of());
    }

    private static double percent(String text) {
        return Double.parseDouble(text.replace("%", ""));
    }
}
