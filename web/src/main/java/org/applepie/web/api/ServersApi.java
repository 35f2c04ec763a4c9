package org.applepie.web.api;

import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.web.Missing;
import org.applepie.web.inventory.ServerDrafts;
import org.applepie.web.inventory.ServerEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Servers: register, look, change, archive. */
@RestController
@RequestMapping("/api/v1/servers")
class ServersApi {

    private final Inventory inventory;

    ServersApi(Inventory inventory) {
        this.inventory = inventory;
    }

    @GetMapping
    List<ServerResource> list(@RequestParam(defaultValue = "false") boolean archived) {
        return inventory.servers(archived).stream().map(ServerResource::of).toList();
    }

    @GetMapping("/{id}")
    ServerResource show(@PathVariable UUID id) {
        return ServerResource.of(server(id));
    }

    @PostMapping
    ResponseEntity<?> register(@RequestBody ServerRequest request, Principal who) {
        var verdict =
                Answers.then(ServerDrafts.parse(request.entry()), draft -> inventory.register(draft, who.getName()));
        return Answers.created(verdict, s -> "/servers/" + s.id(), ServerResource::of);
    }

    /** Changes what the body names; everything else stays, stored secrets too. */
    @PatchMapping("/{id}")
    ResponseEntity<?> edit(@PathVariable UUID id, @RequestBody ServerRequest request, Principal who) {
        if (request.version() == null) {
            return Answers.versionMissing();
        }
        long version = request.version();
        ServerEntry entry = request.entry().over(ServerEntry.of(server(id)));
        var verdict = Answers.then(
                ServerDrafts.parse(entry), draft -> inventory.edit(new ServerId(id), version, draft, who.getName()));
        return Answers.ok(verdict, ServerResource::of);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<?> delete(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable Long version, Principal who) {
        return archive(server(id), version, who);
    }

    @PostMapping("/{id}/archive")
    ResponseEntity<?> archive(@PathVariable UUID id, @RequestBody VersionRequest request, Principal who) {
        return archive(server(id), request.version(), who);
    }

    /** The version that was seen of what is to change. */
    record VersionRequest(@Nullable Long version) {}

    private ResponseEntity<?> archive(Server server, @Nullable Long version, Principal who) {
        return version == null
                ? Answers.versionMissing()
                : Answers.ok(inventory.archive(server.id(), version, who.getName()), ServerResource::of);
    }

    private Server server(UUID id) {
        return inventory.server(new ServerId(id)).orElseThrow(() -> new Missing("server"));
    }
}
