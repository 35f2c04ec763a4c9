package org.applepie.web.run;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.applepie.domain.run.CopyProgress;
import org.applepie.web.Show;
import org.applepie.web.run.RunPage.CopyRow;

/** Puts the progress of a copy into words: about, because the copy needs not take exactly the room of the original. */
final class CopyRows {

    private CopyRows() {}

    static CopyRow of(CopyProgress copy) {
        double fraction = copy.fraction();
        return new CopyRow(
                copy.mountPoint(),
                copy.update() ? "brought up to date" : "copied",
                fraction < 0 ? Optional.empty() : Optional.of(fraction),
                String.join(" · ", part(copy), size(copy), speed(copy), left(copy)));
    }

    private static String part(CopyProgress copy) {
        if (copy.update()) {
            return "how far it is cannot be seen";
        }
        return copy.fraction() < 0
                ? "how far it is is unknown"
                : String.format(Locale.ROOT, "about %.0f %%", Math.floor(copy.fraction() * 100));
    }

    private static String size(CopyProgress copy) {
        String holds = copy.copiedBytes() < 0 ? "unknown" : Show.bytes(copy.copiedBytes());
        String expected = copy.expectedBytes() <= 0 ? "unknown" : Show.bytes(copy.expectedBytes());
        return copy.update() ? "the copy holds " + holds + ", the original " + expected : holds + " of " + expected;
    }

    private static String speed(CopyProgress copy) {
        return copy.bytesPerSecond() <= 0 ? "speed unknown" : Show.bytes(copy.bytesPerSecond()) + "/s";
    }

    private static String left(CopyProgress copy) {
        return copy.secondsLeft() < 0
                ? "time left unknown"
                : Show.span(Duration.ofSeconds(copy.secondsLeft())) + " left";
    }
}
