package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HowtoWarningTest {

    @Test
    void eachOfTheElevenStandsAtAStepOfTheTypicalRunbook() {
        List<String> warnings = Requests.typicalRunbook().steps().stream()
                .map(step -> step.about().warning())
                .toList();

        assertThat(HowtoWarning.values())
                .hasSize(11)
                .allSatisfy(warning -> assertThat(warnings).anyMatch(text -> text.contains(warning.text())));
    }
}
