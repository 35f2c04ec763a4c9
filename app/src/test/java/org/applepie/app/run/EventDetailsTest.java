package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.applepie.app.json.DomainJson;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.run.RunEvent.Output;
import org.applepie.domain.runbook.RunbookId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events outlive the release that recorded them: these texts are in databases out there and must always be read so. */
class EventDetailsTest {

    private static final String ID = "00000000-0000-0001-0000-000000000002";
    private static final UUID UUID_ = UUID.fromString(ID);

    private final DomainJson json = new DomainJson();

    static Stream<Arguments> recorded() {
        return Stream.of(
                Arguments.of(
                        new RunEvent.Started(new RunbookId(UUID_), "d1", new ServerId(UUID_), "m1"),
                        "{'@type':'Started','runbook':{'value':'" + ID + "'},'digest':'d1','server':{'value':'" + ID
                                + "'},'machineId':'m1'}"),
                Arguments.of(
                        new RunEvent.GateDecided("g", true, "d1", Map.of("q", "a"), "why"),
                        "{'@type':'GateDecided','gate':'g','approved':true,'digest':'d1','answers':{'q':'a'},'reason':'why'}"),
                Arguments.of(
                        new RunEvent.AttemptStarted(1, "s", "run-1", "b1"),
                        "{'@type':'AttemptStarted','attempt':1,'step':'s','jobId':'run-1','bootId':'b1'}"),
                Arguments.of(
                        new RunEvent.AttemptEnded(1, "s", new AttemptResult.Unknown("?"), new Output(5, "f00")),
                        "{'@type':'AttemptEnded','attempt':1,'step':'s','result':{'@type':'Unknown','detail':'?'},"
                                + "'output':{'bytes':5,'sha256':'f00'}}"),
                Arguments.of(new RunEvent.StopRequested("r"), "{'@type':'StopRequested','reason':'r'}"),
                Arguments.of(new RunEvent.Continued("r"), "{'@type':'Continued','reason':'r'}"),
                Arguments.of(
                        new RunEvent.RetryRequested("s", "r"), "{'@type':'RetryRequested','step':'s','reason':'r'}"),
                Arguments.of(
                        new RunEvent.UnknownResolved(1, "s", "r"),
                        "{'@type':'UnknownResolved','attempt':1,'step':'s','reason':'r'}"),
                Arguments.of(new RunEvent.RollBackStarted("r"), "{'@type':'RollBackStarted','reason':'r'}"),
                Arguments.of(
                        new RunEvent.Ended(End.ROLLED_BACK, "r"),
                        "{'@type':'Ended','end':'ROLLED_BACK','reason':'r'}"));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void isReadAndWrittenAsEver(RunEvent event, String text) {
        String details = ("{'version':7,'event':" + text + "}").replace('\'', '"');

        assertThat(json.read(details, EventDetails.class)).isEqualTo(new EventDetails(7, event));
        assertThat(json.write(new EventDetails(7, event), EventDetails.class)).isEqualTo(details);
    }
}
