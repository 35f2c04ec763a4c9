package org.applepie.app.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.applepie.app.safety.Voyage.Platform;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seed reproduces the run: what a voyage tells of itself is the same when it is sailed again. */
@EnabledForJreRange(minVersion = Carrier.JDK, disabledReason = Carrier.WHY)
class ReplayTest {

    private static final long LONG_ONE = 2;

    @ParameterizedTest
    @EnumSource
    void theSameSeedSailsTheSameWay(Platform platform) {
        SafetyTest.letKilledThreadsGoSilently();
        assertThat(story(platform)).hasSizeGreaterThan(20).isEqualTo(story(platform));
    }

    /** Without ids and keys, which are new each time. */
    private static List<String> story(Platform platform) {
        return Voyage.sail(LONG_ONE, platform, Course.random()).story().stream()
                .map(line -> line.replaceAll("SHA256:\\S+|[0-9a-f]{8}(-[0-9a-f-]+)?", "…"))
                .toList();
    }
}
