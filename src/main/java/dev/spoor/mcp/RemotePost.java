package dev.spoor.mcp;

import dev.spoor.codec.Warnings;
import dev.spoor.ingest.Preparation.Prepared;
import dev.spoor.json.JsonObject;
import dev.spoor.json.JsonString;
import dev.spoor.json.JsonValue;
import dev.spoor.model.Batch;
import dev.spoor.model.Rejected;
import dev.spoor.remote.RemoteReply;
import dev.spoor.remote.Sending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** Hands writes to the server elsewhere, or leaves them to be sent when it is back. */
final class RemotePost {
  private final Supplier<RemoteServices> remote;

  RemotePost(Supplier<RemoteServices> remote) {
    this.remote = remote;
  }

  RemoteServices services() {
    return remote.get();
  }

  /**
   * The batch as it may leave this process. What is wrong with its first span, without which the
   * others are nothing, is thrown; what is wrong with another is warned about.
   */
  Batch prepared(Batch batch, Warnings warnings) {
    Prepared prepared = services().preparation().prepared(batch);
    for (Rejected wrong : prepared.rejected()) {
      if (wrong.id().equals(batch.spans().get(0).spanId().hex())) {
        throw wrong.mistake();
      }
      warnings.add(wrong.id() + ": " + wrong.mistake().getMessage());
    }
    return prepared.batch();
  }

  /**
   * Sends a write.
   *
   * @param warnings is told when the write only waits, and what the server warned about
   * @return the server's answer; empty when the write waits
   */
  Optional<JsonObject> send(String path, JsonObject body, Warnings warnings) {
    Sending sending = sending(path, body.write().getBytes(StandardCharsets.UTF_8));
    if (sending instanceof Sending.Kept kept) {
      warnings.add(
          services().server().address()
              + " "
              + kept.why()
              + ": this is kept on this machine and sent later; "
              + kept.waiting()
              + (kept.waiting() == 1 ? " write waits" : " writes wait"));
      return Optional.empty();
    }
    RemoteReply reply = ((Sending.Answered) sending).reply();
    if (!reply.done()) {
      throw services().failure(reply);
    }
    JsonObject answer = RemoteServices.json(reply);
    for (JsonValue warning : answer.array("warnings").elements()) {
      warnings.add(((JsonString) warning).value());
    }
    return Optional.of(answer);
  }

  private Sending sending(String path, byte[] body) {
    try {
      return services().delivery().write(path, body);
    } catch (IOException e) {
      throw new RemoteFailure(
          "Nothing was recorded: the server at "
              + services().server().address()
              + " is away, and on this machine it cannot be kept either: "
              + e.getMessage()
              + ". `spoor doctor` says where.");
    }
  }
}
