package org.applepie.app.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.applepie.domain.run.RunId;
import tools.jackson.databind.json.JsonMapper;

/** A tool that follows the feed of a run over HTTP. */
final class FeedReader {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private final String token;

    private FeedReader(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** Makes the first administrator, who gets a token. */
    static FeedReader setUp(Console console, String password) throws Exception {
        console.offerSetUp();
        FeedReader anonymous = new FeedReader(console.address(), "");
        byte[] body = JSON.writeValueAsBytes(Map.of(
                "token", Console.SET_UP_TOKEN, "username", Console.PERSON, "password", password, "issueToken", true));
        HttpRequest request = HttpRequest.newBuilder(URI.create(console.address() + "/api/v1/setup"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        byte[] answer = anonymous
                .client
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();
        return new FeedReader(
                console.address(), JSON.readTree(answer).get("apiToken").stringValue());
    }

    /** Reads to the end of the run and notes the age of each line when its event is here. */
    void follow(RunId run, Figures figures) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/runs/" + run + "/feed"))
                .header("Authorization", "Bearer " + token)
                .build();
        InputStream feed =
                client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(feed, StandardCharsets.UTF_8))) {
            String event = "";
            for (String line = lines.readLine(); line != null && !event.equals("over"); line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ") && event.equals("output")) {
                    note(line.substring("data: ".length()), Instant.now(), figures);
                }
            }
        }
    }

    private static void note(String json, Instant seen, Figures figures) {
        byte[] bytes =
                Base64.getDecoder().decode(JSON.readTree(json).get("data").stringValue());
        new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> Lines.note(line, seen, figures));
    }
}
