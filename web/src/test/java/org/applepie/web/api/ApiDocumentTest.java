package org.applepie.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Words;
import org.applepie.web.demo.DemoApplication;
import org.applepie.web.demo.DemoConsole;
import org.applepie.web.runbook.GoalEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the OpenAPI document tells whoever writes a tool. */
@SpringBootTest(classes = DemoApplication.class)
@AutoConfigureMockMvc
class ApiDocumentTest {

    private static final List<String> GOALS = Stream.of(Goal.class.getPermittedSubclasses())
            .<String>map(Words::kebab)
            .toList();

    private final JsonMapper mapper = JsonMapper.shared();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private DemoConsole console;

    private JsonNode document;

    @BeforeEach
    void read() throws Exception {
        console.people();
        String text = mvc.perform(get("/v3/api-docs").header("Authorization", "Bearer " + console.token("viewer")))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        document = mapper.readTree(text);
    }

    @Test
    void namesEveryGoalWithWordsForIt() {
        JsonNode type = document.at("/components/schemas/GoalEntry/properties/type");

        assertThat(texts(type.get("enum"))).containsExactlyInAnyOrderElementsOf(GOALS);
        assertThat(GOALS)
                .allSatisfy(goal ->
                        assertThat(type.get("description").asString()).containsPattern("`" + goal + "`: [a-z].{30,}"));
    }

    @Test
    void hasAnExampleOfEachGoalThatIsUnderstood() {
        JsonNode examples =
                document.at("/paths/~1api~1v1~1runbooks/post/requestBody/content/application~1json/examples");

        assertThat(examples.propertyNames()).containsExactlyInAnyOrderElementsOf(GOALS);
        assertThat(GOALS).allSatisfy(goal -> {
            JsonNode request = parsed(examples.at("/" + goal + "/value"));
            assertThat(UUID.fromString(request.get("serverId").asString())).isNotNull();
            GoalEntry entry = mapper.treeToValue(request.get("goal"), GoalEntry.class);
            assertThat(entry.parse())
                    .isInstanceOfSatisfying(
                            Verdict.Accepted.class,
                            accepted -> assertThat(Words.kebab(accepted.value().getClass()))
                                    .isEqualTo(goal));
        });
    }

    @Test
    void namesEveryCommandOfARun() {
        JsonNode type = document.at("/components/schemas/CommandEntry/properties/type");

        assertThat(texts(type.get("enum")))
                .allSatisfy(command ->
                        assertThat(type.get("description").asString()).contains("`" + command + "`"));
    }

    private JsonNode parsed(JsonNode value) {
        return value.isString() ? mapper.readTree(value.asString()) : value;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asString()));
        return texts;
    }
}
