package org.applepie.web.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedCursorTest {

    @Test
    void readsBackWhatItWrote() {
        for (FeedCursor cursor : new FeedCursor[] {FeedCursor.START, new FeedCursor(7, 3, 123_456_789_012L, 42)}) {
            assertThat(FeedCursor.parse(cursor.toString())).contains(cursor);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1.2.3", "1.2.3.4.5", "a.b.c.d", "-1.0.0.0", "1.2.3.99999999999999999999", "1.2.3.4\n"})
    void takesNothingElseForACursor(String text) {
        assertThat(FeedCursor.parse(text)).isEmpty();
    }
}
