package org.applepie.agent.ssh;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void makesNoConnectionForThoseWhoStillHoldItAfterItWasEnded() {
        Line line = new Line(
                deadline -> {
                    throw new AssertionError("connected");
                },
                1);

        line.close();

        assertThatThrownBy(() -> line.run("true", Deadline.in(Duration.ofSeconds(1))))
                .isInstanceOf(ConnectionFailed.class)
                .hasMessageContaining("ended");
    }
}
