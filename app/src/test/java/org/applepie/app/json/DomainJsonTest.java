package org.applepie.app.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.applepie.app.Samples;
import org.applepie.domain.disk.BlockDevice;
import org.applepie.domain.disk.Content;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.runbook.Check;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainJsonTest {

    private final DomainJson json = new DomainJson();

    @ParameterizedTest
    @ValueSource(classes = {Reading.class, Runbook.class, RunEvent.class, Check.class, BlockDevice.class})
    void readsBackWhatItWrote(Class<?> type) {
        for (long seed = 0; seed < 60; seed++) {
            Object value = new AnyValue(seed).of(type);
            assertThat(throughJson(value, type)).as("seed " + seed).isEqualTo(value);
        }
    }

    private <T> Object throughJson(Object value, Class<T> type) {
        return json.read(json.write(type.cast(value), type), type);
    }

    @Test
    void keepsTheDigestOfARunbook() {
        for (long seed = 100; seed < 160; seed++) {
            Runbook runbook = new AnyValue(seed).of(Runbook.class);
            Runbook read = json.read(json.write(runbook, Runbook.class), Runbook.class);
            assertThat(read.digest()).as("seed " + seed).isEqualTo(runbook.digest());
        }
    }

    @Test
    void readsARunbookOfAnEarlierConsoleWithItsDigest() {
        Step step = new Step.Look(
                new Step.About("look", "Look", "", "", "", List.of(), Duration.ZERO), List.of(), List.of());
        Runbook runbook = withSteps(new AnyValue(1).of(Runbook.class), step);
        String written = json.write(runbook, Runbook.class);
        String earlier = written.replace(",\"warning\":\"\"", "").replace(",\"family\":\"CURRENT\"", "");

        Runbook read = json.read(earlier, Runbook.class);

        assertThat(earlier).hasSizeLessThan(written.length() - 30);
        assertThat(read).isEqualTo(runbook);
        assertThat(read.digest()).isEqualTo(runbook.digest());
    }

    @Test
    void aReadingOfAnEarlierConsoleDoesNotTellKernels() {
        Reading reading = Samples.reading(Instant.EPOCH, "m", Samples.used("sda", new DriveIdentity("S", "", "M", 1L)));
        String written = json.write(reading, Reading.class);
        String earlier = written.replaceFirst(",\"packages\":\\{\"@type\":\"Unknown\"[^}]*}", "")
                .replaceFirst(",\"kernels\":\\{\"@type\":\"Unknown\"[^}]*}", "");

        assertThat(earlier).doesNotContain("\"kernels\"", "\"packages\"").hasSizeLessThan(written.length());
        assertThat(json.read(earlier, Reading.class)).isEqualTo(reading);
    }

    private static Runbook withSteps(Runbook any, Step step) {
        return new Runbook(
                any.id(),
                any.server(),
                any.serverName(),
                any.reading(),
                any.goal(),
                any.binding(),
                any.compiledAt(),
                any.layout(),
                List.of(new Phase("p", "p", "", List.of(), Optional.empty(), List.of(step))),
                List.of());
    }

    @Test
    void namesTheKindAndWritesNothingDerived() {
        assertThat(json.write(new AttemptResult.Proved("all well"), AttemptResult.class))
                .isEqualTo("{\"@type\":\"Proved\",\"detail\":\"all well\"}");
        assertThat(json.write(Content.NONE, Content.class))
                .isEqualTo("{\"type\":\"\",\"uuid\":\"\",\"label\":\"\",\"features\":\"\"}");
        assertThat(json.write(Instant.parse("2026-01-02T03:04:05.123456Z"), Instant.class))
                .isEqualTo("\"2026-01-02T03:04:05.123456Z\"");
    }

    @Test
    void readsWhatConsolesWroteThatDidNotAskForFeatures() {
        assertThat(json.read("{\"type\":\"ext3\",\"uuid\":\"u\",\"label\":\"\"}", Content.class))
                .isEqualTo(new Content("ext3", "u", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"@type\":\"Proved\"}",
                "{\"detail\":\"x\"}",
                "{\"@type\":\"Nonsense\",\"detail\":\"x\"}",
                "{\"@type\":\"java.lang.Runtime\",\"detail\":\"x\"}",
                "{\"@type\":\"Proved\",\"detail\":\"x\",\"more\":1}",
                "{"
            })
    void acceptsNothingElse(String text) {
        assertThatThrownBy(() -> json.read(text, AttemptResult.class)).isNotNull();
    }

    @Test
    void everySealedTypeOfTheContractHasDistinctNames() {
        List.of(Check.class, RunEvent.class, AttemptResult.class)
                .forEach(type -> assertThat(type.getPermittedSubclasses())
                        .extracting(Class::getSimpleName)
                        .doesNotHaveDuplicates());
    }
}
